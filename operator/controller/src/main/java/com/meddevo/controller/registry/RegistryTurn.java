package com.meddevo.controller.registry;

import com.meddevo.aws.AwsRegistry;
import com.meddevo.aws.AwsRegistry.Contents;
import com.meddevo.aws.imagerepository.ImageRepositories;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Change;
import com.meddevo.plan.Kept;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.registry.Answer;
import com.meddevo.registry.Answer.Need;
import com.meddevo.registry.CleanUp;
import com.meddevo.registry.Sight;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at one registry once, and does what is due. */
final class RegistryTurn {
    private final AwsRegistry aws;
    private final Function<Environment, Answer> ask;
    private final Supplier<Pullers> look;
    private final InstantSource clock;

    /**
     * @param ask an environment, which images it needs
     * @param look who pulls, and what is asked for, by what the Kubernetes API holds now
     */
    RegistryTurn(AwsRegistry aws, Function<Environment, Answer> ask, Supplier<Pullers> look, InstantSource clock) {
        this.aws = aws;
        this.ask = ask;
        this.look = look;
        this.clock = clock;
    }

    /** @throws RuntimeException if the registry cannot be read */
    RegistryView after(RegistryView before) {
        var begun = clock.instant();
        var pullers = look.get();
        var accounts = pullers.accounts();
        var contents = aws.read(accounts);
        var repositories = new ImageRepositories(pullers.registry(), accounts).plan(pullers.terms().keySet(), contents.repositories());
        var changes = repositories.changes().stream().<Change<?>>map(change -> unlessUnbound(change, pullers)).toList();
        var failures = new ArrayList<String>();
        aws.configure(changes).forEach((id, outcome) -> {
            if (outcome instanceof Outcome.Failed failed) failures.add(failed.message());
        });

        var decided = CleanUp.decide(sight(contents, pullers), before.candidates(), clock.instant());
        long deleted = before.deleted();
        if (!decided.deleted().isEmpty()) {
            var again = look.get();
            decided = CleanUp.confirm(decided, sight(aws.read(again.accounts()), again), clock.instant());
            deleted += aws.delete(decided).size();
        }
        var plan = new Plan(Stream.concat(changes.stream(), decided.plan().changes().stream()).toList(),
                Stream.<Kept>concat(repositories.kept().stream(), decided.plan().kept().stream()).toList(), decided.plan().notRead());
        return new RegistryView(plan, decided.candidates(), contents.repositories().size(), contents.images().size(), deleted,
                Optional.of(begun), failures);
    }

    /** A policy that was made while an account is unknown would take its right to pull away. */
    private static Change<?> unlessUnbound(Change<?> change, Pullers pullers) {
        return pullers.unbound().isEmpty() || change instanceof Change.Blocked<?>
                ? change
                : change.blockedBy("environment", "whose account environment " + String.join(", ", pullers.unbound())
                        + " is in is not known: bind it, or take it from spec.environments");
    }

    private Sight sight(Contents contents, Pullers pullers) {
        var answers = new HashMap<String, Answer>();
        pullers.bound().forEach((name, environment) -> answers.put(name, ask.apply(environment)));
        pullers.unusable().forEach((name, because) -> answers.put(name, new Answer.Unread(because)));
        // specs last: what one has asked for while AWS was read may run nowhere yet
        var wanted = look.get().wanted();
        answers.replaceAll((name, answer) -> and(answer, wanted.get(name)));
        return new Sight(pullers.registry(), pullers.terms(), contents.images(), contents.unread(), Map.copyOf(answers));
    }

    private static Answer and(Answer answer, List<Need> wanted) {
        return answer instanceof Answer.Needs(var needs) && wanted != null
                ? new Answer.Needs(Stream.concat(needs.stream(), wanted.stream()).toList())
                : answer;
    }
}
