package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.ExampleDomain;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.World;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * What holds of every plan: it settles, in any order that it allows, however often it is cut off. {@link World} itself asserts that nothing is
 * created twice or before what it refers to, nothing is deleted while something refers to it, and no priority is used twice.
 */
@Domain(ExampleDomain.class)
@Domain(DomainContext.Global.class)
class PlannerPropertiesTest extends RandomWorlds {
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
}
