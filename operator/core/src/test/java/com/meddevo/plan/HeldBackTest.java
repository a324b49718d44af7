package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.FixedKind.Thing;
import com.meddevo.plan.Plan.NotRead;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is asked for and is not done: since a choice cannot be made, a guard objects, or the kind itself withholds it. */
class HeldBackTest extends TechdocPlanned {
    private static final Thing GOOD = new Thing(id("thing/techdoc/good"));
    private static final Change.Blocked<Thing> WITHHELD = new Change.Blocked<>(new Change.Create<>(new Thing(id("thing/techdoc/bad"))),
            "rollback", "it crashed");

    @Nested
    class When_a_choice_cannot_be_made {
        @Test
        void an_image_that_the_registry_does_not_have_blocks_the_version_and_what_runs_it() {
            var plan = plan(fleet(Example.tagged(app("techdoc"), "missing")));

            assertThat(plan.blocked()).extracting(blocked -> blocked.id().kind(), Change.Blocked::by)
                    .containsExactly(tuple("service", "dependency"),
                            tuple("task-definition", "image"));
            assertThat(plan.blocked().getLast().because())
                    .isEqualTo("the registry has no image techdoc:missing: push it, or correct spec.image");
        }

        @Test
        void a_running_version_is_kept_while_the_next_has_no_image() {
            Past.settle(techdoc, world);
            var running = world.<Service>get(SERVICE).taskDefinition();

            var plan = plan(fleet(Example.tagged(app("techdoc"), "missing")));

            assertThat(plan.applicable()).isEmpty();
            assertThat(plan.kept()).containsExactly(new Kept(running, "still used by " + SERVICE));
        }

        @Test
        void a_registry_that_does_not_answer_counts_as_not_read() {
            var plan = plan(fleet(Example.tagged(app("techdoc"), "unanswered")));

            assertThat(plan.blocked()).isEmpty();
            assertThat(plan.notRead()).containsExactly(new NotRead("techdoc", "image techdoc:unanswered"),
                    new NotRead("techdoc", "task-definition"));
        }

        @Test
        void an_unknown_listener_blocks_the_rule_and_names_those_there_are() {
            var route = app("techdoc").route().orElseThrow();
            var elsewhere = Example.at(app("techdoc"), new AppSpec.Route("nowhere", route.hosts(), route.paths(),
                    route.healthCheck(), route.deregistration()));

            assertThat(plan(fleet(elsewhere)).blocked()).first().satisfies(blocked -> assertThat(blocked.because()).isEqualTo(
                    "environment test has no listener \"nowhere\": spec.route.listener is one of [internal, public]"));
        }

        @Test
        void an_update_that_aws_refuses_and_a_choice_that_is_missing_end_in_one_blocked_change() {
            var kind = new FixedKind("thing", List.of(new Thing(id("thing/techdoc/a"), 1)), List.of(), Set.of(Choice.IMAGE_DIGEST));
            var snapshot = new Snapshot(List.of(Reading.of("thing", Instant.EPOCH)), List.of(new Thing(id("thing/techdoc/a"), 2)),
                    new Facts(Map.of("techdoc:1", Optional.empty()), List.of(), List.of()));

            var plan = new Planner(List.of(kind), List.of()).plan(techdoc, snapshot);

            assertThat(plan.blocked()).singleElement().satisfies(blocked -> assertThat(blocked.by()).isEqualTo("image"));
        }
    }

    @Nested
    class When_somebody_objects {
        private final Guard freeze = new Guard() {
            @Override
            public String name() { return "freeze"; }

            @Override
            public Optional<String> objection(Change<?> change, Fleet fleet) {
                return change.id().kind().equals("target-group") ? Optional.of("frozen until Monday") : Optional.empty();
            }
        };

        @Test
        void a_guard_blocks_a_change_and_with_it_what_depends_on_it() {
            var plan = new Planner(Example.KINDS, List.of(freeze)).plan(techdoc, world.snapshot(techdoc));

            assertThat(plan.blocked()).extracting(blocked -> blocked.id().kind(), Change.Blocked::because).containsExactly(
                    tuple("listener-rule", "waits for " + TARGET_GROUP + ", blocked by freeze"),
                    tuple("service", "waits for " + RULE + ", blocked by dependency"),
                    tuple("target-group", "frozen until Monday"));
        }

        @Test
        void what_a_blocked_update_still_refers_to_is_kept() {
            Past.settle(techdoc, world);
            Guard never = new Guard() {
                @Override
                public String name() { return "never"; }

                @Override
                public Optional<String> objection(Change<?> change, Fleet fleet) {
                    return change.id().equals(SERVICE) ? Optional.of("no") : Optional.empty();
                }
            };
            var next = fleet(Example.tagged(app("techdoc"), "2"));

            var plan = new Planner(Example.KINDS, List.of(never)).plan(next, world.snapshot(next));

            assertThat(plan.applicable()).singleElement().isInstanceOf(Change.Create.class);
            assertThat(plan.kept()).singleElement().satisfies(kept -> assertThat(kept.because()).isEqualTo("still used by " + SERVICE));
        }

        @Test
        void a_kind_may_withhold_what_the_spec_asks_for() {
            assertThat(planWithheld(List.of(Reading.of("thing", Instant.EPOCH))).changes()).containsExactly(new Change.Create<>(GOOD),
                    WITHHELD);
        }

        @Test
        void nothing_is_withheld_of_a_kind_that_was_not_read() { assertThat(planWithheld(List.of()).changes()).isEmpty(); }

        private Plan planWithheld(List<Reading> readings) {
            var kind = new FixedKind("thing", List.of(GOOD), List.of(WITHHELD));
            return new Planner(List.of(kind), List.of()).plan(techdoc, new Snapshot(readings, List.of(), Facts.NONE));
        }
    }
}
