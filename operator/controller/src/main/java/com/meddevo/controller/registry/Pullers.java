package com.meddevo.controller.registry;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import com.meddevo.api.parse.FieldError;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.meddevoappspec.Image;
import com.meddevo.api.v1alpha1.meddevoappspec.Task;
import com.meddevo.api.v1alpha1.meddevoappspec.task.Sidecars;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.registry.Answer.Need;
import com.meddevo.registry.Registry;
import com.meddevo.registry.Registry.CleanUpTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who pulls from a registry, and what their apps say of it.
 *
 * @param registry with every environment that may pull: those that it names, and those whose own registry stands in its account and region
 * @param bound the environments that can be used, by name, whoever drives them
 * @param unusable why others cannot, by name: sentences
 * @param terms of the repositories that apps name, by physical name
 * @param wanted digests that specs name although nothing may run them yet, by environment
 */
record Pullers(Registry registry, Map<String, Environment> bound, Map<String, String> unusable, Map<String, CleanUpTerms> terms,
        Map<String, List<Need>> wanted) {

    private static final int MOST_ERRORS = 5;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** @return empty while not everything is listed */
    static Optional<Pullers> of(Registry registry, Listing listing, Rosters rosters) {
        if (!listing.isComplete()) return Optional.empty();
        var names = new TreeSet<>(registry.environments());
        var bound = new TreeMap<String, Environment>();
        var unusable = new TreeMap<String, String>();
        var terms = new TreeMap<String, CleanUpTerms>();
        listing.environments().forEach(resource -> {
            String name = resource.getMetadata().getName();
            var parsed = rosters.terms(resource);
            Optional<Environment> environment = parsed.terms().map(Terms::environment);
            // whoever cannot be understood may pull
            if (environment.map(one -> pulls(one, registry)).orElse(true)) names.add(name);
            if (environment.isEmpty()) unusable.put(name, "its MeddevoEnvironment cannot be used: " + sentences(parsed.errors()));
            if (environment.isEmpty() || !names.contains(name)) return;
            bound.put(name, environment.get());
            rosters.of(name).ifPresent(roster -> roster.fleet().wanted().forEach(app -> repository(environment.get(), app, registry)
                    .ifPresent(repository -> terms.merge(repository, terms(app, registry.cleanUp()), CleanUpTerms::orLonger))));
        });
        var wanted = listing.apps().stream().filter(app -> names.contains(Rosters.environmentOf(app)))
                .collect(groupingBy(Rosters::environmentOf, flatMapping(Pullers::named, toList())));
        var all = new Registry(registry.name(), registry.account(), registry.prefix(), registry.settings(), List.copyOf(names),
                registry.cleanUp());
        return Optional.of(new Pullers(all, bound, unusable, terms, wanted));
    }

    /** Numbers of the accounts of those that are bound. */
    Set<String> accounts() {
        return bound.values().stream().map(environment -> environment.account().id()).collect(toCollection(TreeSet::new));
    }

    /** The environments that nobody has bound: which account may pull for them is not known. */
    List<String> unbound() {
        return registry.environments().stream().filter(name -> !bound.containsKey(name)).toList();
    }

    /** What its spec names, also while that is suspended or cannot be used: somebody may mend it. */
    private static Stream<Need> named(MeddevoApp app) {
        return images(app).map(DIGEST::matcher).filter(Matcher::find)
                .map(digest -> new Need(digest.group(), "the spec of " + Rosters.key(app) + " asks for it"));
    }

    private static Stream<String> images(MeddevoApp app) {
        var own = Optional.ofNullable(app.getSpec().getImage()).map(Image::getDigest).stream();
        var beside = Optional.ofNullable(app.getSpec().getTask()).map(Task::getSidecars).stream().flatMap(List::stream)
                .map(Sidecars::getImage);
        return Stream.concat(own, beside).filter(Objects::nonNull);
    }

    private static String sentences(List<FieldError> errors) {
        return errors.stream().limit(MOST_ERRORS).map(FieldError::toString).collect(joining("; "));
    }

    private static String host(Registry registry) {
        return registry.account().id() + ".dkr.ecr." + registry.account().region() + ".amazonaws.com";
    }

    private static boolean pulls(Environment environment, Registry registry) {
        return environment.registry().equals(host(registry)) || environment.registry().startsWith(host(registry) + "/");
    }

    /** The physical name, if it is one that the registry looks after. */
    private static Optional<String> repository(Environment environment, AppSpec app, Registry registry) {
        if (!pulls(environment, registry)) return Optional.empty();
        String path = environment.registry().substring(host(registry).length()) + "/" + app.image().repository();
        return Optional.of(path.substring(1)).filter(name -> name.startsWith(registry.prefix()));
    }

    /** An app can only ask for more than the registry keeps. */
    private static CleanUpTerms terms(AppSpec app, CleanUpTerms usual) {
        return usual.orLonger(new CleanUpTerms(usual.enabled(),
                app.images().expireUntaggedAfterDays().map(Duration::ofDays).orElse(usual.age()),
                app.images().keepReleases().orElse(usual.releases()), usual.quarantine()));
    }
}
