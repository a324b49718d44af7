package com.meddevo.plan;

import static com.meddevo.plan.example.Example.PLANNER;
import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.Plan.NotRead;
import com.meddevo.plan.example.Discovery;
import com.meddevo.plan.example.Example;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.TargetGroup;
import com.meddevo.plan.example.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table in the package's comment, row by row, and the order of what is done. */
class PlannerTest extends TechdocPlanned {
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
}
