package com.meddevo.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** Deployments that bring up a second set of tasks and move the traffic to it: BLUE_GREEN, CANARY and LINEAR. */
@Tag("aws-12")
class TrafficShiftTest {

    private static final Duration UP = Duration.ofSeconds(30);
    private static final String ROLE = "arn:aws:iam::000000000000:role/local-infrastructure";
    private static final String HOOK = "arn:aws:lambda:eu-central-1:000000000000:function:check";

    private final Stage stage = Stage.set();
    private String blue;
    private String green;
    private String rule;

    @BeforeEach
    void two_groups_and_a_rule_that_sends_all_to_the_first() {
        blue = group("web-blue");
        green = group("web-green");
        rule = stage.account.elb().createRule(request -> request.listenerArn(stage.foundations.listenerArn()).priority(10)
                .conditions(condition -> condition.field("path-pattern").values("/web/*"))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).forwardConfig(forward -> forward
                        .targetGroups(one -> one.targetGroupArn(blue).weight(100), one -> one.targetGroupArn(green).weight(0)))))
                .rules().getFirst().ruleArn();
    }

    @Test
    void a_first_deployment_serves_from_the_first_group_with_nothing_to_shift() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(5));

        assertThat(newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
        assertThat(stage.health(blue)).containsOnly(entry("healthy", 2L));
    }

    @Test
    void blue_green_brings_up_all_new_tasks_moves_all_traffic_at_once_bakes_and_then_stops_the_old_ones() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(5));

        deploy("web:2");
        stage.advance(Duration.ofSeconds(5));
        assertThat(newest().lifecycleStage()).isEqualTo(ServiceDeploymentLifecycleStage.SCALE_UP);
        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));

        stage.advance(UP);
        assertThat(newest().lifecycleStage()).isEqualTo(ServiceDeploymentLifecycleStage.BAKE_TIME);
        assertThat(weights()).containsOnly(entry(blue, 0), entry(green, 100));
        assertThat(stage.health(blue)).containsOnly(entry("healthy", 2L));
        assertThat(stage.health(green)).containsOnly(entry("healthy", 2L));

        stage.advance(Duration.ofMinutes(6));
        assertThat(newest()).returns(ServiceDeploymentStatus.SUCCESSFUL, ServiceDeployment::status)
                .returns(ServiceDeploymentLifecycleStage.CLEAN_UP, ServiceDeployment::lifecycleStage);
        assertThat(stage.health(blue)).isEmpty();
        assertThat(stage.tasks("web")).hasSize(2);
    }

    /** Trap 19: the groups change their roles with every deployment, and ECS shows them so. */
    @Test
    void the_groups_take_turns_and_the_service_shows_which_one_serves() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(0));

        deploy("web:2");
        stage.advance(Duration.ofMinutes(2));
        var balancer = stage.described("web").loadBalancers().getFirst();
        deploy("web:3");
        stage.advance(Duration.ofMinutes(2));

        assertThat(balancer).returns(green, LoadBalancer::targetGroupArn)
                .returns(blue, one -> one.advancedConfiguration().alternateTargetGroupArn());
        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
        assertThat(stage.health(blue)).containsOnly(entry("healthy", 2L));
    }

    @Test
    void a_canary_gets_its_part_bakes_and_then_gets_all() {
        create(how -> how.strategy(DeploymentStrategy.CANARY).bakeTimeInMinutes(1)
                .canaryConfiguration(canary -> canary.canaryPercent(20.0).canaryBakeTimeInMinutes(10)));

        deploy("web:2");
        stage.advance(UP);
        assertThat(weights()).containsOnly(entry(blue, 80), entry(green, 20));
        assertThat(newest().lifecycleStage()).isEqualTo(ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT);
        stage.advance(Duration.ofMinutes(10));

        assertThat(weights()).containsOnly(entry(blue, 0), entry(green, 100));
    }

    @Test
    void linear_moves_a_step_at_a_time() {
        create(how -> how.strategy(DeploymentStrategy.LINEAR).bakeTimeInMinutes(1)
                .linearConfiguration(linear -> linear.stepPercent(40.0).stepBakeTimeInMinutes(2)));
        var seen = new ArrayList<Integer>();

        deploy("web:2");
        stage.advance(UP);
        for (var minute = 0; minute < 6; minute += 2) {
            seen.add(weights().get(green));
            stage.advance(Duration.ofMinutes(2));
        }

        assertThat(seen).containsExactly(40, 80, 100);
    }

    @Test
    void a_new_version_that_fails_gets_no_traffic_and_the_old_tasks_were_never_stopped() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(5)
                .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true)));
        var before = stage.tasks("web");
        stage.simulation.tasks().behave("web:2", new Behaviour.Crashes(Duration.ofMillis(500), 1, "no"));

        deploy("web:2");
        stage.advance(Duration.ofMinutes(10));

        assertThat(newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
        assertThat(stage.tasks("web")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(stage.described("web").taskDefinition()).endsWith("web:1");
    }

    @Test
    void whoever_stops_a_deployment_while_it_bakes_gets_all_traffic_back_at_once() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(60));
        deploy("web:2");
        stage.advance(UP);
        var deployment = newest().serviceDeploymentArn();

        stage.ecs().stopServiceDeployment(
                request -> request.serviceDeploymentArn(deployment).stopType(StopServiceDeploymentStopType.ROLLBACK));

        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
        stage.advance(Duration.ofMinutes(1));
        assertThat(newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(stage.health(green)).isEmpty();
        assertThatThrownBy(() -> stage.ecs().stopServiceDeployment(request -> request.serviceDeploymentArn(deployment)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void a_hook_that_waits_holds_the_deployment_and_one_that_says_no_rolls_it_back() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(60)
                .lifecycleHooks(hook -> hook.hookTargetArn(HOOK).roleArn(ROLE)
                        .lifecycleStages(DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT)));
        stage.account.hooks().answer(HOOK, LifecycleHooks.Answer.IN_PROGRESS);

        deploy("web:2");
        stage.advance(Duration.ofMinutes(5));
        var held = newest().lifecycleStage();
        stage.account.hooks().answer(HOOK, LifecycleHooks.Answer.FAILED);
        stage.advance(Duration.ofMinutes(2));

        assertThat(held).isEqualTo(ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT);
        assertThat(newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
    }

    @Test
    void an_alarm_that_goes_off_while_it_bakes_brings_the_traffic_back() {
        alarm();
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(60)
                .alarms(alarms -> alarms.alarmNames("errors").enable(true).rollback(true)));
        deploy("web:2");
        stage.advance(UP);

        goesOff();

        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
        stage.advance(Duration.ofMinutes(1));
        assertThat(newest()).returns(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, ServiceDeployment::status);
        assertThat(newest().alarms().triggeredAlarmNames()).containsExactly("errors");
    }

    @Test
    void an_alarm_that_had_gone_off_before_does_not_end_the_deployment_that_mends_it() {
        alarm();
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(5)
                .alarms(alarms -> alarms.alarmNames("errors").enable(true).rollback(true)));
        goesOff();

        deploy("web:2");
        for (var minute = 0; minute < 8; minute++) {
            goesOff();
        }

        assertThat(newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    private void alarm() {
        stage.account.cloudWatch().putMetricAlarm(alarm -> alarm.alarmName("errors").namespace("web").metricName("Errors")
                .statistic(Statistic.SUM).period(60).evaluationPeriods(1).threshold(5.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD).treatMissingData("notBreaching"));
    }

    private void goesOff() {
        stage.account.cloudWatch().putMetricData(data -> data.namespace("web").metricData(one -> one.metricName("Errors").value(9.0)));
        stage.advance(Duration.ofMinutes(1));
    }

    @Test
    void an_update_while_it_bakes_takes_over_from_the_version_that_was_complete() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(60));
        deploy("web:2");
        stage.advance(UP);

        deploy("web:3");
        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
        stage.advance(Duration.ofMinutes(62));

        assertThat(weights()).containsOnly(entry(blue, 0), entry(green, 100));
        assertThat(stage.described("web").deployments()).singleElement()
                .satisfies(deployment -> assertThat(deployment.taskDefinition()).endsWith("web:3"));
    }

    @Test
    void an_update_while_the_old_tasks_are_cleaned_up_takes_over_from_the_version_that_has_the_traffic() {
        create(how -> how.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(1));
        deploy("web:2");
        for (var second = 0; second < 200 && newest().lifecycleStage() != ServiceDeploymentLifecycleStage.CLEAN_UP; second++) {
            stage.advance(Duration.ofSeconds(1));
        }

        deploy("web:3");

        assertThat(weights()).containsOnly(entry(blue, 0), entry(green, 100));
        stage.advance(UP);
        assertThat(weights()).containsOnly(entry(blue, 100), entry(green, 0));
        assertThat(stage.health(blue)).containsOnly(entry("healthy", 2L));
    }

    @Test
    void at_least_one_group_with_traffic_has_healthy_targets_at_every_second() {
        create(how -> how.strategy(DeploymentStrategy.LINEAR).bakeTimeInMinutes(1)
                .linearConfiguration(linear -> linear.stepPercent(25.0).stepBakeTimeInMinutes(1)));

        for (var image : List.of("web:2", "web:3")) {
            deploy(image);
            for (var second = 0; second < 400; second++) {
                weights().forEach((group, weight) -> assertThat(weight == 0 || stage.health(group).getOrDefault("healthy", 0L) == 2)
                        .isTrue());
                stage.advance(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void a_strategy_that_shifts_needs_a_rule_that_forwards_to_both_groups() {
        var alone = stage.routedTargetGroup("alone", 20);

        assertThatThrownBy(() -> stage.ecs().createService(stage.service("web", stage.registered("web", "web:1"), 1)
                .deploymentConfiguration(how -> how.strategy(DeploymentStrategy.BLUE_GREEN)).loadBalancers(balancer(alone, green)).build()))
                .isInstanceOf(InvalidParameterException.class).hasMessageContaining("does not forward to both");
    }

    private String group(String name) {
        var arn = stage.account.elb().createTargetGroup(stage.targetGroup(name).build()).targetGroups().getFirst().targetGroupArn();
        stage.account.elb().modifyTargetGroupAttributes(request -> request.targetGroupArn(arn)
                .attributes(attribute -> attribute.key("deregistration_delay.timeout_seconds").value("10")));
        return arn;
    }

    private LoadBalancer balancer(String first, String second) {
        return LoadBalancer.builder().targetGroupArn(first).containerName("app").containerPort(8080).advancedConfiguration(
                advanced -> advanced.alternateTargetGroupArn(second).productionListenerRule(rule).roleArn(ROLE)).build();
    }

    private void create(Consumer<DeploymentConfiguration.Builder> how) {
        stage.ecs().createService(stage.service("web", stage.registered("web", "web:1"), 2).deploymentConfiguration(how)
                .loadBalancers(balancer(blue, green)).build());
        stage.advance(UP);
        assertThat(newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    private void deploy(String image) {
        stage.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(stage.registered("web", image)));
    }

    private Map<String, Integer> weights() {
        return stage.account.elb().describeRules(request -> request.ruleArns(rule)).rules().getFirst().actions().getFirst().forwardConfig()
                .targetGroups().stream().collect(Collectors.toMap(one -> one.targetGroupArn(), one -> one.weight()));
    }

    private ServiceDeployment newest() {
        List<ServiceDeployment> all = stage.ecs().describeServiceDeployments(request -> request.serviceDeploymentArns(
                stage.ecs().listServiceDeployments(list -> list.cluster("local").service("web")).serviceDeployments().getFirst()
                        .serviceDeploymentArn()))
                .serviceDeployments();
        return all.getFirst();
    }
}
