package com.meddevo.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoAppSpec;
import com.meddevo.api.v1alpha1.MeddevoAppStatus;
import com.meddevo.api.v1alpha1.meddevoappspec.Image;
import com.meddevo.api.v1alpha1.meddevoappstatus.Conditions;
import com.meddevo.aws.service.Rollout;
import com.meddevo.controller.loop.AppView;
import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.roster.Admission;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.Change;
import com.meddevo.plan.Effect;
import com.meddevo.plan.FieldChange;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppStatusTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.5Z");
    private static final ResourceId SERVICE = new ResourceId("service", "techdoc", "main");
    private static final Plan NOTHING = new Plan(List.of(), List.of(), List.of());
    private static final Admission ACCEPTED = new Admission.Accepted();

    private record State(ResourceId id, String size) implements ResourceState {
    }

    @Test
    void an_app_at_rest_is_accepted_in_sync_and_ready_and_nothing_else() {
        var status = status(view(NOTHING));

        assertThat(said(status)).containsExactly("Accepted=True/Accepted", "InSync=True/InSync", "Ready=True/Serving",
                "Progressing=False/Settled", "Degraded=False/Healthy", "Drifted=False/NoDrift");
        assertThat(status.getObservedGeneration()).isEqualTo(3);
        assertThat(status.getImage().getTag()).isEqualTo("1.8.2");
        assertThat(status.getImage().getDigest()).isEqualTo("sha256:1");
        assertThat(status.getRollout().getTasks()).isEqualTo("2/2");
        assertThat(status.getPlan()).isNull();
        assertThat(status.getDrift()).isNull();
    }

    @Test
    void a_condition_keeps_its_time_until_its_truth_changes() {
        var before = status(view(NOTHING));
        var later = NOW.plusSeconds(100);

        var same = AppStatus.of(app(), before, ACCEPTED, Optional.of(view(NOTHING)), later);
        var other = AppStatus.of(app(), before, ACCEPTED, Optional.of(view(update(1))), later);

        assertThat(same).usingRecursiveComparison().isEqualTo(before);
        assertThat(condition(other, "InSync").getLastTransitionTime()).isEqualTo("2026-03-01T08:01:40Z");
        assertThat(condition(other, "Ready").getLastTransitionTime()).isEqualTo("2026-03-01T08:00:00Z");
    }

    @Test
    void what_people_should_know_stands_beside_a_plan_that_has_nothing_to_do() {
        var noted = NOTHING.noting(List.of(new Plan.Note("techdoc", "route", "another app's rule comes first for /api/*")));

        var status = status(view(noted));

        assertThat(status.getNotes()).containsExactly("route: another app's rule comes first for /api/*");
        assertThat(said(status)).contains("InSync=True/InSync");
        assertThat(status(view(NOTHING)).getNotes()).isNull();
    }

    @Test
    void tasks_are_told_with_the_bounds_between_which_they_are_scaled() {
        var fixed = view(NOTHING);
        var scaled = new AppView(fixed.key(), fixed.standing(), 3, NOTHING, List.of(), List.of(), fixed.rollout(), fixed.digest(),
                List.of(),
                fixed.work(), List.of(), List.of(), Optional.of(new AppView.Bounds(2, 8)));

        assertThat(status(fixed).getRollout().getTasks()).isEqualTo("2/2");
        assertThat(status(scaled).getRollout().getTasks()).isEqualTo("2/2 of 2-8");
    }

    @Test
    void a_long_plan_tells_each_change_before_the_details_of_any() {
        var changes = new ArrayList<Change<?>>(update(15).changes());
        IntStream.range(0, 10)
                .forEach(i -> changes.add(new Change.Delete<>(new State(new ResourceId("group", "techdoc", "g" + i), "1"), "nobody asks")));

        var shown = status(view(new Plan(changes, List.of(), List.of()))).getPlan().getChanges();

        assertThat(shown).hasSize(20).filteredOn(line -> line.startsWith("- delete")).hasSize(10);
        assertThat(shown).last().isEqualTo("... and 7 more lines");
    }

    @Test
    void a_plan_is_shown_in_at_most_twenty_lines() {
        var status = status(view(update(40)));

        assertThat(status.getPlan().getHash()).startsWith("sha256:");
        assertThat(status.getPlan().getChanges()).hasSize(20).startsWith("~ update service/techdoc/main").last().asString()
                .isEqualTo("... and 22 more lines");
    }

    @Test
    void what_was_not_read_is_unknown_and_never_in_sync() {
        var view = view(NOTHING, AppView.Work.NONE, List.of("discovery: AccessDeniedException: not allowed"));

        var status = status(view);

        assertThat(said(status)).contains("InSync=Unknown/NotRead", "Drifted=Unknown/NotRead");
        assertThat(condition(status, "InSync").getMessage()).contains("AccessDeniedException");
    }

    @Test
    void a_reading_from_before_the_last_write_does_not_say_in_sync() {
        var work = new AppView.Work(false, false, List.of(), List.of(), List.of());

        assertThat(said(status(view(NOTHING, work, List.of())))).contains("InSync=False/Pending");
    }

    @Test
    void drift_is_told_by_field_with_both_values() {
        var drift = new Drift(SERVICE, "size", "9", "2", NOW.minusSeconds(60), Tier.OTHER, true, "");
        var view = new AppView(key(), new AppView.Standing.Wanted(), 3, update(1), List.of(), List.of(drift), rollout("COMPLETED", 2),
                Optional.empty(), List.of(), AppView.Work.NONE, List.of());

        var status = status(view);

        assertThat(condition(status, "Drifted").getMessage()).isEqualTo("service/techdoc/main size is 9 and should be 2");
        assertThat(status.getDrift()).singleElement().satisfies(one -> {
            assertThat(one.getResource()).isEqualTo("service/techdoc/main");
            assertThat(one.getSince()).isEqualTo("2026-03-01T07:59:00.500Z");
        });
    }

    @Test
    void a_version_that_was_rolled_back_degrades_and_shows_its_last_lines_while_the_old_one_serves() {
        var held = new Change.Blocked<>(new Change.Update<>(new State(SERVICE, "1"), new State(SERVICE, "2"), List.of()), "circuit-breaker",
                "techdoc:2.0.0 failed to start");
        var view = new AppView(key(), new AppView.Standing.Wanted(), 3, new Plan(List.of(held), List.of(), List.of()), List.of(), List.of(),
                rollout("COMPLETED", 2), Optional.of("sha256:2"), List.of("starting", "panic: no database"), AppView.Work.NONE, List.of());
        var before = status(view(NOTHING));

        var status = AppStatus.of(app(), before, ACCEPTED, Optional.of(view), NOW);

        assertThat(said(status)).contains("InSync=False/RolledBack", "Ready=True/Serving", "Degraded=True/RolledBack",
                "Progressing=False/Settled");
        assertThat(condition(status, "Degraded").getMessage())
                .isEqualTo("techdoc:2.0.0 failed to start\nLast lines:\nstarting\npanic: no database");
        assertThat(status.getImage().getDigest()).as("what runs").isEqualTo("sha256:1");
    }

    @Test
    void a_refused_app_keeps_what_its_status_remembers() {
        var before = status(view(NOTHING));

        var status = AppStatus.of(app(), before, new Admission.Refused("EnvironmentNotFound", "there is no environment", true),
                Optional.empty(), NOW);

        assertThat(said(status)).contains("Accepted=False/EnvironmentNotFound", "InSync=Unknown/NotAccepted");
        assertThat(status.getResources()).isEqualTo(before.getResources());
    }

    @Test
    void a_held_app_is_unknown_with_the_reason() {
        var view = new AppView(key(), new AppView.Standing.Held("suspended: migration"), 0, NOTHING, List.of(), List.of(),
                rollout("COMPLETED", 2), Optional.empty(), List.of(), AppView.Work.NONE, List.of());

        var status = status(view);

        assertThat(said(status)).contains("InSync=Unknown/Held", "Drifted=Unknown/Held", "Ready=True/Serving");
        assertThat(condition(status, "InSync").getMessage()).isEqualTo("suspended: migration");
    }

    @Test
    void missing_tasks_are_told_with_the_last_failure() {
        var rollout = new Rollout("Rolling", 3, 1, Optional.of(1), "IN_PROGRESS", Optional.empty(),
                Optional.of(new Rollout.Failure("abc", "CannotPullContainerError", NOW)));
        var view = new AppView(key(), new AppView.Standing.Wanted(), 3, NOTHING, List.of(), List.of(), Optional.of(rollout),
                Optional.empty(),
                List.of(), AppView.Work.NONE, List.of());

        var status = status(view);

        assertThat(said(status)).contains("Ready=False/TasksMissing", "Progressing=True/RollingOut");
        assertThat(condition(status, "Ready").getMessage()).isEqualTo("1 of 3 tasks serve; the last that failed: CannotPullContainerError");
    }

    @Test
    void traffic_on_the_move_is_told_with_its_stage_and_the_part_of_each_colour() {
        var traffic = new Rollout.Traffic("blue", Optional.of("PRODUCTION_TRAFFIC_SHIFT"), Map.of("blue", 90, "green", 10));
        var rollout = new Rollout("Canary", 2, 4, Optional.of(2), "IN_PROGRESS", Optional.of("ECS deployment 7 in progress."),
                Optional.empty(), Optional.of(traffic));

        var status = status(new AppView(key(), new AppView.Standing.Wanted(), 3, NOTHING, List.of(), List.of(), Optional.of(rollout),
                Optional.empty(), List.of(), AppView.Work.NONE, List.of()));

        assertThat(status.getRollout().getColour()).isEqualTo("blue");
        assertThat(status.getRollout().getStage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(status.getRollout().getWeights()).containsOnly(Map.entry("blue", 90), Map.entry("green", 10));
        assertThat(condition(status, "Progressing").getMessage()).isEqualTo("ECS deployment 7 in progress. Stage PRODUCTION_TRAFFIC_SHIFT."
                + " Of the requests blue gets 90 %, green gets 10 %.");
    }

    @Test
    void an_event_is_told_once_per_transition() {
        var atRest = status(view(NOTHING));
        var drift = new Drift(SERVICE, "size", "9", "2", NOW, Tier.OTHER, true, "");
        var drifting = AppStatus.of(app(), atRest, ACCEPTED, Optional.of(new AppView(key(), new AppView.Standing.Wanted(), 3, update(1),
                List.of(), List.of(drift), rollout("COMPLETED", 2), Optional.empty(), List.of(),
                new AppView.Work(true, true, List.of(), List.of(), List.of()), List.of())), NOW);

        assertThat(reasons(null, atRest)).containsExactly("Ready", "InSync");
        assertThat(reasons(atRest, atRest)).isEmpty();
        assertThat(reasons(atRest, drifting)).containsExactly("Drifted", "Applying");
        assertThat(reasons(drifting, drifting)).isEmpty();
        assertThat(reasons(drifting, atRest)).containsExactly("DriftHealed", "InSync");
    }

    @Test
    void what_is_over_is_told_by_what_it_was() {
        var drift = new Drift(SERVICE, "size", "9", "2", NOW, Tier.OTHER, true, "");
        var atRest = status(view(NOTHING));

        var notes = StatusEvents.between(status(drifting(update(1), drift)), atRest);

        assertThat(notes).contains(
                new StatusEvents.Note(false, "DriftHealed", "No longer: service/techdoc/main size is 9 and should be 2"));
    }

    @Test
    void what_nobody_declared_drifts_although_the_app_is_in_sync() {
        var drift = new Drift(SERVICE, "others", "a shell", "absent", NOW, Tier.OTHER, false, "it looks odd");

        var status = status(drifting(NOTHING, drift));

        assertThat(said(status)).contains("InSync=True/InSync", "Drifted=True/UndeclaredDrift");
        assertThat(condition(status, "Drifted").getMessage())
                .isEqualTo("service/techdoc/main others is a shell, which nobody declared, instead of absent");
        assertThat(status.getDrift()).singleElement().satisfies(one -> {
            assertThat(one.getTier()).isEqualTo("Other");
            assertThat(one.getDeclared()).isFalse();
            assertThat(one.getBecause()).isEqualTo("it looks odd");
        });
    }

    @Test
    void drift_that_lets_somebody_in_is_told_again_although_something_drifted_before() {
        var small = new Drift(SERVICE, "size", "9", "2", NOW, Tier.OTHER, true, "");
        var grave = new Drift(SERVICE, "shell", "true", "false", NOW, Tier.SECURITY, true, "people can get in");

        var before = status(drifting(update(1), small));
        var after = AppStatus.of(app(), before, ACCEPTED, Optional.of(drifting(update(1), grave, small)), NOW);

        assertThat(condition(after, "Drifted").getReason()).isEqualTo("SecurityDrift");
        assertThat(condition(after, "Drifted").getMessage())
                .startsWith("SECURITY: service/techdoc/main shell is true and should be false, so people can get in; ");
        assertThat(reasons(before, after)).containsExactly("Drifted");
    }

    private static AppView drifting(Plan plan, Drift... drift) {
        return new AppView(key(), new AppView.Standing.Wanted(), 3, plan, List.of(), List.of(drift), rollout("COMPLETED", 2),
                Optional.empty(),
                List.of(), AppView.Work.NONE, List.of());
    }

    private static List<String> reasons(MeddevoAppStatus before, MeddevoAppStatus after) {
        return StatusEvents.between(before, after).stream().map(StatusEvents.Note::reason).toList();
    }

    private static MeddevoAppStatus status(AppView view) { return AppStatus.of(app(), null, ACCEPTED, Optional.of(view), NOW); }

    private static List<String> said(MeddevoAppStatus status) {
        return status.getConditions().stream().map(one -> one.getType() + "=" + one.getStatus() + "/" + one.getReason()).toList();
    }

    private static Conditions condition(MeddevoAppStatus status, String type) { return AppStatus.find(status, type).orElseThrow(); }

    private static MeddevoApp app() {
        var app = new MeddevoApp();
        app.setMetadata(new ObjectMetaBuilder().withNamespace("apps").withName("techdoc").withGeneration(3L).build());
        var image = new Image();
        image.setRepository("techdoc");
        image.setTag("1.8.2");
        app.setSpec(new MeddevoAppSpec());
        app.getSpec().setImage(image);
        return app;
    }

    private static AppKey key() { return new AppKey("apps", "techdoc"); }

    private static AppView view(Plan plan) { return view(plan, AppView.Work.NONE, List.of()); }

    private static AppView view(Plan plan, AppView.Work work, List<String> unread) {
        var service = new AppView.Resource(SERVICE, Optional.of("arn:1"), AppView.State.IN_SYNC, "", Optional.of("0123"));
        return new AppView(key(), new AppView.Standing.Wanted(), 3, plan, List.of(service), List.of(), rollout("COMPLETED", 2),
                Optional.of("sha256:1"), List.of(), work, unread);
    }

    private static Optional<Rollout> rollout(String state, int running) {
        return Optional.of(new Rollout("Rolling", 2, running, Optional.of(running), state, Optional.empty(), Optional.empty()));
    }

    private static Plan update(int fields) {
        var changed = IntStream.range(0, fields).mapToObj(i -> new FieldChange("size" + i, "1", "2", Effect.IN_PLACE, "")).toList();
        return new Plan(List.of(new Change.Update<>(new State(SERVICE, "1"), new State(SERVICE, "2"), changed)), List.of(), List.of());
    }
}
