package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.ExampleDomain;
import com.meddevo.plan.example.ExampleState;
import com.meddevo.plan.example.ListenerRule;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.Past.Others;
import com.meddevo.plan.example.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** Random fleets, worlds and readings beyond those that {@link ExampleDomain} gives for a type alone, and what is asked of them. */
abstract class RandomWorlds {
    private static final ExampleDomain DOMAIN = new ExampleDomain();

    @Provide
    Arbitrary<Fleet> contestedFleets() { return DOMAIN.contestedFleets(); }

    @Provide
    Arbitrary<Past> pastsWithCopies() { return DOMAIN.pasts(DOMAIN.fleets(), Others.TAMPER_AND_COPY); }

    @Provide
    Arbitrary<Past> pastsWithDraining() { return DOMAIN.pasts(DOMAIN.fleets(), Others.TAMPER_AND_DRAIN); }

    @Provide
    Arbitrary<List<Reading>> partialReadings() { return DOMAIN.partialReadings(); }

    @Provide
    Arbitrary<String> names() { return Arbitraries.of(ExampleDomain.NAMES); }

    @Provide
    Arbitrary<AppSpec> wanted() { return ExampleDomain.apps("production", "last"); }

    static Plan plan(Fleet fleet, World world) { return Example.PLANNER.plan(fleet, world.snapshot(fleet)); }

    static ResourceKind<?> kind(String name) {
        return Example.KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
    }

    static Fleet replace(Fleet fleet, String name, Optional<? extends Member> by) {
        var members = new ArrayList<>(fleet.members().stream().filter(member -> !member.key().name().equals(name)).toList());
        by.ifPresent(members::add);
        return new Fleet(fleet.environment(), members);
    }

    /** By app and listener: an app whose new version cannot start yet keeps the rule of the listener that it is to leave. */
    static Map<String, Integer> priorities(World world) {
        return world.all(ListenerRule.class).stream().filter(rule -> rule.priority() >= 1000)
                .collect(Collectors.toMap(rule -> place(rule.id().app(), rule.id().name()), ListenerRule::priority, Math::min,
                        TreeMap::new));
    }

    static String place(String app, String listener) { return app + " on " + listener; }

    static Map<String, Object> routes(Fleet fleet) {
        return fleet.wanted().stream().filter(app -> app.route().isPresent()).collect(Collectors
                .toMap(app -> place(app.name(), app.route().get().listener().orElseThrow()), app -> app.route().get()));
    }

    static List<ExampleState> statesOf(String app, World world) {
        return world.states().stream().filter(state -> state.id().app().equals(app)).toList();
    }

    static Map<ResourceId, ExampleState> withoutPriorities(World world) {
        var states = new TreeMap<ResourceId, ExampleState>();
        world.states().forEach(state -> states.put(state.id(), state instanceof ListenerRule rule
                ? new ListenerRule(rule.id(), rule.hosts(), rule.paths(), 0, rule.forwardsTo())
                : state));
        return states;
    }
}
