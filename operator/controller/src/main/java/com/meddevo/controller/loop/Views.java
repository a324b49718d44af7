package com.meddevo.controller.loop;

import com.meddevo.aws.Kinds;
import com.meddevo.aws.scaling.Scaling;
import com.meddevo.aws.scaling.Scalings;
import com.meddevo.aws.service.Service;
import com.meddevo.aws.service.Services;
import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.controller.loop.AppView.State;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Change;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import com.meddevo.plan.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts an app's view together from its slice of the plan and what is being done about it. Pure. */
final class Views {
    private static final Set<String> KINDS = names(kind -> true);
    private static final Set<String> PINNED = names(kind -> kind.choices().contains(Choice.IMAGE_DIGEST));

    private Views() {}

    private static Set<String> names(Predicate<ResourceKind<?>> which) {
        return Kinds.all().stream().filter(which).map(ResourceKind::name).collect(Collectors.toUnmodifiableSet());
    }

    static AppView.Standing standing(Member member) {
        return switch (member) {
            case Member.Wanted _ -> new AppView.Standing.Wanted();
            case Member.Held(_, var because) -> new AppView.Standing.Held(because);
            case Member.NameTaken(_, var holder) -> new AppView.Standing.NameTaken(holder);
            case Member.Leaving _ -> new AppView.Standing.Leaving();
        };
    }

    /** Of the revision that the service's newest deployment runs. */
    static List<AppView.SecretInUse> secrets(Snapshot snapshot, String app) {
        var secrets = new ArrayList<AppView.SecretInUse>();
        snapshot.find(Services.id(app)).filter(Service.class::isInstance).map(Service.class::cast)
                .flatMap(service -> snapshot.find(service.taskDefinition()))
                .map(TaskDefinition.class::cast)
                .ifPresent(revision -> revision.containers().forEach((name, container) -> container.secrets()
                        .forEach((variable, secret) -> secrets
                                .add(new AppView.SecretInUse(name, variable, secret.arn(), secret.version())))));
        return secrets;
    }

    static Optional<AppView.Bounds> bounds(Snapshot snapshot, String app) {
        return snapshot.find(Scalings.id(app)).filter(Scaling.class::isInstance).map(Scaling.class::cast)
                .map(scaling -> new AppView.Bounds(scaling.min(), scaling.max()));
    }

    static AppView.Work work(AppWork work, Plan slice, boolean fresh) {
        var waiting = new ArrayList<String>();
        var failed = new ArrayList<String>();
        work.outcomes().forEach((id, outcome) -> {
            switch (outcome) {
                case Outcome.Waiting(var on, _) -> waiting.add(on);
                case Outcome.Failed(_, var message, _) -> failed.add(id + ": " + message);
                case Outcome.Done() -> {
                }
            }
        });
        return new AppView.Work(work.isApplying(), fresh, waiting.stream().distinct().toList(), failed, work.convergence().given(slice));
    }

    /**
     * Everything that the spec asks for, that the plan changes, and that is remembered of an app that nobody may touch.
     *
     * @param desired ids that the spec asks for
     */
    static List<AppView.Resource> resources(Member member, Collection<ResourceId> desired, Plan slice, List<Drift> drift, AppWork work,
            Function<ResourceId, Optional<String>> arn) {
        Map<ResourceId, Change<?>> changes = new TreeMap<>();
        slice.changes().forEach(change -> changes.put(change.id(), change));
        Set<ResourceId> drifted = drift.stream().filter(Drift::declared).map(Drift::resource).collect(Collectors.toSet());
        Set<String> notRead = slice.notRead().stream().map(Plan.NotRead::what).collect(Collectors.toSet());
        var ids = new TreeSet<>(desired);
        ids.addAll(changes.keySet());
        if (!(member instanceof Member.Leaving)) ids.addAll(work.applied().ids());
        return ids.stream().map(id -> {
            Change<?> change = changes.get(id);
            Outcome outcome = work.outcomes().get(id);
            State state = member instanceof Member.Held || change == null && isUnknown(id, notRead)
                    ? State.NOT_READ
                    : state(change, outcome, drifted.contains(id));
            return new AppView.Resource(id, arn.apply(id), state, message(change, outcome), work.applied().of(id));
        }).toList();
    }

    /** Whether the kind was not read, or, of a resource with a digest or a version in it, which one that is. */
    private static boolean isUnknown(ResourceId id, Set<String> notRead) {
        return notRead.contains(id.kind()) || PINNED.contains(id.kind()) && !KINDS.containsAll(notRead);
    }

    private static State state(Change<?> change, Outcome outcome, boolean drifted) {
        if (change instanceof Change.Delete<?>) return State.LEAVING;
        if (drifted) return State.DRIFTED;
        if (change instanceof Change.Blocked<?>) return State.BLOCKED;
        if (outcome instanceof Outcome.Waiting && change != null) return State.WAITING;
        return change == null ? State.IN_SYNC : State.PENDING;
    }

    private static String message(Change<?> change, Outcome outcome) {
        if (change instanceof Change.Blocked<?> blocked) return blocked.because();
        return switch (outcome) {
            case Outcome.Waiting(var on, _) when change != null -> on;
            case Outcome.Failed(_, var message, _) when change != null -> message;
            case null, default -> "";
        };
    }
}
