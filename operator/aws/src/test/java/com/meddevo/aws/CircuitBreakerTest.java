package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.service.Rollout;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Upkeep;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import com.meddevo.plan.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;

class CircuitBreakerTest {
    private static final String APP = "techdoc";
    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final int SWEEPS = 40;

    @Test
    void a_version_that_crashes_is_rolled_back_remembered_and_not_tried_again() {
        try (var world = World.inProcess()) {
            var app = settled(world);
            world.wants(crashing(world, app)).apply();
            sweepOn(world);
            world.account.calls().clear();

            var sweep = world.sweep();

            assertThat(sweep.snapshot().facts().rejections()).singleElement().satisfies(rejection -> {
                assertThat(rejection.app()).isEqualTo(APP);
                assertThat(rejection.because()).contains("circuit breaker").contains("Essential container in task exited")
                        .contains("exit code 1");
            });
            assertThat(world.plan(sweep).blocked()).singleElement().satisfies(blocked -> {
                assertThat(blocked.by()).isEqualTo("circuit-breaker");
                assertThat(blocked.because()).contains("techdoc:2.0.0").contains("serves on").contains("change the spec");
            });
            assertThat(world.plan(sweep).applicable()).isEmpty();
            assertThat(world.account.calls().writes()).isZero();
            assertThat(world.account.calls().calls("ListServiceDeployments")).isEmpty();
            assertThat(sweep.rollouts().get(APP)).satisfies(rollout -> {
                assertThat(rollout.running()).isEqualTo(2);
                assertThat(rollout.lastFailure().orElseThrow().because()).contains("exit code 1");
            });
            var task = sweep.rollouts().get(APP).lastFailure().map(Rollout.Failure::task);
            assertThat(world.aws().lastLogLines(APP, task, 10)).endsWith("no database");
        }
    }

