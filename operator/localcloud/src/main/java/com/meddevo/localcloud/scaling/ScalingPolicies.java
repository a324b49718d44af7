package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** The target-tracking policies of all targets; other types of policies are not simulated. */
final class ScalingPolicies {

    private static final int PER_TARGET = 50;
    private static final Pattern LABEL = Pattern.compile("(app/[^/]+/[0-9a-f]+)/(targetgroup/[^/]+/[0-9a-f]+)");

    private final Site site;
    private final ScalingNeighbours neighbours;
    private final ScalableTargets targets;
    private final Tracking tracking;
    final Versioned<String, ScalingPolicy> policies;

    ScalingPolicies(Site site, ScalingNeighbours neighbours, ScalableTargets targets) {
        this.site = site;
        this.neighbours = neighbours;
        this.targets = targets;
        this.policies = site.store();
        this.tracking = new Tracking(site, neighbours, targets, this);
    }

    ScalingPolicy put(PutScalingPolicyRequest request) {
        targets.require(request.resourceId());
        if (request.policyType() != PolicyType.TARGET_TRACKING_SCALING || request.targetTrackingScalingPolicyConfiguration() == null) {
            throw ScalingErrors.invalid("The local cloud simulates policies of the type TargetTrackingScaling only.");
        }
        var asked = request.targetTrackingScalingPolicyConfiguration();
        check(request, asked);
        var key = key(request.resourceId(), request.policyName());
        var before = policies.get(key);
        if (before.isEmpty() && of(request.resourceId()).size() >= PER_TARGET) {
            throw ScalingErrors.limitExceeded("A scalable target can have at most %d scaling policies.".formatted(PER_TARGET));
        }
        var policy = before.map(ScalingPolicy::toBuilder).orElseGet(() -> ScalingPolicy.builder()
                .policyARN("arn:aws:autoscaling:%s:%s:scalingPolicy:%s:resource/ecs/%s:policyName/%s".formatted(site.region(),
                        site.accountId(), site.ids().hexadecimal(32), request.resourceId(), request.policyName()))
                .policyName(request.policyName()).serviceNamespace(ServiceNamespace.ECS).resourceId(request.resourceId())
                .scalableDimension(ScalableTargets.DIMENSION).policyType(PolicyType.TARGET_TRACKING_SCALING)
                .creationTime(site.timeline().now()).alarms(List.of()))
                .targetTrackingScalingPolicyConfiguration(asked.toBuilder()
                        .disableScaleIn(Boolean.TRUE.equals(asked.disableScaleIn())).build())
                .build();
        var watched = tracking.watch(policy);
        policies.put(key, watched);
        return watched;
    }

    private void check(PutScalingPolicyRequest request, TargetTrackingScalingPolicyConfiguration tracking) {
        var metric = tracking.predefinedMetricSpecification();
        if (tracking.targetValue() == null || tracking.targetValue() <= 0) {
            throw ScalingErrors.invalid("The target value of a target tracking scaling policy must be greater than 0.");
        }
        if (metric == null) {
            throw ScalingErrors.invalid("The local cloud simulates predefined metrics only.");
        }
        switch (metric.predefinedMetricType()) {
            case ECS_SERVICE_AVERAGE_CPU_UTILIZATION, ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION -> {
            }
            case ALB_REQUEST_COUNT_PER_TARGET -> checkLabel(metric);
            default -> throw ScalingErrors.invalid(
                    "The predefined metric type %s does not belong to ecs.".formatted(metric.predefinedMetricTypeAsString()));
        }
        of(request.resourceId()).stream().filter(other -> !other.policyName().equals(request.policyName()))
                .filter(other -> metric(other).predefinedMetricType() == metric.predefinedMetricType()
                        && Objects.equals(metric(other).resourceLabel(), metric.resourceLabel()))
                .findFirst().ifPresent(other -> {
                    throw ScalingErrors.invalid("Only one TargetTrackingScaling policy for a given metric specification is allowed.");
                });
    }

    private void checkLabel(PredefinedMetricSpecification metric) {
        var label = LABEL.matcher(metric.resourceLabel() == null ? "" : metric.resourceLabel());
        if (!label.matches()) {
            throw ScalingErrors.invalid("The resource label of %s must be app/<name>/<id>/targetgroup/<name>/<id>."
                    .formatted(MetricType.ALB_REQUEST_COUNT_PER_TARGET));
        }
        var loadBalancer = site.arn("elasticloadbalancing", "loadbalancer/" + label.group(1));
        if (neighbours.loadBalancers().apply(site.arn("elasticloadbalancing", label.group(2))).filter(loadBalancer::equals).isEmpty()) {
            throw ScalingErrors.invalid("The load balancer does not route traffic to the target group.");
        }
    }

    private static PredefinedMetricSpecification metric(ScalingPolicy policy) {
        return policy.targetTrackingScalingPolicyConfiguration().predefinedMetricSpecification();
    }

    List<ScalingPolicy> of(String resourceId) {
        return policies.all().stream().filter(policy -> policy.resourceId().equals(resourceId)).toList();
    }

    List<ScalingPolicy> describe(DescribeScalingPoliciesRequest request) {
        return policies.readAll().stream()
                .filter(policy -> request.resourceId() == null || policy.resourceId().equals(request.resourceId()))
                .filter(policy -> request.policyNames().isEmpty() || request.policyNames().contains(policy.policyName())).toList();
    }

    void delete(String resourceId, String name) {
        tracking.forget(policies.get(key(resourceId, name)).orElseThrow(() -> ScalingErrors.noPolicy(name)));
        policies.remove(key(resourceId, name));
    }

    void restore(ScalingPolicy policy) { policies.put(key(policy.resourceId(), policy.policyName()), policy); }

    private static String key(String resourceId, String name) { return resourceId + " " + name; }
}
