package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.ExampleDomain;
import com.meddevo.plan.example.ExampleState;
import com.meddevo.plan.example.ListenerRule;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.Past.Others;
import com.meddevo.plan.example.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * What holds for every fleet and every world. {@link World} itself asserts that nothing is created twice or before what it refers to, nothing is
 * deleted while something refers to it, and no priority is used twice.
 */
@Domain(ExampleDomain.class)
@Domain(DomainContext.Global.class)
class PlannerPropertiesTest {
    private static final ExampleDomain DOMAIN = new ExampleDomain();

    @Property
    void applying_a_plan_settles(@ForAll Fleet fleet, @ForAll Past past) {
        var world = past.world();

        world.apply(plan(fleet, world));

        assertThat(plan(fleet, world).applicable()).isEmpty();
    }

    @Property
    void a_plan_without_blocked_changes_and_gaps_leaves_nothing_to_say(@ForAll Fleet fleet, @ForAll Past past) {
        var world = past.world();
        var plan = plan(fleet, world);
        Assume.that(plan.blocked().isEmpty() && plan.notRead().isEmpty());

        world.apply(plan);

        assertThat(plan(fleet, world)).matches(Plan::settled, "settled");
    }

    @Property
    void draining_services_are_waited_for(@ForAll Fleet fleet, @ForAll("pastsWithDraining") Past past) {
        var world = past.world();

        Past.settle(fleet, world);

        assertThat(plan(fleet, world).applicable()).isEmpty();
    }

    @Property
    void the_order_of_the_input_never_shows(@ForAll("contestedFleets") Fleet fleet, @ForAll("pastsWithCopies") Past past,
            @ForAll Random random) {
        var snapshot = past.world().snapshot(fleet);

        var shuffled = new Planner(World.shuffled(Example.KINDS, random), List.of())
                .plan(new Fleet(fleet.environment(), World.shuffled(fleet.members(), random)), World.shuffled(snapshot, random));

        assertThat(shuffled).isEqualTo(Example.PLANNER.plan(fleet, snapshot));
        assertThat(shuffled.json()).isEqualTo(Example.PLANNER.plan(fleet, snapshot).json());
    }

    @Property
    void a_priority_is_kept_for_life(@ForAll Fleet before, @ForAll Fleet after, @ForAll Past past) {
        var world = past.world();
        Past.settle(before, world);
        var priorities = priorities(world);

        Past.settle(after, world);

        var routes = routes(before);
        assertThat(routes(after).entrySet().stream().filter(entry -> entry.getValue().equals(routes.get(entry.getKey())))
                .map(Map.Entry::getKey).filter(priorities::containsKey)).allSatisfy(
                        app -> assertThat(priorities(world)).containsEntry(app, priorities.get(app)));
    }

    @Property
    void a_rule_whose_conditions_somebody_edits_keeps_its_priority(@ForAll Fleet fleet) {
        var world = new World();
        Past.settle(fleet, world);
        var priorities = priorities(world);

        world.all(ListenerRule.class).forEach(rule -> world
                .put(new ListenerRule(rule.id(), List.of("*.elsewhere.example.com"), List.of(), rule.priority(), rule.forwardsTo())));
        Past.settle(fleet, world);

        assertThat(priorities(world)).isEqualTo(priorities);
    }

    @Property
    void dropping_one_app_touches_no_other(@ForAll Fleet fleet, @ForAll Past past, @ForAll("names") String dropped) {
        var world = past.world();
        var without = replace(fleet, dropped, Optional.empty());

        var before = plan(fleet, world);
        var after = plan(without, world);

        assertThat(ExampleDomain.NAMES.stream().filter(name -> !name.equals(dropped)))
                .allSatisfy(name -> assertThat(after.forApp(name).hash()).isEqualTo(before.forApp(name).hash()));
    }

    @Property
    void deleting_one_app_of_a_settled_fleet_changes_nothing_else(@ForAll Fleet fleet, @ForAll("names") String deleted) {
        var world = new World();
        Past.settle(fleet, world);
        var leaving = replace(fleet, deleted, fleet.named(deleted).stream().findFirst()
                .map(member -> new Member.Leaving(member.key(), Deletion.DELETE)));

        var plan = plan(leaving, world);

        assertThat(plan.applicable()).allMatch(change -> change.id().app().equals(deleted));
    }

