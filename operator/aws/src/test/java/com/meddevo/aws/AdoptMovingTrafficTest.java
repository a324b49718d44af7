package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.aws.adopt.NotAdoptable;
import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.TrafficShift;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/** A service whose deployments move traffic, or are ended by alarms, becomes an app. */
class AdoptMovingTrafficTest {
    private static final String HOOK = "arn:aws:lambda:eu-central-1:111122223333:function:smoke-test";
    private static final String ROLE = "arn:aws:iam::111122223333:role/smoke-test";

    private final World world = World.inProcess();
    private final ByHand byHand = new ByHand(world);

    @AfterEach
    void close() { world.close(); }

    private static DeploymentConfiguration.Builder blueGreen(DeploymentConfiguration.Builder deployment) {
        return deployment.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(20);
    }

    private String alarm(String name, UnaryOperator<PutMetricAlarmRequest.Builder> change) {
        world.account.cloudWatch().putMetricAlarm(change.apply(PutMetricAlarmRequest.builder().alarmName(name).namespace("AWS/ECS")
                .metricName("CPUUtilization").statistic("Average").period(60).evaluationPeriods(5).threshold(90.0)
                .comparisonOperator("GreaterThanThreshold").treatMissingData("notBreaching")
                .dimensions(dimension("ClusterName", "local"), dimension("ServiceName", ByHand.NAME))).build());
        return name;
    }

    private static Dimension dimension(String name, String value) { return Dimension.builder().name(name).value(value).build(); }

    private static UnaryOperator<DeploymentConfiguration.Builder> guarded(String... names) {
        return deployment -> deployment.alarms(alarms -> alarms.alarmNames(names).enable(true).rollback(true));
    }

