package com.meddevo.localcloud.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.task.TaskUsage;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Target tracking changes task counts under load, by the moved clock. */
class TrackingTest {

    private static final String WEB = "service/local/web";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = Stage.set();
    private final String group = stage.routedTargetGroup("web", 10);

    @BeforeEach
    void aServiceOfTwo() {
        stage.ecs().createService(stage.balanced("web", stage.registered("web", "web:1"), 2, group).build());
        suspend(SuspendedState.builder().build());
        stage.advance(MINUTE);
    }

    private void suspend(SuspendedState suspended) {
        stage.account.scaling().registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(WEB)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).minCapacity(1).maxCapacity(6).suspendedState(suspended));
    }

    private void tracks(MetricType metric, double target) {
        String balancer = stage.foundations.loadBalancerArn();
        String label = metric == MetricType.ALB_REQUEST_COUNT_PER_TARGET
                ? balancer.substring(balancer.indexOf("loadbalancer/") + "loadbalancer/".length()) + "/"
                        + group.substring(group.indexOf("targetgroup/"))
                : null;
        stage.account.scaling().putScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(WEB)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).policyName(metric.toString())
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(policy -> policy.targetValue(target)
                        .predefinedMetricSpecification(one -> one.predefinedMetricType(metric).resourceLabel(label))));
    }

    private void minutes(int minutes, int requestsEach) {
        for (int i = 0; i < minutes; i++) {
            IntStream.range(0, requestsEach).forEach(request -> stage.account.routing().requestCompleted(group,
                    new Target("127.1.0.1", 8080), 200, Duration.ofMillis(20)));
            stage.advance(MINUTE);
        }
    }

    private int count() { return stage.described("web").desiredCount(); }

    @Test
    void more_requests_bring_more_tasks_and_fewer_take_them_away_again() {
        tracks(MetricType.ALB_REQUEST_COUNT_PER_TARGET, 100);

        minutes(5, 500);
        assertThat(count()).isEqualTo(5);
        assertThat(stage.tasks("web")).hasSize(5);
        minutes(25, 150);

        assertThat(count()).isEqualTo(2);
        assertThat(stage.account.scaling().describeScalingActivities(request -> request.serviceNamespace(ServiceNamespace.ECS))
                .scalingActivities()).isNotEmpty()
                .allSatisfy(activity -> assertThat(activity.cause()).contains("in state ALARM triggered"));
    }

    @Test
    void the_bounds_hold_however_large_the_load() {
        tracks(MetricType.ALB_REQUEST_COUNT_PER_TARGET, 10);

        minutes(10, 500);

        assertThat(count()).isEqualTo(6);
    }

    @Test
    void busy_processors_bring_more_tasks() {
        stage.simulation.tasks().uses("web", new TaskUsage(90, 40));
        tracks(MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, 60);

        minutes(6, 0);

        assertThat(count()).isEqualTo(3);
    }

    @Test
    void tasks_go_only_when_every_policy_could_do_with_fewer() {
        stage.simulation.tasks().uses("web", new TaskUsage(58, 10));
        tracks(MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, 60);
        tracks(MetricType.ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION, 60);

        minutes(30, 0);

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void what_is_suspended_does_not_happen() {
        suspend(SuspendedState.builder().dynamicScalingOutSuspended(true).build());
        tracks(MetricType.ALB_REQUEST_COUNT_PER_TARGET, 100);

        minutes(10, 500);

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void the_alarms_of_a_policy_go_with_it() {
        tracks(MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, 60);
        assertThat(stage.account.cloudWatch().describeAlarms(request -> request.alarmNamePrefix("TargetTracking-service/local/web-"))
                .metricAlarms()).hasSize(2);

        stage.account.scaling().deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(WEB)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT));

        assertThat(stage.account.cloudWatch().describeAlarms().metricAlarms()).isEmpty();
    }
}