    @Property
    void what_was_not_fully_read_deletes_nothing_and_creates_nothing_that_refers_to_it(@ForAll Fleet fleet, @ForAll Past past,
            @ForAll("partialReadings") List<Reading> readings) {
        var snapshot = past.world().snapshot(fleet, readings);
        var read = (Predicate<String>) app -> Example.KINDS.stream().allMatch(kind -> snapshot.read(kind, app));

        var plan = Example.PLANNER.plan(fleet, snapshot);

        assertThat(plan.applicable()).allSatisfy(change -> {
            assertThat(snapshot.read(kind(change.id().kind()), change.id().app())).isTrue();
            if (change instanceof Change.Delete<?>) assertThat(read).accepts(change.id().app());
            change.after().ifPresent(state -> assertThat(((ExampleState) state).refersTo())
                    .allMatch(needed -> snapshot.read(kind(needed.kind()), needed.app())));
        });
    }

    @Property
    void reading_less_never_means_doing_more(@ForAll Fleet fleet, @ForAll Past past, @ForAll("partialReadings") List<Reading> readings) {
        var world = past.world();

        var partial = Example.PLANNER.plan(fleet, world.snapshot(fleet, readings));

        assertThat(plan(fleet, world).applicable()).containsAll(partial.applicable());
    }

    @Property
    void what_is_known_of_a_partly_read_world_can_be_applied(@ForAll Fleet fleet, @ForAll Past past,
            @ForAll("partialReadings") List<Reading> readings) {
        var world = past.world();

        world.apply(Example.PLANNER.plan(fleet, world.snapshot(fleet, readings)));
        Past.settle(fleet, world);

        assertThat(plan(fleet, world).applicable()).isEmpty();
    }

    @Property
    void a_held_app_keeps_everything(@ForAll Fleet fleet, @ForAll Past past, @ForAll("names") String held) {
        var world = past.world();
        var key = Example.app(held).key();
        var holding = replace(fleet, held, Optional.of(new Member.Held(key, "suspended")));
        var itsOwn = statesOf(held, world);

        Past.settle(holding, world);

        assertThat(statesOf(held, world)).isEqualTo(itsOwn);
        assertThat(plan(holding, world).forApp(held).changes()).isEmpty();
    }

    @Property
    void the_last_app_of_a_fleet_can_be_deleted(@ForAll("wanted") AppSpec app) {
        var world = new World();
        Past.settle(Example.fleet(app), world);

        world.apply(plan(Example.fleet(new Member.Leaving(app.key(), Deletion.DELETE)), world));

        assertThat(world.ids()).allMatch(id -> id.kind().equals("log-group"));
    }

    @Property
    void what_belongs_to_no_known_app_is_shown_and_never_deleted(@ForAll Fleet fleet, @ForAll Past past) {
        var world = past.world();
        var orphans = new HashSet<>(world.ids());
        orphans.removeIf(id -> !fleet.named(id.app()).isEmpty());

        var plan = plan(fleet, world);

        assertThat(plan.kept().stream().filter(kept -> kept.because().startsWith("orphan")).map(Kept::id))
                .containsExactlyInAnyOrderElementsOf(orphans);
        assertThat(plan.changes()).noneMatch(change -> orphans.contains(change.id()));
    }

    @Property
    void two_claims_to_one_name_end_in_blocked_changes(@ForAll("contestedFleets") Fleet fleet, @ForAll("pastsWithCopies") Past past) {
        var plan = plan(fleet, past.world());

        var contested = fleet.members().stream().filter(member -> member instanceof Member.Wanted || member instanceof Member.Held)
                .collect(Collectors.groupingBy(member -> member.key().name(), Collectors.counting()));
        assertThat(plan.applicable()).noneMatch(change -> contested.getOrDefault(change.id().app(), 0L) > 1);
    }

    @Property
    void the_oldest_app_of_a_name_is_planned_as_if_it_were_alone(@ForAll("contestedFleets") Fleet fleet, @ForAll Past past) {
        var world = past.world();
        var oldestFirst = Fleet.oldestFirst(fleet.environment(), fleet.members());
        var alone = new Fleet(fleet.environment(),
                oldestFirst.members().stream().filter(member -> !(member instanceof Member.NameTaken)).toList());

        assertThat(plan(oldestFirst, world)).isEqualTo(plan(alone, world));
    }

    @Property
    void an_id_that_two_resources_carry_is_not_touched(@ForAll Fleet fleet, @ForAll("pastsWithCopies") Past past) {
        var snapshot = past.world().snapshot(fleet);
        var twice = snapshot.resources().stream().collect(Collectors.groupingBy(ResourceState::id, Collectors.counting()));

        var plan = Example.PLANNER.plan(fleet, snapshot);

        assertThat(plan.applicable()).noneMatch(change -> twice.getOrDefault(change.id(), 0L) > 1);
    }

