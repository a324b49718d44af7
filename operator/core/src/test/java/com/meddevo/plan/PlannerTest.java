package com.meddevo.plan;

import static com.meddevo.plan.example.Example.PLANNER;
import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.Plan.NotRead;
import com.meddevo.plan.example.Discovery;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.Service;
import com.meddevo.plan.example.TargetGroup;
import com.meddevo.plan.example.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The table in the package's comment, row by row, and what else becomes of a single resource. */
class PlannerTest {
    private static final ResourceId LOG_GROUP = id("log-group/techdoc/main");
    private static final ResourceId RULE = id("listener-rule/techdoc/internal");
    private static final ResourceId TARGET_GROUP = id("target-group/techdoc/http-vpc-1");
    private static final ResourceId SERVICE = id("service/techdoc/main");
    private static final ResourceId DISCOVERY = id("discovery/techdoc/techdoc");
    private static final ResourceId OLD_DISCOVERY = id("discovery/techdoc/old");

    private static final Thing GOOD = new Thing(id("thing/techdoc/good"));
    private static final Change.Blocked<Thing> WITHHELD = new Change.Blocked<>(new Change.Create<>(new Thing(id("thing/techdoc/bad"))),
            "rollback", "it crashed");

    private final Fleet techdoc = fleet(app("techdoc"));
    private final World world = new World();

    @Nested
    class What_becomes_of_a_resource {
        @Test
        void what_is_desired_and_absent_is_created() {
            var plan = plan(techdoc);

            assertThat(plan.changes()).hasSize(6).allMatch(Change.Create.class::isInstance);
        }

        @Test
        void what_is_desired_and_equal_needs_nothing() {
            Past.settle(techdoc, world);

            assertThat(plan(techdoc)).matches(Plan::settled);
        }

        @Test
        void what_is_desired_and_differs_is_updated_field_by_field() {
            Past.settle(techdoc, world);
            var edited = new TargetGroup(TARGET_GROUP, new TargetGroup.HealthCheck("/edited", 30), "HTTP");
            world.put(edited);

            var healed = new TargetGroup(TARGET_GROUP, new TargetGroup.HealthCheck("/health", 30), "HTTP");
            assertThat(plan(techdoc).changes()).containsExactly(new Change.Update<>(edited, healed,
                    List.of(new FieldChange("healthCheck.path", "/edited", "/health", Effect.IN_PLACE, ""))));
        }

        @Test
        void what_aws_cannot_change_is_blocked_with_the_reason() {
            Past.settle(techdoc, world);
            world.put(new TargetGroup(TARGET_GROUP, new TargetGroup.HealthCheck("/health", 30), "TLS"));

            assertThat(plan(techdoc).blocked()).singleElement().satisfies(blocked -> {
                assertThat(blocked.by()).isEqualTo("aws");
                assertThat(blocked.because()).isEqualTo("protocol: a target group keeps its protocol");
                assertThat(blocked.change()).isInstanceOf(Change.Update.class);
            });
        }

        @Test
        void what_a_wanted_app_no_longer_asks_for_is_deleted() {
            Past.settle(techdoc, world);
            world.put(new Discovery(OLD_DISCOVERY, 10));

            assertThat(plan(techdoc).changes()).singleElement().isInstanceOfSatisfying(Change.Delete.class, delete -> {
                assertThat(delete.id()).isEqualTo(OLD_DISCOVERY);
                assertThat(delete.because()).isEqualTo("the app no longer asks for it");
            });
        }

        @Test
        void what_a_leaving_app_had_is_deleted_but_for_what_its_kind_keeps() {
            Past.settle(techdoc, world);

            var plan = plan(fleet(new Member.Leaving(app("techdoc").key(), Deletion.DELETE)));

            assertThat(plan.changes()).hasSize(5).allSatisfy(
                    change -> assertThat(((Change.Delete<?>) change).because()).isEqualTo("the app is being deleted"));
            assertThat(plan.kept()).containsExactly(new Kept(LOG_GROUP, "logs are records"));
        }

        @Test
        void what_a_retaining_app_had_is_kept() {
            Past.settle(techdoc, world);

            var plan = plan(fleet(new Member.Leaving(app("techdoc").key(), Deletion.RETAIN)));

            assertThat(plan).matches(Plan::settled);
            assertThat(plan.kept()).hasSize(6).allMatch(kept -> kept.because().equals("the app leaves with deletion: Retain"));
        }

        @Test
        void what_a_held_app_has_is_kept_for_the_reason_that_holds_it() {
            Past.settle(techdoc, world);

            var plan = plan(fleet(new Member.Held(app("techdoc").key(), "suspended: migration")));

            assertThat(plan).matches(Plan::settled);
            assertThat(plan.kept()).hasSize(6).allMatch(kept -> kept.because().equals("suspended: migration"));
        }

        @Test
        void what_an_unknown_app_has_is_shown_as_an_orphan() {
            Past.settle(techdoc, world);

            var plan = plan(fleet(app("render")));

            assertThat(plan.forApp("techdoc").changes()).isEmpty();
            assertThat(plan.forApp("techdoc").kept()).hasSize(6).allMatch(kept -> kept.because()
                    .equals("orphan: no app \"techdoc\" is known; delete it by hand, or bring the app back"));
        }

