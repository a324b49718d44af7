package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.ExampleDomain;
import com.meddevo.plan.example.ExampleState;
import com.meddevo.plan.example.ListenerRule;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What no plan ever does: to another app, to what was not read, to what is held, to what belongs to nobody known. */
@Domain(ExampleDomain.class)
@Domain(DomainContext.Global.class)
class SafetyPropertiesTest extends RandomWorlds {
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
}