    @Property
    void an_interrupted_apply_can_be_repeated(@ForAll Fleet fleet, @ForAll Past past,
            @ForAll @Size(max = 6) List<@IntRange(max = 5) Integer> cuts) {
        var interrupted = past.world();
        var uninterrupted = past.world();

        cuts.forEach(cut -> interrupted.applyFirst(cut, plan(fleet, interrupted)));
        Past.settle(fleet, interrupted);
        Past.settle(fleet, uninterrupted);

        assertThat(withoutPriorities(interrupted)).isEqualTo(withoutPriorities(uninterrupted));
    }

    @Property
    void every_history_ends_where_a_fresh_start_ends(@ForAll @Size(min = 1, max = 4) List<Fleet> history) {
        var world = new World();
        var fresh = new World();
        var last = history.getLast();

        history.forEach(fleet -> Past.settle(fleet, world));
        Past.settle(last, fresh);

        var settled = last.wanted().stream().map(AppSpec::name).filter(name -> plan(last, fresh).forApp(name).settled())
                .collect(Collectors.toSet());
        assertThat(withoutPriorities(world).entrySet().stream().filter(entry -> settled.contains(entry.getKey().app())).toList())
                .isEqualTo(withoutPriorities(fresh).entrySet().stream().filter(entry -> settled.contains(entry.getKey().app())).toList());
    }

    @Property
    void what_must_come_before_a_change_comes_before_it(@ForAll Fleet fleet, @ForAll("pastsWithDraining") Past past) {
        var plan = plan(fleet, past.world());
        var earlier = new HashSet<ResourceId>();

        assertThat(plan.prerequisites()).hasSameSizeAs(plan.applicable()).allSatisfy((id, before) -> {
            assertThat(earlier).containsAll(before);
            earlier.add(id);
        });
    }

    @Property
    void changes_that_do_not_wait_for_each_other_can_be_done_in_any_order(@ForAll Fleet fleet, @ForAll Past past, @ForAll Random random) {
        var world = past.world();

        world.applyInAnyOrder(plan(fleet, world), random);

        assertThat(plan(fleet, world).applicable()).isEmpty();
    }

    @Property
    void everything_that_a_plan_prints_can_be_printed(@ForAll("contestedFleets") Fleet fleet, @ForAll("pastsWithCopies") Past past,
            @ForAll("partialReadings") List<Reading> readings) {
        var plan = Example.PLANNER.plan(fleet, past.world().snapshot(fleet, readings));

        assertThatCode(() -> {
            plan.text();
            plan.markdown();
            plan.json();
        }).doesNotThrowAnyException();
    }

    @Property
    void the_edges_found_by_reflection_are_those_that_a_state_says_it_has(@ForAll Past past) {
        assertThat(past.world().states()).allSatisfy(state -> assertThat(Fields.edges(state)).isEqualTo(state.refersTo()));
    }

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

    private static Plan plan(Fleet fleet, World world) { return Example.PLANNER.plan(fleet, world.snapshot(fleet)); }

    private static ResourceKind<?> kind(String name) {
        return Example.KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
    }

    private static Fleet replace(Fleet fleet, String name, Optional<? extends Member> by) {
        var members = new ArrayList<>(fleet.members().stream().filter(member -> !member.key().name().equals(name)).toList());
        by.ifPresent(members::add);
        return new Fleet(fleet.environment(), members);
    }

    private static Map<String, Integer> priorities(World world) {
        return world.all(ListenerRule.class).stream().filter(rule -> rule.priority() >= 1000)
                .collect(Collectors.toMap(rule -> rule.id().app(), ListenerRule::priority, Math::min, TreeMap::new));
    }

    private static Map<String, Object> routes(Fleet fleet) {
        return fleet.wanted().stream().filter(app -> app.route().isPresent())
                .collect(Collectors.toMap(AppSpec::name, app -> app.route().get()));
    }

    private static List<ExampleState> statesOf(String app, World world) {
        return world.states().stream().filter(state -> state.id().app().equals(app)).toList();
    }

    private static Map<ResourceId, ExampleState> withoutPriorities(World world) {
        var states = new TreeMap<ResourceId, ExampleState>();
        world.states().forEach(state -> states.put(state.id(), state instanceof ListenerRule rule
                ? new ListenerRule(rule.id(), rule.hosts(), rule.paths(), 0, rule.forwardsTo())
                : state));
        return states;
    }
}