        @Test
        void what_was_not_read_is_left_alone_with_all_that_refers_to_it() {
            var readings = World.everything().stream().filter(reading -> !reading.kind().equals("target-group")).toList();

            var plan = PLANNER.plan(techdoc, world.snapshot(techdoc, readings));

            assertThat(plan.changes()).extracting(Change::id).extracting(ResourceId::kind)
                    .containsExactly("discovery", "log-group", "task-definition");
            assertThat(plan.notRead()).containsExactly(new NotRead("techdoc", "listener-rule"), new NotRead("techdoc", "target-group"));
        }

        @Test
        void a_kind_of_which_one_facet_is_missing_was_not_read() {
            var readings = World.everything().stream().filter(reading -> !reading.facet().equals("attributes")).toList();

            var plan = PLANNER.plan(techdoc, world.snapshot(techdoc, readings));

            assertThat(plan.notRead()).contains(new NotRead("techdoc", "target-group"));
            assertThat(plan.changes()).noneMatch(change -> change.id().equals(TARGET_GROUP));
        }

        @Test
        void a_reading_of_one_app_says_nothing_of_another() {
            var both = fleet(app("techdoc"), app("render"));
            var readings = World.everything().stream()
                    .map(reading -> new Reading(reading.kind(), Optional.of("techdoc"), reading.facet(), Instant.EPOCH)).toList();

            var plan = PLANNER.plan(both, world.snapshot(both, readings));

            assertThat(plan.forApp("techdoc").changes()).hasSize(6);
            assertThat(plan.forApp("render").changes()).isEmpty();
            assertThat(plan.forApp("render").notRead()).hasSize(6);
        }

        @Test
        void nothing_is_deleted_while_a_kind_that_may_refer_to_it_was_not_read() {
            Past.settle(techdoc, world);
            world.put(new Discovery(OLD_DISCOVERY, 10));
            var readings = World.everything().stream().filter(reading -> !reading.kind().equals("service")).toList();

            var plan = PLANNER.plan(techdoc, world.snapshot(techdoc, readings));

            assertThat(plan.changes()).isEmpty();
            assertThat(plan.notRead()).containsExactly(new NotRead("techdoc", "service"));
        }
    }

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

    @Nested
    class While_a_service_drains {
        @Test
        void it_is_planned_anew_when_it_is_wanted() {
            Past.settle(techdoc, world);
            world.put(world.<Service>get(SERVICE).draining());

            assertThat(plan(techdoc).changes()).singleElement().isInstanceOf(Change.Create.class);
        }

        @Test
        void it_is_no_rival_of_the_one_that_follows_it() {
            Past.settle(techdoc, world);
            world.putCopy(world.<Service>get(SERVICE).draining());

            assertThat(plan(techdoc)).matches(Plan::settled);
        }

        @Test
        void the_one_that_follows_it_can_be_deleted_beside_it_but_not_what_it_still_uses() {
            Past.settle(techdoc, world);
            world.putCopy(world.<Service>get(SERVICE).draining()).putCopy(world.<Service>get(SERVICE).draining());

            var plan = plan(fleet(new Member.Leaving(app("techdoc").key(), Deletion.DELETE)));

            assertThat(plan.changes()).singleElement().isEqualTo(new Change.Delete<>(world.get(SERVICE), "the app is being deleted"));
            assertThat(plan.kept()).hasSize(5);
        }

        @Test
        void what_it_refers_to_stays_until_it_is_gone() {
            Past.settle(techdoc, world);
            world.put(world.<Service>get(SERVICE).draining());

            var plan = plan(fleet(Example.unrouted(app("techdoc"))));

            assertThat(plan.kept()).containsExactly(new Kept(RULE, "still used by " + SERVICE),
                    new Kept(TARGET_GROUP, "still used by " + RULE));
        }
    }

    @Test
    void a_new_version_is_made_first_and_the_old_one_goes_last() {
        Past.settle(techdoc, world);

        var plan = plan(fleet(Example.tagged(app("techdoc"), "2")));

        assertThat(plan.changes()).hasExactlyElementsOfTypes(Change.Create.class, Change.Update.class, Change.Delete.class);
    }

    @Test
    void taking_the_route_away_frees_the_service_before_rule_and_group_go() {
        Past.settle(techdoc, world);

        var plan = plan(fleet(Example.unrouted(app("techdoc"))));

        assertThat(plan.changes()).extracting(Change::id).containsExactly(SERVICE, RULE, TARGET_GROUP);
        assertThat(plan.prerequisites()).containsEntry(SERVICE, Set.of()).containsEntry(RULE, Set.of(SERVICE))
                .containsEntry(TARGET_GROUP, Set.of(RULE, SERVICE));
    }

    private Plan plan(Fleet fleet) { return PLANNER.plan(fleet, world.snapshot(fleet)); }

    private static ResourceId id(String text) { return ResourceId.parse(text); }

    /** A state whose size AWS cannot change. */
    record Thing(ResourceId id, @OnChange(value = Effect.IMPOSSIBLE, because = "sizes stay") int size) implements ResourceState {
        Thing(ResourceId id) { this(id, 1); }
    }

    /** A kind that always asks for the same. */
    record FixedKind(String name, List<Thing> things, List<Change.Blocked<Thing>> withheld,
            Set<Choice> choices) implements ResourceKind<Thing> {
        FixedKind(String name, List<Thing> things, List<Change.Blocked<Thing>> withheld) { this(name, things, withheld, Set.of()); }

        @Override
        public Class<Thing> type() { return Thing.class; }

        @Override
        public List<Thing> desired(Resolved resolved) { return things; }

        @Override
        public List<Change.Blocked<Thing>> withheld(Resolved resolved) { return withheld; }
    }
}
