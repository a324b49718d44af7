package com.meddevo.aws.scaling;

import com.meddevo.plan.Arns;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** What Application Auto Scaling is sent about one service. */
final class ScalingRequests {
    private static final String TARGET_GROUP = ":targetgroup/";
    private static final ScalableDimension COUNT = ScalableDimension.ECS_SERVICE_DESIRED_COUNT;

    private final String service;
    private final Arns arns;

    /** @param service {@code service/<cluster>/<name>} */
    ScalingRequests(String service, Arns arns) {
        this.service = service;
        this.arns = arns;
    }

    /** @param tags none for a target that is registered already: AWS takes them for new ones only */
    RegisterScalableTargetRequest register(Scaling desired, Map<String, String> tags) {
        var request = RegisterScalableTargetRequest.builder().serviceNamespace(ServiceNamespace.ECS).resourceId(service)
                .scalableDimension(COUNT).minCapacity(desired.min()).maxCapacity(desired.max())
                .suspendedState(suspended -> suspended.dynamicScalingInSuspended(desired.suspended().in())
                        .dynamicScalingOutSuspended(desired.suspended().out()).scheduledScalingSuspended(desired.suspended().schedules()));
        return (tags.isEmpty() ? request : request.tags(tags)).build();
    }

    PutScalingPolicyRequest put(String name, Scaling.Tracking policy) {
        return PutScalingPolicyRequest.builder().serviceNamespace(ServiceNamespace.ECS).resourceId(service).scalableDimension(COUNT)
                .policyName(name).policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(Double.valueOf(policy.target()))
                        .scaleOutCooldown(policy.outCooldown()).scaleInCooldown(policy.inCooldown()).disableScaleIn(!policy.scaleIn())
                        .predefinedMetricSpecification(metric -> metric.predefinedMetricType(policy.metric())
                                .resourceLabel(policy.requests().map(this::label).orElse(null))))
                .build();
    }

    private String label(Scaling.Requests requests) {
        String arn = arns.of(requests.targetGroup());
        return requests.loadBalancer() + arn.substring(arn.indexOf(TARGET_GROUP)).replaceFirst(":", "/");
    }

    DeleteScalingPolicyRequest deletePolicy(String name) {
        return DeleteScalingPolicyRequest.builder().serviceNamespace(ServiceNamespace.ECS).resourceId(service).scalableDimension(COUNT)
                .policyName(name).build();
    }

    PutScheduledActionRequest put(String name, Scaling.Schedule schedule) {
        return PutScheduledActionRequest.builder().serviceNamespace(ServiceNamespace.ECS).resourceId(service).scalableDimension(COUNT)
                .scheduledActionName(name).schedule(schedule.when()).timezone(schedule.timezone())
                .scalableTargetAction(action -> action.minCapacity(schedule.min().orElse(null)).maxCapacity(schedule.max().orElse(null)))
                .build();
    }

    DeleteScheduledActionRequest deleteSchedule(String name) {
        return DeleteScheduledActionRequest.builder().serviceNamespace(ServiceNamespace.ECS).resourceId(service).scalableDimension(COUNT)
                .scheduledActionName(name).build();
    }
}