    /** The deployment that went back says so for as long as it serves. */
    @Test
    void a_settled_app_that_was_rolled_back_costs_as_many_calls_as_one_that_was_not() {
        try (var world = World.inProcess()) {
            var app = settled(world);
            var before = callsOfASweep(world);
            world.wants(crashing(world, app)).apply();
            sweepOn(world);

            var after = callsOfASweep(world);

            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void a_rejection_counts_and_is_written_once_although_its_tag_is_not_visible_yet() {
        try (var world = World.inProcess()) {
            world.wants(crashing(world, settled(world))).apply();
            world.account.consistency().lag(Duration.ofSeconds(20));
            while (world.account.calls().calls("TagResource").isEmpty()) {
                world.simulation.advance(Duration.ofSeconds(1));
                world.sweep();
            }

            var sweep = world.sweep();

            assertThat(world.account.ecs().describeServices(request -> request.cluster("local").services(APP)
                    .include(ServiceField.TAGS)).services().getFirst().tags()).extracting(Tag::key).doesNotContain("meddevo:rejected");
            assertThat(sweep.snapshot().facts().rejections()).singleElement()
                    .satisfies(rejection -> assertThat(rejection.because()).contains("circuit breaker"));
            assertThat(world.account.calls().calls("TagResource")).hasSize(1);
        }
    }

    private static Map<String, Long> callsOfASweep(World world) {
        world.account.calls().clear();
        world.sweep();
        return Map.copyOf(world.account.calls().counts());
    }

    @Test
    void a_rollback_that_nobody_saw_is_found_in_the_history_before_the_version_is_tried_again() {
        try (var world = World.inProcess()) {
            var app = settled(world);
            world.wants(crashing(world, app)).apply();
            world.simulation.advance(Duration.ofMinutes(30));
            world.restart();
            world.account.calls().clear();

            world.apply();

            assertThat(world.account.calls().calls("UpdateService")).isEmpty();
            assertThat(world.plan().blocked()).extracting(Change.Blocked::by).containsExactly("circuit-breaker");
        }
    }

    @Test
    void a_restarted_operator_remembers_the_rejection_by_the_service_s_tag() {
        try (var world = World.inProcess()) {
            var app = settled(world);
            world.wants(crashing(world, app)).apply();
            sweepOn(world);
            world.restart();

            var plan = world.plan();

            assertThat(plan.applicable()).isEmpty();
            assertThat(plan.blocked()).extracting(Change.Blocked::by).containsExactly("circuit-breaker");
        }
    }

    @Test
    void the_version_that_serves_on_is_scaled_while_the_rejected_one_is_withheld() {
        try (var world = World.inProcess()) {
            var app = settled(world);
            var bad = crashing(world, app);
            world.wants(bad).apply();
            sweepOn(world);

            world.wants(Specs.replicas(bad, 4)).settle();

            assertThat(world.sweep().rollouts().get(APP).running()).isEqualTo(4);
            assertThat(world.plan().blocked()).hasSize(1);
        }
    }

    @Test
    void a_corrected_version_is_deployed_and_the_rejection_forgotten() {
        try (var world = World.inProcess()) {
            var app = settled(world);
            world.wants(crashing(world, app)).apply();
            sweepOn(world);
            world.push(APP, "2.0.1");

            world.wants(Specs.tag(app, "2.0.1")).settle();

            var sweep = world.sweep();
            assertThat(world.plan(sweep).blocked()).isEmpty();
            assertThat(sweep.snapshot().facts().rejections()).isEmpty();
            assertThat(sweep.rollouts().get(APP).complete()).isTrue();
        }
    }

    /** The cause was elsewhere, a database for instance, and is mended. */
    @Test
    void a_rejected_version_is_deployed_when_somebody_asks_for_a_retry() {
        try (var world = World.inProcess()) {
            var bad = crashing(world, settled(world));
            world.wants(bad).apply();
            sweepOn(world);
            world.simulation.tasks().behave(world.simulation.images().find(APP, "2.0.0").orElseThrow().digest(), new Behaviour.Runs());

            world.wants(retried(world, bad)).settle();

            var sweep = world.sweep();
            assertThat(world.plan(sweep).settled()).isTrue();
            assertThat(sweep.snapshot().facts().rejections()).isEmpty();
            assertThat(sweep.rollouts().get(APP).complete()).isTrue();
        }
    }

    @Test
    void a_retry_that_fails_again_is_tried_once() {
        try (var world = World.inProcess()) {
            var bad = crashing(world, settled(world));
            world.wants(bad).apply();
            sweepOn(world);
            world.account.calls().clear();

            world.wants(retried(world, bad));
            world.apply();
            sweepOn(world);

            assertThat(world.account.calls().calls("UpdateService")).hasSize(1);
            assertThat(world.plan().blocked()).extracting(Change.Blocked::by).containsExactly("circuit-breaker");
        }
    }

    private static AppSpec retried(World world, AppSpec app) {
        return app.but().upkeep(new Upkeep(world.account.timeline().now())).build();
    }

    @Test
    void a_first_version_that_never_starts_is_not_tried_again_until_the_spec_changes() {
        try (var world = World.inProcess()) {
            var app = crashing(world, world.app(APP));
            world.wants(app).apply();
            sweepOn(world);
            world.account.calls().clear();

            var plan = world.plan();

            assertThat(plan.applicable()).isEmpty();
            assertThat(plan.blocked()).singleElement().satisfies(blocked -> assertThat(blocked.because()).contains("no earlier version"));
            assertThat(world.account.calls().writes()).isZero();
            assertThat(world.wants(Specs.tag(app, "1.0.0")).plan().applicable()).hasSize(2);
        }
    }

    private static AppSpec settled(World world) {
        var app = world.app(APP);
        world.wants(app).settle();
        return app;
    }

    private static AppSpec crashing(World world, AppSpec app) {
        world.push(APP, "2.0.0");
        String digest = world.simulation.images().find(APP, "2.0.0").orElseThrow().digest();
        world.simulation.tasks().behave(digest, new Behaviour.Crashes(Duration.ZERO, 1, "no database"));
        return Specs.tag(app, "2.0.0");
    }

    /** As a controller does: reads every half minute, and carries out what there is to do. */
    private static void sweepOn(World world) {
        for (int i = 0; i < SWEEPS; i++) {
            world.simulation.advance(SWEEP);
            var plan = world.plan();
            assertThat(plan.applicable()).filteredOn(change -> !List.of("service").contains(change.id().kind())).isEmpty();
            if (!plan.applicable().isEmpty()) world.aws().apply(plan, world.fleet());
        }
    }
}
