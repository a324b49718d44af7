package com.meddevo.localcloud.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Refused;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Scalable targets, their policies and schedules, as callers see them. The clock begins on a Monday at 8:00 UTC. */
class ScalingTest {

    private static final String WEB = "service/local/web";

    private final Stage stage = Stage.set();
    private final ApplicationAutoScalingClient scaling = stage.account.scaling();

    @BeforeEach
    void aService() { stage.ecs().createService(stage.service("web", stage.registered("web", "web:1"), 1).build()); }

    private static RegisterScalableTargetRequest.Builder target(String resourceId) {
        return RegisterScalableTargetRequest.builder().serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).resourceId(resourceId);
    }

    private void registered(int min, int max) { scaling.registerScalableTarget(target(WEB).minCapacity(min).maxCapacity(max).build()); }

    private ScalableTarget described() {
        return scaling.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceIds(WEB)).scalableTargets()
                .getFirst();
    }

    private void tracking(String name, MetricType metric, String label) {
        scaling.putScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(WEB)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).policyName(name)
                .policyType(PolicyType.TARGET_TRACKING_SCALING).targetTrackingScalingPolicyConfiguration(policy -> policy.targetValue(50.0)
                        .predefinedMetricSpecification(one -> one.predefinedMetricType(metric).resourceLabel(label))));
    }

    private void schedule(String name, String schedule, String timezone, int min, int max) {
        scaling.putScheduledAction(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(WEB)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).scheduledActionName(name).schedule(schedule)
                .timezone(timezone).scalableTargetAction(action -> action.minCapacity(min).maxCapacity(max)));
    }

    @Test
    void a_service_that_is_not_there_cannot_be_registered() {
        refuses("ValidationException", "ECS service doesn't exist: service/local/api",
                () -> scaling.registerScalableTarget(target("service/local/api").minCapacity(1).maxCapacity(2).build()));
    }

    @Test
    void registering_brings_the_count_within_the_bounds_and_says_so() {
        registered(3, 5);

        assertThat(stage.described("web").desiredCount()).isEqualTo(3);
        registered(1, 2);
        assertThat(stage.described("web").desiredCount()).isEqualTo(2);
        assertThat(scaling.describeScalingActivities(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(WEB))
                .scalingActivities()).extracting("description").containsExactly("Setting desired count to 2.",
                        "Setting desired count to 3.");
    }

    @Test
    void what_a_second_registration_leaves_out_stays_and_what_was_never_said_is_filled_in() {
        registered(1, 5);

        scaling.registerScalableTarget(target(WEB).suspendedState(suspended -> suspended.dynamicScalingInSuspended(true)).build());

        var target = described();
        assertThat(target.minCapacity()).isEqualTo(1);
        assertThat(target.maxCapacity()).isEqualTo(5);
        assertThat(target.suspendedState().dynamicScalingInSuspended()).isTrue();
        assertThat(target.suspendedState().dynamicScalingOutSuspended()).isFalse();
        assertThat(target.suspendedState().scheduledScalingSuspended()).isFalse();
        assertThat(target.roleARN()).endsWith("AWSServiceRoleForApplicationAutoScaling_ECSService");
    }

    @Test
    void tags_are_listed_by_the_service_itself() {
        scaling.registerScalableTarget(target(WEB).minCapacity(1).maxCapacity(2).tags(Map.of("team", "docs")).build());
        String arn = described().scalableTargetARN();

        scaling.tagResource(request -> request.resourceARN(arn).tags(Map.of("stage", "test")));
        scaling.untagResource(request -> request.resourceARN(arn).tagKeys("team"));

        assertThat(scaling.listTagsForResource(request -> request.resourceARN(arn)).tags()).isEqualTo(Map.of("stage", "test"));
    }

    @Test
    void requests_can_only_be_tracked_where_the_load_balancer_sends_some() {
        registered(1, 5);
        String routed = stage.routedTargetGroup("web", 10);
        String idle = stage.account.elb().createTargetGroup(stage.targetGroup("idle").build()).targetGroups().getFirst().targetGroupArn();
        String balancer = after(stage.foundations.loadBalancerArn(), "loadbalancer/");

        tracking("requests", MetricType.ALB_REQUEST_COUNT_PER_TARGET, balancer + "/targetgroup/" + after(routed, "targetgroup/"));

        refuses("ValidationException", "does not route traffic", () -> tracking("idle", MetricType.ALB_REQUEST_COUNT_PER_TARGET,
                balancer + "/targetgroup/" + after(idle, "targetgroup/")));
        refuses("ValidationException", "resource label",
                () -> tracking("unlabelled", MetricType.ALB_REQUEST_COUNT_PER_TARGET, null));
    }

    private static void refuses(String code, String words, ThrowingCallable call) {
        assertThat(Refused.refused(call)).startsWith(code + ": ").contains(words);
    }

    private static String after(String arn, String part) { return arn.substring(arn.indexOf(part) + part.length()); }

    @Test
    void a_metric_is_tracked_by_one_policy_only() {
        registered(1, 5);
        tracking("cpu", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null);

        refuses("ValidationException", "Only one TargetTrackingScaling policy",
                () -> tracking("again", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null));
    }

    @Test
    void policies_and_schedules_go_with_their_target() {
        registered(1, 5);
        tracking("cpu", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null);
        schedule("night", "cron(0 20 * * ? *)", null, 1, 2);

        scaling.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(WEB)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT));

        assertThat(scaling.describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.ECS)).scalingPolicies()).isEmpty();
        assertThat(scaling.describeScheduledActions(request -> request.serviceNamespace(ServiceNamespace.ECS)).scheduledActions())
                .isEmpty();
        refuses("ObjectNotFoundException", "No scalable target",
                () -> tracking("cpu", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null));
    }

    @Test
    void a_schedule_moves_the_bounds_at_its_time_in_its_zone() {
        registered(1, 5);
        schedule("office", "cron(30 9 ? * MON-FRI *)", "Europe/Berlin", 3, 8);

        stage.advance(Duration.ofMinutes(29));
        assertThat(described().minCapacity()).isEqualTo(1);
        stage.advance(Duration.ofMinutes(2));

        assertThat(described().minCapacity()).isEqualTo(3);
        assertThat(described().maxCapacity()).isEqualTo(8);
        assertThat(stage.described("web").desiredCount()).isEqualTo(3);
    }

    @Test
    void a_schedule_comes_back_every_time_and_not_while_it_is_suspended() {
        registered(1, 5);
        schedule("office", "cron(30 8 ? * MON-FRI *)", null, 3, 5);
        stage.advance(Duration.ofHours(1));
        registered(1, 5);
        scaling.registerScalableTarget(target(WEB).suspendedState(suspended -> suspended.scheduledScalingSuspended(true)).build());

        stage.advance(Duration.ofDays(1));
        assertThat(described().minCapacity()).isEqualTo(1);
        scaling.registerScalableTarget(target(WEB).suspendedState(suspended -> suspended.scheduledScalingSuspended(false)).build());
        stage.advance(Duration.ofDays(1));

        assertThat(described().minCapacity()).isEqualTo(3);
    }

    @Test
    void a_schedule_that_cannot_be_read_is_refused() {
        registered(1, 5);

        refuses("ValidationException", "not valid", () -> schedule("never", "cron(99 8 ? * MON-FRI *)", null, 3, 5));
    }

    @Test
    void policies_come_by_ten_and_targets_by_fifty() {
        registered(1, 5);
        IntStream.range(0, 12).forEach(i -> {
            String arn = stage.routedTargetGroup("web" + i, 100 + i);
            tracking("p" + i, MetricType.ALB_REQUEST_COUNT_PER_TARGET,
                    after(stage.foundations.loadBalancerArn(), "loadbalancer/") + "/targetgroup/" + after(arn, "targetgroup/"));
        });

        var first = scaling.describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.ECS));

        assertThat(first.scalingPolicies()).hasSize(10);
        assertThat(scaling.describeScalingPoliciesPaginator(request -> request.serviceNamespace(ServiceNamespace.ECS)).scalingPolicies())
                .hasSize(12);
        refuses("ValidationException", "between 1 and 10",
                () -> scaling.describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.ECS).maxResults(11)));
    }

    @Test
    void what_was_registered_outlives_the_process_and_its_schedules_go_on() {
        registered(1, 5);
        schedule("office", "cron(30 8 ? * MON-FRI *)", null, 3, 5);
        var saved = stage.account.save();
        var next = Simulation.start();
        next.account().restore(saved);

        next.advance(Duration.ofHours(1));

        assertThat(next.account().scaling().describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS))
                .scalableTargets()).extracting(ScalableTarget::minCapacity).containsExactly(3);
    }
}
