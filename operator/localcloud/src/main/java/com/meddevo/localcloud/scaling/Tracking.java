package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.cloudwatch.Metric;
import com.meddevo.localcloud.state.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Target tracking: each policy has an alarm for too much (three minutes above its target) and one for too little (fifteen minutes below nine
 * tenths of it). Tasks are added in proportion as soon as one policy asks for it, and taken away when all policies could do with fewer.
 */
final class Tracking {

    private static final int HIGH_MINUTES = 3;
    private static final int LOW_MINUTES = 15;
    private static final double LOW = 0.9;
    private static final int COOLDOWN = 300;

    private final Site site;
    private final ScalingNeighbours neighbours;
    private final ScalableTargets targets;
    private final ScalingPolicies policies;
    /** When tasks were last added or taken away, by resource id. */
    private final Map<String, Instant> scaledOut = new HashMap<>();
    private final Map<String, Instant> scaledIn = new HashMap<>();

    Tracking(Site site, ScalingNeighbours neighbours, ScalableTargets targets, ScalingPolicies policies) {
        this.site = site;
        this.neighbours = neighbours;
        this.targets = targets;
        this.policies = policies;
        neighbours.alarms().whileInAlarm(this::alarmed);
    }

    /** Sets a policy's alarms, or sets them anew. Returns the policy with them. */
    ScalingPolicy watch(ScalingPolicy policy) {
        var present = policy.alarms().isEmpty()
                ? List.of(name(policy, "High"), name(policy, "Low"))
                : policy.alarms().stream()
                        .map(Alarm::alarmName).toList();
        var target = policy.targetTrackingScalingPolicyConfiguration().targetValue();
        var set = List.of(alarm(policy, present.getFirst(), ComparisonOperator.GREATER_THAN_THRESHOLD, HIGH_MINUTES, target),
                alarm(policy, present.getLast(), ComparisonOperator.LESS_THAN_THRESHOLD, LOW_MINUTES, LOW * target));
        return policy.toBuilder().alarms(set.stream().map(neighbours.alarms()::put)
                .map(alarm -> Alarm.builder().alarmName(alarm.alarmName()).alarmARN(alarm.alarmArn()).build()).toList()).build();
    }

    void forget(ScalingPolicy policy) { neighbours.alarms().delete(policy.alarms().stream().map(Alarm::alarmName).toList()); }

    private String name(ScalingPolicy policy, String side) {
        return "TargetTracking-%s-Alarm%s-%s-0000-4000-8000-%s".formatted(policy.resourceId(), side, site.ids().hexadecimal(8),
                site.ids().hexadecimal(12));
    }

    private static MetricAlarm alarm(ScalingPolicy policy, String name, ComparisonOperator operator, int minutes, double threshold) {
        var watched = Watched.by(policy);
        return MetricAlarm.builder().alarmName(name)
                .alarmDescription("DO NOT EDIT OR DELETE. For TargetTrackingScaling policy %s.".formatted(policy.policyARN()))
                .actionsEnabled(true).alarmActions(policy.policyARN()).namespace(watched.metric().namespace())
                .metricName(watched.metric().name()).dimensions(dimensions(watched.metric())).statistic(watched.statistic()).period(60)
                .evaluationPeriods(minutes).threshold(threshold).comparisonOperator(operator).build();
    }

    private static List<software.amazon.awssdk.services.cloudwatch.model.Dimension> dimensions(Metric metric) {
        return metric.dimensions().entrySet().stream().map(one -> software.amazon.awssdk.services.cloudwatch.model.Dimension.builder()
                .name(one.getKey()).value(one.getValue()).build()).toList();
    }

    private void alarmed(MetricAlarm alarm) {
        policies.policies.all().stream()
                .filter(policy -> policy.alarms().stream().anyMatch(one -> one.alarmName().equals(alarm.alarmName())))
                .findFirst().ifPresent(policy -> targets.targets.get(policy.resourceId())
                        .ifPresent(target -> neighbours.services().desired(target.resourceId())
                                .ifPresent(count -> follow(policy, target, count, alarm))));
    }

    private void follow(ScalingPolicy policy, ScalableTarget target, int count, MetricAlarm alarm) {
        var cause = "monitor alarm %s in state ALARM triggered policy %s".formatted(alarm.alarmName(), policy.policyName());
        if (alarm.comparisonOperator() == ComparisonOperator.GREATER_THAN_THRESHOLD) {
            var wanted = wanted(policy, count).filter(more -> more > count && !target.suspendedState().dynamicScalingOutSuspended());
            var cooldown = policy.targetTrackingScalingPolicyConfiguration().scaleOutCooldown();
            if (wanted.isPresent() && isOver(scaledOut, target, cooldown) && targets.scale(target, wanted.get(), cause)) {
                scaledOut.put(target.resourceId(), site.timeline().now());
            }
        } else if (!target.suspendedState().dynamicScalingInSuspended()) {
            var cooldown = policy.targetTrackingScalingPolicyConfiguration().scaleInCooldown();
            var fewer = fewer(target, count);
            if (fewer.isPresent() && isOver(scaledIn, target, cooldown) && isOver(scaledOut, target, cooldown)
                    && targets.scale(target, fewer.get(), cause)) {
                scaledIn.put(target.resourceId(), site.timeline().now());
            }
        }
    }

    /** What all policies together could do with, if that is less; a policy without figures or that only adds tasks keeps the count. */
    private Optional<Integer> fewer(ScalableTarget target, int count) {
        var most = policies.of(target.resourceId()).stream()
                .mapToInt(policy -> policy.targetTrackingScalingPolicyConfiguration().disableScaleIn()
                        ? 0
                        : wanted(policy, count).orElse(count))
                .max().orElse(count);
        return most < count ? Optional.of(most) : Optional.empty();
    }

    private Optional<Integer> wanted(ScalingPolicy policy, int count) {
        var watched = Watched.by(policy);
        return neighbours.metrics().lastMinute(watched.metric(), watched.statistic())
                .map(value -> (int) Math.ceil(count * value / policy.targetTrackingScalingPolicyConfiguration().targetValue()));
    }

    private boolean isOver(Map<String, Instant> last, ScalableTarget target, Integer cooldown) {
        var since = last.getOrDefault(target.resourceId(), Instant.MIN);
        return since.equals(Instant.MIN)
                || !site.timeline().now().isBefore(since.plus(Duration.ofSeconds(Objects.requireNonNullElse(cooldown, COOLDOWN))));
    }

    /** The metric behind a policy. */
    private record Watched(Metric metric, Statistic statistic) {

        static Watched by(ScalingPolicy policy) {
            var predefined = policy.targetTrackingScalingPolicyConfiguration().predefinedMetricSpecification();
            var service = policy.resourceId().split("/");
            return switch (predefined.predefinedMetricType()) {
                case ECS_SERVICE_AVERAGE_CPU_UTILIZATION -> new Watched(ofService("CPUUtilization", service), Statistic.AVERAGE);
                case ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION -> new Watched(ofService("MemoryUtilization", service), Statistic.AVERAGE);
                default -> new Watched(new Metric("AWS/ApplicationELB", "RequestCountPerTarget",
                        Map.of("TargetGroup", predefined.resourceLabel().substring(predefined.resourceLabel().indexOf("targetgroup/")))),
                        Statistic.SUM);
            };
        }

        private static Metric ofService(String name, String[] service) {
            return new Metric("AWS/ECS", name, Map.of("ClusterName", service[1], "ServiceName", service[2]));
        }
    }
}
