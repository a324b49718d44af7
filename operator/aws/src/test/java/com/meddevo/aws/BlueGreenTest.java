package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.service.Rollout;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import com.meddevo.plan.Change;
import com.meddevo.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Deployments that move traffic between two target groups: ECS moves the weights, and nobody else does (aws.md §4, 12; traps 19 to 24). */
class BlueGreenTest {
    private static final String APP = "techdoc";
    private static final Duration INTO_THE_BAKE = Duration.ofSeconds(90);

    @Test
    void while_ecs_moves_the_traffic_nothing_is_planned_and_the_status_shows_how_far_it_is() {
        try (var world = World.inProcess()) {
            deploying(world);
            world.account.calls().clear();

            var sweep = world.sweep();

            assertThat(world.plan(sweep).settled()).isTrue();
            assertThat(world.plan(sweep).notes()).extracting(Plan.Note::about).containsExactly("rollout");
            assertThat(world.account.calls().writes()).isZero();
            assertThat(sweep.rollouts().get(APP).strategy()).isEqualTo("BlueGreen");
            assertThat(sweep.rollouts().get(APP).traffic()).contains(
                    new Rollout.Traffic("blue", Optional.of("BAKE_TIME"), Map.of("blue", 0, "green", 100)));
        }
    }

    @Test
    void an_operator_that_comes_while_ecs_moves_the_traffic_leaves_it_alone_too() {
        try (var world = World.inProcess()) {
            deploying(world);
            world.restart();

            assertThat(world.plan().settled()).isTrue();
        }
    }

    @Test
    void the_colours_take_turns_and_each_time_nothing_is_left_to_do() {
        try (var world = World.inProcess()) {
            var app = deploying(world);
            world.simulation.advance(Duration.ofMinutes(30));
            world.settle();
            var second = world.sweep().rollouts().get(APP).traffic();
            world.push(APP, "3.0.0");

            world.wants(Specs.tag(app, "3.0.0")).settle();
            world.simulation.advance(Duration.ofMinutes(30));

            assertThat(second).map(Rollout.Traffic::colour).contains("green");
            assertThat(world.sweep().rollouts().get(APP).traffic()).map(Rollout.Traffic::colour).contains("blue");
            assertThat(world.plan().settled()).isTrue();
        }
    }

    @Test
    void a_weight_that_no_deployment_explains_is_drift_and_is_put_right() {
        try (var world = World.inProcess()) {
            world.wants(shifting(world.app(APP))).settle();
            var rule = rule(world);
            var groups = rule.actions().getFirst().forwardConfig().targetGroups();
            world.account.elb().modifyRule(request -> request.ruleArn(rule.ruleArn()).actions(action -> action.type(ActionTypeEnum.FORWARD)
                    .forwardConfig(forward -> forward.targetGroups(groups.stream().map(group -> group.toBuilder().weight(50).build())
                            .toList()))));

            var plan = world.plan();
            world.settle();

            assertThat(plan.applicable()).singleElement().satisfies(change -> {
                assertThat(change.id().kind()).isEqualTo("listener-rule");
                assertThat(((Change.Update<?>) change).fields()).extracting(field -> field.path()).contains("alternate.percent");
            });
            assertThat(rule(world).actions().getFirst().forwardConfig().targetGroups()).extracting(TargetGroupTuple::weight)
                    .containsExactlyInAnyOrder(100, 0);
        }
    }

    @Test
    void an_app_goes_from_rolling_to_blue_green_and_back_and_always_has_a_healthy_task_behind_its_rule() {
        try (var world = World.inProcess()) {
            var rolling = world.app(APP);
            world.wants(rolling).settle();

            for (AppSpec next : List.of(shifting(rolling), rolling)) {
                world.wants(next);
                for (int round = 0; round < 120; round++) {
                    world.apply();
                    world.simulation.advance(Duration.ofSeconds(5));
                    assertServed(world);
                }
                assertThat(world.plan().settled()).isTrue();
            }

            assertThat(world.account.elb().describeTargetGroups(request -> request.pageSize(10)).targetGroups()).hasSize(1);
        }
    }

    @Test
    void a_version_that_crashes_gets_no_request_and_is_remembered() {
        try (var world = World.inProcess()) {
            var app = shifting(world.app(APP));
            world.wants(app).settle();
            world.push(APP, "2.0.0");
            world.simulation.tasks().behave(world.simulation.images().find(APP, "2.0.0").orElseThrow().digest(),
                    new Behaviour.Crashes(Duration.ZERO, 1, "no database"));

            world.wants(Specs.tag(app, "2.0.0")).apply();
            for (int round = 0; round < 60; round++) {
                world.simulation.advance(Duration.ofSeconds(5));
                world.sweep();
                assertServed(world);
            }
            world.restart();
            world.apply();

            assertThat(world.plan().blocked()).extracting(Change.Blocked::by).containsExactly("circuit-breaker");
            assertThat(world.sweep().rollouts().get(APP).traffic()).map(Rollout.Traffic::colour).contains("blue");
        }
    }

    private static AppSpec shifting(AppSpec app) {
        return Specs.deployment(app, new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30))
                .by(new TrafficShift(new TrafficShift.BlueGreen(), 5, List.of())));
    }

    /** A second version whose deployment has moved all traffic and bakes. */
    private static AppSpec deploying(World world) {
        var app = shifting(world.app(APP));
        world.wants(app).settle();
        world.push(APP, "2.0.0");
        var next = Specs.tag(app, "2.0.0");
        world.wants(next);
        for (int round = 0; round < 4; round++) {
            world.apply();
        }
        world.simulation.advance(INTO_THE_BAKE);
        return next;
    }

    private static Rule rule(World world) {
        return world.account.elb().describeRules(request -> request.listenerArn(world.account.foundations("local", 8080).listenerArn()))
                .rules().stream().filter(rule -> !rule.isDefault()).findFirst().orElseThrow();
    }

    /** Every group that gets requests has a target that takes them. */
    private static void assertServed(World world) {
        assertThat(rule(world).actions().getFirst().forwardConfig().targetGroups()).filteredOn(group -> group.weight() > 0)
                .isNotEmpty().allSatisfy(group -> assertThat(world.account.routing().healthyTargets(group.targetGroupArn())).isNotEmpty());
    }
}
