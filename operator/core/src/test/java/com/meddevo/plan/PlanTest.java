package com.meddevo.plan;

import static com.meddevo.plan.example.Example.PLANNER;
import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static com.meddevo.plan.example.Example.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Plan.NotRead;
import com.meddevo.plan.example.LogGroup;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.World;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Fleet TECHDOC = fleet(app("techdoc"));

    @Nested
    class The_hash {
        @Test
        void is_the_same_on_every_machine() {
            assertThat(plan(TECHDOC, new World()).hash())
                    .isEqualTo("sha256:d25be6df10b16c8513167e8544fb3225c9e7d493077a1c578b9c2b0fdfbd4ba9");
        }

        @Test
        void differs_when_something_else_would_be_done() {
            assertThat(plan(TECHDOC, new World()).hash()).isNotEqualTo(plan(fleet(tagged(app("techdoc"), "2")), new World()).hash());
        }

        @Test
        void does_not_depend_on_the_priority_that_a_new_rule_happens_to_get() {
            var crowded = new World();
            Past.settle(fleet(app("a"), app("b")), crowded);
            var three = fleet(app("a"), app("b"), app("techdoc"));

            assertThat(plan(three, crowded).forApp("techdoc").hash()).isEqualTo(plan(TECHDOC, new World()).hash());
        }

        @Test
        void does_not_depend_on_the_priority_that_a_moved_rule_happens_to_get() {
            var observed = new Rule(id("rule/app/main"), 7, "/old");
            var first = update(observed, new Rule(id("rule/app/main"), 100, "/new"));
            var second = update(observed, new Rule(id("rule/app/main"), 200, "/new"));

            assertThat(first.hash()).isEqualTo(second.hash());
            assertThat(first.text()).contains("priority: 7 -> 100").isNotEqualTo(second.text());
        }

        @Test
        void does_not_depend_on_what_aws_holds_in_fields_that_stay() {
            var first = update(new Rule(id("rule/app/main"), 7, "/old"), new Rule(id("rule/app/main"), 7, "/new"));
            var second = update(new Rule(id("rule/app/main"), 8, "/old"), new Rule(id("rule/app/main"), 8, "/new"));

            assertThat(first.hash()).isEqualTo(second.hash());
        }

        @Test
        void does_not_depend_on_what_is_kept_or_not_read() {
            var kept = new Plan(List.of(), List.of(new Kept(id("rule/app/old"), "orphan")), List.of(new NotRead("app", "service")));

            assertThat(kept.hash()).isEqualTo(new Plan(List.of(), List.of(), List.of()).hash());
        }

        private static Plan update(Rule observed, Rule desired) {
            return new Plan(List.of(new Change.Update<>(observed, desired, Fields.compare(observed, desired))), List.of(), List.of());
        }
    }

    @Nested
    class A_slice {
        @Test
        void holds_what_concerns_one_app() {
            var plan = plan(fleet(app("techdoc"), app("render")), new World());

            var slice = plan.forApp("render");

            assertThat(slice.changes()).hasSize(6).allMatch(change -> change.id().app().equals("render"));
        }

        @Test
        void has_the_hash_of_a_plan_for_that_app_alone() {
            assertThat(plan(fleet(app("techdoc"), app("render")), new World()).forApp("techdoc").hash())
                    .isEqualTo(plan(TECHDOC, new World()).hash());
        }
    }

    @Test
    void what_must_come_before_what_is_known_for_every_change() {
        var plan = plan(TECHDOC, new World());

        assertThat(plan.prerequisites().keySet()).containsExactlyElementsOf(plan.changes().stream().map(Change::id).toList());
        assertThat(plan.prerequisites().get(id("listener-rule/techdoc/internal"))).isEqualTo(Set.of(id("target-group/techdoc/http-vpc-1")));
        assertThat(plan.prerequisites().get(id("service/techdoc/main"))).hasSize(4);
    }

    @Test
    void a_blocked_change_is_not_applicable_and_nothing_waits_for_it() {
        var group = new LogGroup(id("log-group/techdoc/main"), 30);
        var plan = new Plan(List.of(new Change.Create<>(group).blockedBy("freeze", "until Monday")), List.of(), List.of());

        assertThat(plan.applicable()).isEmpty();
        assertThat(plan.blocked()).hasSize(1);
        assertThat(plan.prerequisites()).isEmpty();
        assertThat(plan).matches(it -> !it.settled(), "not settled");
    }

    @Test
    void what_is_blocked_again_keeps_the_change_and_takes_the_new_reason() {
        var create = new Change.Create<>(new LogGroup(id("log-group/techdoc/main"), 30));

        assertThat(create.blockedBy("freeze", "until Monday").blockedBy("name", "taken"))
                .isEqualTo(new Change.Blocked<>(create, "name", "taken"));
        assertThatThrownBy(() -> new Change.Blocked<>(create.blockedBy("freeze", "until Monday"), "name", "taken"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void something_unknown_is_not_settled() {
        assertThat(new Plan(List.of(), List.of(), List.of(new NotRead("techdoc", "service")))).matches(plan -> !plan.settled(),
                "not settled");
    }

    private static Plan plan(Fleet fleet, World world) { return PLANNER.plan(fleet, world.snapshot(fleet)); }

    private static ResourceId id(String text) { return ResourceId.parse(text); }

    record Rule(ResourceId id, @ChosenLate int priority, String path) implements ResourceState {
    }
}
