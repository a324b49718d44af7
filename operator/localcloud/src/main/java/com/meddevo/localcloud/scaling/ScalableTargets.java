package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** The scalable targets by their services' resource ids. */
final class ScalableTargets {

    static final String DIMENSION = ScalableDimension.ECS_SERVICE_DESIRED_COUNT.toString();

    private static final int TAGS = 50;

    private final Site site;
    private final ScalingNeighbours neighbours;
    private final Activities activities;
    final Versioned<String, ScalableTarget> targets;

    ScalableTargets(Site site, ScalingNeighbours neighbours, Activities activities) {
        this.site = site;
        this.neighbours = neighbours;
        this.activities = activities;
        this.targets = site.store();
    }

    ScalableTarget require(String resourceId) { return targets.get(resourceId).orElseThrow(() -> ScalingErrors.noTarget(resourceId)); }

    List<ScalableTarget> describe(DescribeScalableTargetsRequest request) {
        return targets.readAll().stream().filter(target -> request.resourceIds().isEmpty()
                || request.resourceIds().contains(target.resourceId())).toList();
    }

    /** Registers a service, or changes what is said of it: what a request leaves out stays as it is. */
    ScalableTarget register(RegisterScalableTargetRequest request) {
        var service = request.resourceId();
        if (neighbours.services().desired(service).isEmpty()) {
            throw ScalingErrors.invalid("ECS service doesn't exist: %s".formatted(service));
        }
        var before = targets.get(service);
        var min = given(request.minCapacity(), before.map(ScalableTarget::minCapacity));
        var max = given(request.maxCapacity(), before.map(ScalableTarget::maxCapacity));
        if (min.isEmpty() || max.isEmpty()) {
            throw ScalingErrors.invalid("Minimum capacity and maximum capacity must be specified when a scalable target is registered.");
        }
        if (min.get() < 0 || min.get() > max.get()) {
            throw ScalingErrors.invalid("Maximum capacity cannot be less than minimum capacity.");
        }
        if (before.isPresent() && request.hasTags()) {
            throw ScalingErrors.invalid("Tags cannot be added to a scalable target that is registered already; use TagResource.");
        }
        var target = before.orElseGet(() -> fresh(service)).toBuilder().minCapacity(min.get()).maxCapacity(max.get()).build();
        if (request.suspendedState() != null) {
            target = target.toBuilder().suspendedState(suspended(target.suspendedState(), request.suspendedState())).build();
        }
        targets.put(service, target);
        tag(target.scalableTargetARN(), request.tags());
        clamp(target, "the scalable target's bounds were set to %d and %d".formatted(min.get(), max.get()));
        return target;
    }

    private static Optional<Integer> given(Integer asked, Optional<Integer> before) { return Optional.ofNullable(asked).or(() -> before); }

    private ScalableTarget fresh(String service) {
        return ScalableTarget.builder().serviceNamespace(ServiceNamespace.ECS).resourceId(service).scalableDimension(DIMENSION)
                .scalableTargetARN(site.arn("application-autoscaling", "scalable-target/" + site.ids().hexadecimal(34)))
                .roleARN("arn:aws:iam::%s:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/%s".formatted(site.accountId(),
                        "AWSServiceRoleForApplicationAutoScaling_ECSService"))
                .creationTime(site.timeline().now()).suspendedState(suspended(null, SuspendedState.builder().build())).build();
    }

    private static SuspendedState suspended(SuspendedState before, SuspendedState asked) {
        return SuspendedState.builder()
                .dynamicScalingInSuspended(
                        one(asked.dynamicScalingInSuspended(), before == null ? null : before.dynamicScalingInSuspended()))
                .dynamicScalingOutSuspended(
                        one(asked.dynamicScalingOutSuspended(), before == null ? null : before.dynamicScalingOutSuspended()))
                .scheduledScalingSuspended(
                        one(asked.scheduledScalingSuspended(), before == null ? null : before.scheduledScalingSuspended()))
                .build();
    }

    private static boolean one(Boolean asked, Boolean before) { return asked == null ? Boolean.TRUE.equals(before) : asked; }

    /** New bounds that a schedule brings. */
    void bounds(ScalableTarget target, Integer min, Integer max, String cause) {
        var changed = target.toBuilder().minCapacity(given(min, Optional.of(target.minCapacity())).orElseThrow())
                .maxCapacity(given(max, Optional.of(target.maxCapacity())).orElseThrow()).build();
        targets.put(target.resourceId(), changed);
        clamp(changed, cause);
    }

    /** Lets the service have so many tasks, within the target's bounds. Returns whether that is another number than before. */
    boolean scale(ScalableTarget target, int wanted, String cause) {
        var count = Math.max(target.minCapacity(), Math.min(target.maxCapacity(), wanted));
        if (neighbours.services().desired(target.resourceId()).filter(present -> present != count).isEmpty()) {
            return false;
        }
        neighbours.services().desire(target.resourceId(), count);
        activities.scaled(target.resourceId(), count, cause);
        return true;
    }

    private void clamp(ScalableTarget target, String cause) {
        neighbours.services().desired(target.resourceId()).ifPresent(count -> scale(target, count, cause));
    }

    ScalableTarget deregister(String resourceId) {
        var target = require(resourceId);
        targets.remove(resourceId);
        site.tags().forget(target.scalableTargetARN());
        return target;
    }

    void tag(String arn, Map<String, String> added) {
        var all = new HashMap<>(site.tags().of(arn));
        all.putAll(added);
        if (all.size() > TAGS) {
            throw ScalingErrors.tooManyTags(arn);
        }
        site.tags().add(arn, added);
    }

    void untag(String arn, List<String> keys) { site.tags().remove(arn, keys); }

    Map<String, String> tags(String arn) { return site.tags().read(arn); }

    String requireArn(String arn) {
        return targets.all().stream().map(ScalableTarget::scalableTargetARN).filter(one -> one.equals(arn)).findFirst()
                .orElseThrow(() -> ScalingErrors.resourceNotFound(arn));
    }
}
