package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.FixedKind.Thing;
import com.meddevo.plan.example.Discovery;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.TargetGroup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Names and ids have one holder each; where two claim one, nothing is touched until a person decides. */
class OneNameOneAppTest extends TechdocPlanned {
    @Nested
    class When_a_name_is_claimed_twice {
        private final Fleet contested = fleet(app("techdoc"), Example.in("staging", app("techdoc")));

        @Test
        void everything_is_blocked_until_a_person_decides() {
            var plan = plan(contested);

            assertThat(plan.applicable()).isEmpty();
            assertThat(plan.blocked()).hasSize(6).allSatisfy(blocked -> assertThat(blocked.because())
                    .isEqualTo("the name \"techdoc\" is used by production/techdoc and staging/techdoc: rename or delete all but one"));
        }

        @Test
        void what_is_there_stays_although_an_update_would_be_impossible() {
            Past.settle(techdoc, world);
            world.put(new TargetGroup(TARGET_GROUP, new TargetGroup.HealthCheck("/health", 30), "TLS"));
            world.put(new Discovery(OLD_DISCOVERY, 10));

            var plan = plan(contested);

            assertThat(plan.applicable()).isEmpty();
            assertThat(plan.kept()).singleElement().satisfies(kept -> assertThat(kept.id()).isEqualTo(OLD_DISCOVERY));
        }

        @Test
        void a_held_claim_counts_too() {
            var plan = plan(fleet(new Member.Wanted(app("techdoc")), new Member.Held(new AppKey("staging", "techdoc"), "suspended")));

            assertThat(plan.applicable()).isEmpty();
        }

        @Test
        void a_leaving_app_gives_way_to_the_one_that_stays() {
            var plan = plan(fleet(new Member.Wanted(Example.in("staging", app("techdoc"))),
                    new Member.Leaving(app("techdoc").key(), Deletion.DELETE)));

            assertThat(plan.applicable()).hasSize(6);
        }

        @Test
        void of_two_that_leave_the_one_that_retains_counts() {
            Past.settle(techdoc, world);

            var plan = plan(fleet(new Member.Leaving(app("techdoc").key(), Deletion.DELETE),
                    new Member.Leaving(new AppKey("staging", "techdoc"), Deletion.RETAIN)));

            assertThat(plan.changes()).isEmpty();
        }

        @Test
        void the_older_one_is_planned_when_ages_are_known() {
            var plan = plan(Fleet.oldestFirst(contested.environment(), contested.members()));

            assertThat(plan.applicable()).hasSize(6);
        }

        @Test
        void one_that_waits_for_the_name_inherits_nothing_to_delete() {
            Past.settle(techdoc, world);

            var plan = plan(fleet(new Member.NameTaken(new AppKey("staging", "techdoc"), app("techdoc").key())));

            assertThat(plan.changes()).isEmpty();
            assertThat(plan.kept()).hasSize(6).allMatch(kept -> kept.because().equals("the name belongs to production/techdoc"));
        }
    }

    @Nested
    class When_an_id_is_carried_twice {
        @Test
        void a_desired_resource_is_blocked() {
            Past.settle(techdoc, world);
            world.putCopy(world.<Discovery>get(DISCOVERY));

            assertThat(plan(techdoc).blocked()).singleElement().satisfies(blocked -> {
                assertThat(blocked.by()).isEqualTo("ownership");
                assertThat(blocked.because())
                        .isEqualTo("2 resources carry the tag meddevo:id=discovery/techdoc/techdoc; remove the tag from all but one");
            });
        }

        @Test
        void a_surplus_resource_is_blocked() {
            Past.settle(techdoc, world);
            world.put(new Discovery(OLD_DISCOVERY, 10)).putCopy(new Discovery(OLD_DISCOVERY, 20));

            assertThat(plan(techdoc).blocked()).singleElement().satisfies(blocked -> {
                assertThat(blocked.by()).isEqualTo("ownership");
                assertThat(blocked.change()).isInstanceOf(Change.Delete.class);
            });
        }

        @Test
        void a_kind_that_asks_for_an_id_twice_is_blocked() {
            var twice = new FixedKind("thing", List.of(new Thing(id("thing/techdoc/a")), new Thing(id("thing/techdoc/a"))), List.of());

            var plan = new Planner(List.of(twice), List.of()).plan(techdoc,
                    new Snapshot(List.of(Reading.of("thing", Instant.EPOCH)), List.of(), Facts.NONE));

            assertThat(plan.blocked()).singleElement().satisfies(blocked -> assertThat(blocked.because())
                    .isEqualTo("thing/techdoc/a is asked for 2 times: give each resource a name of its own"));
        }
    }
}
