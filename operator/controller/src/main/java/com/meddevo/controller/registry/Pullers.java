package com.meddevo.controller.registry;

import com.meddevo.api.parse.Terms;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.registry.Answer.Need;
import com.meddevo.registry.Registry;
import com.meddevo.registry.Registry.CleanUpTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who pulls from a registry, and what their apps say of it.
 *
 * @param registry with every environment that may pull: those that it names, and those whose own registry stands in its account and region
 * @param accounts numbers of the accounts of those that are bound, by environment
 * @param terms of the repositories that apps name, by physical name
 * @param wanted digests that specs ask for although nothing may run them yet, by environment
 */
record Pullers(Registry registry, Map<String, String> accounts, Map<String, CleanUpTerms> terms, Map<String, List<Need>> wanted) {

    /** @return empty while not everything is listed */
    static Optional<Pullers> of(Registry registry, Listing listing, Rosters rosters) {
        if (!listing.isComplete()) return Optional.empty();
        var names = new TreeSet<>(registry.environments());
        var accounts = new TreeMap<String, String>();
        var terms = new TreeMap<String, CleanUpTerms>();
        var wanted = new HashMap<String, List<Need>>();
        listing.environments().forEach(resource -> {
            String name = resource.getMetadata().getName();
            Optional<Environment> environment = rosters.terms(resource).terms().map(Terms::environment);
            // whoever cannot be understood may pull
            if (environment.map(one -> pulls(one, registry)).orElse(true)) names.add(name);
            if (environment.isEmpty() || !names.contains(name)) return;
            accounts.put(name, environment.get().account().id());
            rosters.of(name).ifPresent(roster -> roster.fleet().wanted().forEach(app -> {
                app.image().digest().ifPresent(digest -> wanted.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(new Need(digest, "the spec of " + app.key() + " asks for it")));
                repository(environment.get(), app, registry)
                        .ifPresent(repository -> terms.merge(repository, terms(app, registry.cleanUp()), CleanUpTerms::orLonger));
            }));
        });
        var all = new Registry(registry.name(), registry.account(), registry.prefix(), registry.settings(), List.copyOf(names),
                registry.cleanUp());
        return Optional.of(new Pullers(all, accounts, terms, wanted));
    }

    /** The environments that nobody has bound: which account may pull for them is not known. */
    List<String> unbound() {
        return registry.environments().stream().filter(name -> !accounts.containsKey(name)).toList();
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