    @Test
    void blue_and_green_are_found_with_bake_time_and_hooks_and_the_first_plan_is_empty() {
        byHand.makeMoving(deployment -> blueGreen(deployment).lifecycleHooks(hook -> hook.hookTargetArn(HOOK).roleArn(ROLE)
                .lifecycleStagesWithStrings("POST_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT")));

        assertThat(byHand.found().app().deployment().shift()).contains(new TrafficShift(new TrafficShift.BlueGreen(), 20,
                List.of(new TrafficShift.Hook(HOOK, ROLE, Set.of("POST_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT")))));
        assertThat(byHand.found().unsaid()).isEmpty();
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void a_canary_and_steps_are_found_with_their_percents() {
        byHand.makeMoving(deployment -> deployment.strategy(DeploymentStrategy.CANARY).bakeTimeInMinutes(3)
                .canaryConfiguration(canary -> canary.canaryPercent(10.0).canaryBakeTimeInMinutes(15)));

        assertThat(byHand.found().app().deployment().shift()).contains(new TrafficShift(new TrafficShift.Canary(10, 15), 3, List.of()));
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
    }

    @Test
    void steps_of_tenths_of_percents_are_rounded_and_the_first_plan_tells_it() {
        byHand.makeMoving(deployment -> deployment.strategy(DeploymentStrategy.LINEAR).bakeTimeInMinutes(0)
                .linearConfiguration(linear -> linear.stepPercent(12.6).stepBakeTimeInMinutes(2)));

        assertThat(byHand.found().app().deployment().shift()).contains(new TrafficShift(new TrafficShift.Linear(13, 2), 0, List.of()));
        assertThat(byHand.differencesAfterAdopting()).containsExactly("service/legacy/main rollout.shift.percent: \"12.6\" -> \"13\"");
    }

    @Test
    void once_the_groups_have_taken_turns_the_first_plan_is_empty_all_the_same() {
        byHand.makeMoving(deployment -> deployment.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(0));
        world.account.ecs().updateService(request -> request.cluster("local").service(ByHand.NAME).forceNewDeployment(true));
        world.simulation.advance(Duration.ofMinutes(10));

        assertThat(byHand.differencesAfterAdopting()).isEmpty();
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void while_traffic_moves_nothing_is_adopted() {
        byHand.makeMoving(AdoptMovingTrafficTest::blueGreen);
        world.account.ecs().updateService(request -> request.cluster("local").service(ByHand.NAME).forceNewDeployment(true));
        world.simulation.advance(Duration.ofSeconds(5));

        assertThatThrownBy(byHand::found).isInstanceOf(NotAdoptable.class)
                .hasMessage("service legacy moves its traffic to another version just now: adopt it when that deployment is over");
    }

    @Test
    void a_hook_with_details_of_its_own_and_one_that_is_no_function_cannot_be_said() {
        String queue = "arn:aws:sqs:eu-central-1:111122223333:approvals";
        byHand.makeMoving(deployment -> blueGreen(deployment).lifecycleHooks(
                hook -> hook.hookTargetArn(HOOK).roleArn(ROLE).lifecycleStagesWithStrings("POST_SCALE_UP")
                        .hookDetails(Document.mapBuilder().putString("suite", "smoke").build()),
                hook -> hook.hookTargetArn(queue).roleArn(ROLE).lifecycleStagesWithStrings("PRE_SCALE_UP")));

        String why = ": a spec's hooks are a Lambda function each, with a role and without details of their own";
        assertThat(byHand.found().app().deployment().shift().orElseThrow().hooks()).isEmpty();
        assertThat(byHand.found().unsaid()).containsExactly("the hook " + HOOK + " at POST_SCALE_UP" + why,
                "the hook " + queue + " at PRE_SCALE_UP" + why);
    }

    @Test
    void an_environment_with_no_role_that_moves_traffic_is_told_and_the_app_rolls() {
        byHand.makeMoving(AdoptMovingTrafficTest::blueGreen);
        world.restart(environment -> environment.but().roles(new com.meddevo.fleet.Environment.Roles(environment.roles().execution(),
                environment.roles().task())).build());

        assertThat(byHand.found().app().deployment().shift()).isEmpty();
        assertThat(byHand.found().unsaid()).containsExactly("its deployment strategy BLUE_GREEN: environment local names no role in"
                + " roles.infrastructure with which ECS moves traffic; name one first");
    }

    @Test
    void an_alarm_that_ends_deployments_is_found_and_where_it_has_the_apps_prefix_the_first_plan_is_empty() {
        String name = alarm("meddevo-local-legacy/busy", UnaryOperator.identity());
        byHand.makeMoving(deployment -> guarded(name).apply(blueGreen(deployment)));

        var app = byHand.found().app();

        assertThat(app.alarms()).containsExactly(new Alarm("busy", Alarm.Figure.CPU, 90, 5));
        assertThat(app.deployment().alarms()).containsExactly("busy");
        assertThat(byHand.found().unsaid()).isEmpty();
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void the_alarms_of_both_target_groups_are_one_of_the_spec() {
        byHand.makeMoving(AdoptMovingTrafficTest::blueGreen);
        List.of(Map.entry("slow", byHand.blue), Map.entry("slow.green", byHand.green.orElseThrow())).forEach(
                one -> alarm("meddevo-local-legacy/" + one.getKey(), alarm -> alarm.namespace("AWS/ApplicationELB")
                        .metricName("TargetResponseTime").threshold(0.8).dimensions(dimension("LoadBalancer", loadBalancer()),
                                dimension("TargetGroup", one.getValue().substring(one.getValue().indexOf("targetgroup/"))))));
        world.account.ecs().updateService(request -> request.cluster("local").service(ByHand.NAME).deploymentConfiguration(
                deployment -> guarded("meddevo-local-legacy/slow", "meddevo-local-legacy/slow.green").apply(blueGreen(deployment))));

        assertThat(byHand.found().app().alarms()).containsExactly(new Alarm("slow", Alarm.Figure.RESPONSE_TIME, 800, 5));
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    private String loadBalancer() {
        String arn = world.environment.listeners().get("internal").loadBalancerArn();
        return arn.substring(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
    }

    @Test
    void in_place_of_an_alarm_of_another_name_the_first_plan_makes_one_that_watches_the_same() {
        String name = alarm("Legacy CPU is high!", UnaryOperator.identity());
        byHand.makeMoving(deployment -> guarded(name).apply(blueGreen(deployment)));

        assertThat(byHand.found().app().alarms()).containsExactly(new Alarm("legacy-cpu-is-high", Alarm.Figure.CPU, 90, 5));
        assertThat(byHand.differencesAfterAdopting()).contains("create alarm/legacy/legacy-cpu-is-high");
    }

    @Test
    void an_alarm_that_no_spec_can_say_is_listed() {
        String other = alarm("of-another", one -> one.dimensions(dimension("ClusterName", "local"), dimension("ServiceName", "other")));
        String slow = alarm("five-minutes", one -> one.period(300));
        byHand.makeMoving(deployment -> guarded(slow, other, "gone").apply(blueGreen(deployment)));

        assertThat(byHand.found().app().alarms()).isEmpty();
        assertThat(byHand.found().unsaid()).hasSize(3)
                .allSatisfy(line -> assertThat(line).contains(", which ends its deployments: a spec's alarms are"));
    }
}
