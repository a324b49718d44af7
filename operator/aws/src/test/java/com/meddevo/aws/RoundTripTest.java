package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    void a_new_app_is_created_in_one_round_in_the_order_of_its_references() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"), world.app("render"));

            var outcomes = world.apply();

            assertThat(outcomes).hasSize(12).allSatisfy((id, outcome) -> assertThat(outcome).isEqualTo(new Outcome.Done()));
        }
    }

    @Test
    void a_settled_fleet_has_nothing_to_do_and_its_tasks_run() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"), world.app("render")).settle();

            var sweep = world.sweep();

            assertThat(world.plan(sweep).text()).isEqualTo("Nothing to do.\n");
            assertThat(sweep.unread()).isEmpty();
            assertThat(sweep.rollouts()).hasSize(2).allSatisfy((app, rollout) -> assertThat(rollout.complete()).isTrue());
        }
    }

    @Test
    void a_sweep_over_a_settled_fleet_asks_every_service_once() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"), world.app("render")).settle().sweep();
            world.account.calls().clear();

            var sweep = world.sweep();

            assertThat(sweep.attempts()).isEqualTo(12);
            assertThat(world.account.calls().counts()).containsOnlyKeys("application-autoscaling:DescribeScalableTargets",
                    "ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups", "ecs:DescribeServices", "ecs:ListServices",
                    "ecs:ListTaskDefinitions", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups",
                    "logs:DescribeLogGroups", "route53:ListResourceRecordSets", "servicediscovery:ListServices", "tagging:GetResources");
        }
    }
}
