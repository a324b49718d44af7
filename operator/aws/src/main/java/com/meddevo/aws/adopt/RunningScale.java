package com.meddevo.aws.adopt;

import com.meddevo.fleet.Scale;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/**
 * What a spec says of the scaling of a service: its bounds, what is kept at a value where AWS has a figure for it of its own, and the time tables that are
 * written as cron.
 */
final class RunningScale {
    private static final int USUAL_COOLDOWN = 300;
    private static final Pattern CRON = Pattern.compile("cron\\((.+)\\)");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private RunningScale() {}

    static Scale of(ScalableTarget target, List<ScalingPolicy> policies, List<ScheduledAction> actions) {
        var tracking = policies.stream().map(ScalingPolicy::targetTrackingScalingPolicyConfiguration)
                .filter(policy -> policy != null && policy.predefinedMetricSpecification() != null).toList();
        var goals = new Scale.Goals(goal(tracking, MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION),
                goal(tracking, MetricType.ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION), goal(tracking, MetricType.ALB_REQUEST_COUNT_PER_TARGET));
        return new Scale.Between(target.minCapacity(), target.maxCapacity(), goals,
                tracking.stream().findFirst().map(RunningScale::cooldown)
                        .orElse(Scale.Cooldown.USUAL),
                actions.stream().flatMap(action -> schedule(action).stream()).toList(), suspended(target));
    }

    /** What no spec can say of the scaling. */
    static List<String> unsaid(List<ScheduledAction> actions) {
        return actions.stream().filter(action -> schedule(action).isEmpty())
                .map(action -> "the scheduled action " + action.scheduledActionName() + ": " + action.schedule()).toList();
    }

    /** Empty for one that comes once or at a rate, that ends, or whose name no schedule of a spec can have. */
    private static Optional<Scale.Schedule> schedule(ScheduledAction action) {
        var cron = CRON.matcher(action.schedule());
        var bounds = action.scalableTargetAction();
        if (!cron.matches() || !NAME.matcher(action.scheduledActionName()).matches() || action.startTime() != null
                || action.endTime() != null || bounds == null)
            return Optional.empty();
        return Optional.of(new Scale.Schedule(action.scheduledActionName(), cron.group(1),
                action.timezone() == null ? "UTC" : action.timezone(), Optional.ofNullable(bounds.minCapacity()),
                Optional.ofNullable(bounds.maxCapacity())));
    }

    private static Optional<Integer> goal(List<TargetTrackingScalingPolicyConfiguration> tracking, MetricType metric) {
        return tracking.stream().filter(one -> one.predefinedMetricSpecification().predefinedMetricType() == metric)
                .map(one -> (int) Math.round(one.targetValue())).findFirst();
    }

    private static Scale.Cooldown cooldown(TargetTrackingScalingPolicyConfiguration policy) {
        return new Scale.Cooldown(seconds(policy.scaleOutCooldown()), seconds(policy.scaleInCooldown()));
    }

    private static Duration seconds(Integer cooldown) { return Duration.ofSeconds(cooldown == null ? USUAL_COOLDOWN : cooldown); }

    private static EnumSet<Scale.Move> suspended(ScalableTarget target) {
        var suspended = EnumSet.noneOf(Scale.Move.class);
        var state = target.suspendedState();
        if (state == null) return suspended;
        if (Boolean.TRUE.equals(state.dynamicScalingInSuspended())) suspended.add(Scale.Move.IN);
        if (Boolean.TRUE.equals(state.dynamicScalingOutSuspended())) suspended.add(Scale.Move.OUT);
        if (Boolean.TRUE.equals(state.scheduledScalingSuspended())) suspended.add(Scale.Move.SCHEDULES);
        return suspended;
    }
}
