package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.targetgroup.TargetGroup;
import com.meddevo.plan.Deviation;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Tier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** Targets that somebody put into an app's target group. */
class StrangersTest {
    private final World world = World.inProcess();
    private final ElasticLoadBalancingV2Client elb = world.account.client(ElasticLoadBalancingV2Client.class);

    @BeforeEach
    void two_apps_run() {
        world.wants(world.app("techdoc"), world.app("render")).settle();
        lookedUp();
    }

    /** What a slow cycle leads to: it reads attributes first, and the next sweep the targets. */
    private Plan lookedUp() {
        world.slow();
        return world.plan(world.sweep());
    }

    @AfterEach
    void close() { world.close(); }

    private String group(String app) {
        var sweep = world.sweep();
        return sweep.snapshot().of(TargetGroup.class).stream().filter(group -> group.id().app().equals(app)).findFirst()
                .map(group -> sweep.arns().of(group.id())).orElseThrow();
    }

    private void register(String address) {
        elb.registerTargets(
                request -> request.targetGroupArn(group("techdoc")).targets(TargetDescription.builder().id(address).port(8080).build()));
    }

    private String addressOfATask(String app) {
        return elb.describeTargetHealth(request -> request.targetGroupArn(group(app))).targetHealthDescriptions().getFirst().target().id();
    }

    @Test
    void the_apps_own_tasks_are_none() { assertThat(lookedUp().undeclared()).isEmpty(); }

    @Test
    void a_target_that_is_no_task_is_undeclared_drift_of_the_gravest_tier_and_left_alone() {
        register("10.9.9.9");

        var plan = lookedUp();

        assertThat(plan).matches(Plan::settled);
        assertThat(plan.undeclared()).singleElement().satisfies(one -> {
            assertThat(one.tier()).isEqualTo(Tier.SECURITY);
            assertThat(one.resource().app()).isEqualTo("techdoc");
            assertThat(one.field()).isEqualTo("strangers");
            assertThat(one.observed()).hasToString("[10.9.9.9:8080]");
        });
    }

    @Test
    void a_task_of_another_app_is_a_stranger_too() {
        String theirs = addressOfATask("render");
        register(theirs);

        assertThat(lookedUp().undeclared()).singleElement().extracting(Deviation::observed)
                .hasToString("[" + theirs + ":8080]");
    }

    @Test
    void a_sweep_does_not_ask_for_them_and_remembers_what_the_slow_cycle_found() {
        register("10.9.9.9");
        lookedUp();
        world.account.calls().clear();

        var plan = world.plan(world.sweep());

        assertThat(plan.undeclared()).hasSize(1);
        assertThat(world.account.calls().calls("DescribeTargetHealth")).isEmpty();
    }

    @Test
    void they_are_no_drift_any_more_once_they_are_gone() {
        register("10.9.9.9");
        lookedUp();

        elb.deregisterTargets(
                request -> request.targetGroupArn(group("techdoc")).targets(TargetDescription.builder().id("10.9.9.9").port(8080).build()));

        assertThat(lookedUp().undeclared()).isEmpty();
    }
}
