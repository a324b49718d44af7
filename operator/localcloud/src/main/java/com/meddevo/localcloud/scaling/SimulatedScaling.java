package com.meddevo.localcloud.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedScaling implements ApplicationAutoScalingClient {

    private static final int LARGEST_PAGE = 50;
    private static final int LARGEST_PAGE_OF_POLICIES = 10;

    private final Activities activities;
    private final ScalableTargets targets;
    private final ScalingPolicies policies;
    private final ScheduledActions actions;

    /**
     * Nothing in it yet.
     *
     * @param site       where it stands
     * @param neighbours what it works with
     */
    public SimulatedScaling(Site site, ScalingNeighbours neighbours) {
        this.activities = new Activities(site);
        this.targets = new ScalableTargets(site, neighbours, activities);
        this.policies = new ScalingPolicies(site, neighbours, targets);
        this.actions = new ScheduledActions(site, targets);
    }

    /** Writes down everything but what was scaled in the past. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("targets", JsonMemory.list(targets.targets.all()));
        saved.set("policies", JsonMemory.list(policies.policies.all()));
        saved.set("actions", JsonMemory.list(actions.actions.all()));
        return saved;
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) {
        JsonMemory.each(saved.path("targets"), ScalableTarget::builder, ScalableTarget.class)
                .forEach(target -> targets.targets.put(target.resourceId(), target));
        JsonMemory.each(saved.path("policies"), ScalingPolicy::builder, ScalingPolicy.class).forEach(policies::restore);
        JsonMemory.each(saved.path("actions"), ScheduledAction::builder, ScheduledAction.class).forEach(actions::restore);
    }

    @Override
    public RegisterScalableTargetResponse registerScalableTarget(RegisterScalableTargetRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        return RegisterScalableTargetResponse.builder().scalableTargetARN(targets.register(request).scalableTargetARN()).build();
    }

    @Override
    public DescribeScalableTargetsResponse describeScalableTargets(DescribeScalableTargetsRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        if (request.resourceIds().size() > LARGEST_PAGE) {
            throw ScalingErrors.invalid("At most %d resource IDs can be named in one call.".formatted(LARGEST_PAGE));
        }
        var page = page(targets.describe(request), request.nextToken(), request.maxResults(), LARGEST_PAGE);
        return DescribeScalableTargetsResponse.builder().scalableTargets(page.items()).nextToken(page.next()).build();
    }

    /** Policies and schedules go with their target. */
    @Override
    public DeregisterScalableTargetResponse deregisterScalableTarget(DeregisterScalableTargetRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        var target = targets.deregister(request.resourceId());
        policies.of(target.resourceId()).forEach(policy -> policies.delete(target.resourceId(), policy.policyName()));
        actions.forget(target.resourceId());
        return DeregisterScalableTargetResponse.builder().build();
    }

    @Override
    public PutScalingPolicyResponse putScalingPolicy(PutScalingPolicyRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        var policy = policies.put(request);
        return PutScalingPolicyResponse.builder().policyARN(policy.policyARN()).alarms(policy.alarms()).build();
    }

    @Override
    public DescribeScalingPoliciesResponse describeScalingPolicies(DescribeScalingPoliciesRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        var page = page(policies.describe(request), request.nextToken(), request.maxResults(), LARGEST_PAGE_OF_POLICIES);
        return DescribeScalingPoliciesResponse.builder().scalingPolicies(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DeleteScalingPolicyResponse deleteScalingPolicy(DeleteScalingPolicyRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        policies.delete(request.resourceId(), request.policyName());
        return DeleteScalingPolicyResponse.builder().build();
    }

    @Override
    public PutScheduledActionResponse putScheduledAction(PutScheduledActionRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        actions.put(request);
        return PutScheduledActionResponse.builder().build();
    }

    @Override
    public DescribeScheduledActionsResponse describeScheduledActions(DescribeScheduledActionsRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        var page = page(actions.describe(request), request.nextToken(), request.maxResults(), LARGEST_PAGE);
        return DescribeScheduledActionsResponse.builder().scheduledActions(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DeleteScheduledActionResponse deleteScheduledAction(DeleteScheduledActionRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        actions.delete(request.resourceId(), request.scheduledActionName());
        return DeleteScheduledActionResponse.builder().build();
    }

    @Override
    public DescribeScalingActivitiesResponse describeScalingActivities(DescribeScalingActivitiesRequest request) {
        check(request.serviceNamespace(), request.scalableDimension());
        var page = page(activities.of(request.resourceId()), request.nextToken(), request.maxResults(), LARGEST_PAGE);
        return DescribeScalingActivitiesResponse.builder().scalingActivities(page.items()).nextToken(page.next()).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        targets.tag(targets.requireArn(request.resourceARN()), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        targets.untag(targets.requireArn(request.resourceARN()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(targets.tags(targets.requireArn(request.resourceARN()))).build();
    }

    private static void check(ServiceNamespace namespace, ScalableDimension dimension) {
        if (namespace != ServiceNamespace.ECS || dimension != null && dimension != ScalableDimension.ECS_SERVICE_DESIRED_COUNT) {
            throw ScalingErrors.invalid("The local cloud scales the desired count of ECS services only, not %s of %s.".formatted(dimension,
                    namespace));
        }
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size, int largest) {
        if (size != null && (size < 1 || size > largest)) {
            throw ScalingErrors.invalid("MaxResults must be between 1 and %d, not %d.".formatted(largest, size));
        }
        return Page.of(all, token, size == null ? largest : size).orElseThrow(ScalingErrors::invalidToken);
    }

    @Override
    public String serviceName() { return AwsService.SCALING.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
