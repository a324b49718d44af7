package com.meddevo.aws.scaling;

import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.service.Services;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.plan.ResourceId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** One service's scaling as AWS tells it, brought to the form in which it is wanted: AWS's defaults filled in, echoes and AWS's own alarms left out. */
record ObservedScaling(ScalableTarget target, List<ScalingPolicy> policies, List<ScheduledAction> actions) {
    /** What AWS waits for an ECS service when a policy does not say. */
    private static final int COOLDOWN = 300;
    private static final String TARGET_GROUP = "/targetgroup/";

    Scaling state(ResourceId id, TagIndex tags) {
        var tracking = new HashMap<String, Scaling.Tracking>();
        policies.forEach(policy -> tracking.put(policy.policyName(), tracking(policy, id.app(), tags)));
        Set<ResourceId> uses = tracking.values().stream().anyMatch(one -> one.requests().isPresent())
                ? tags.ids(ListenerRules.KIND, id.app())
                : Set.of();
        return new Scaling(id, target.minCapacity(), target.maxCapacity(), suspended(), tracking, schedules(), Services.id(id.app()), uses);
    }

    private Scaling.Suspended suspended() {
        SuspendedState aws = target.suspendedState();
        if (aws == null) return new Scaling.Suspended(false, false, false);
        return new Scaling.Suspended(Boolean.TRUE.equals(aws.dynamicScalingInSuspended()),
                Boolean.TRUE.equals(aws.dynamicScalingOutSuspended()), Boolean.TRUE.equals(aws.scheduledScalingSuspended()));
    }

    /** A policy of another type, or of a metric of somebody's own, is one that no spec asks for. */
    private Scaling.Tracking tracking(ScalingPolicy policy, String app, TagIndex tags) {
        TargetTrackingScalingPolicyConfiguration aws = policy.targetTrackingScalingPolicyConfiguration();
        if (aws == null) return new Scaling.Tracking(policy.policyTypeAsString(), "", 0, 0, true, Optional.empty());
        var metric = aws.predefinedMetricSpecification();
        return new Scaling.Tracking(metric == null ? "customized" : metric.predefinedMetricTypeAsString(), digits(aws.targetValue()),
                or(aws.scaleOutCooldown()), or(aws.scaleInCooldown()), !Boolean.TRUE.equals(aws.disableScaleIn()),
                Optional.ofNullable(metric).map(one -> one.resourceLabel()).map(label -> requests(label, app, tags)));
    }

    private static String digits(double value) { return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString(); }

    private static int or(Integer cooldown) { return cooldown == null ? COOLDOWN : cooldown; }

    private Scaling.Requests requests(String label, String app, TagIndex tags) {
        int split = label.indexOf(TARGET_GROUP);
        if (split < 0) return new Scaling.Requests(label, new ResourceId(TargetGroups.KIND, app, "not-ours:" + label));
        String arn = elb() + label.substring(split + 1);
        return new Scaling.Requests(label.substring(0, split), tags.owner(arn).filter(id -> id.kind().equals(TargetGroups.KIND))
                .orElseGet(() -> new ResourceId(TargetGroups.KIND, app, "not-ours:" + arn)));
    }

    /** The beginning of the load balancing ARNs of the same partition, region and account. */
    private String elb() {
        String[] arn = target.scalableTargetARN().split(":", 6);
        return String.join(":", arn[0], arn[1], "elasticloadbalancing", arn[3], arn[4], "");
    }

    private Map<String, Scaling.Schedule> schedules() {
        var schedules = new HashMap<String, Scaling.Schedule>();
        actions.forEach(action -> schedules.put(action.scheduledActionName(), new Scaling.Schedule(action.schedule(),
                action.timezone() == null ? "UTC" : action.timezone(), Optional.ofNullable(action.scalableTargetAction().minCapacity()),
                Optional.ofNullable(action.scalableTargetAction().maxCapacity()))));
        return schedules;
    }
}
