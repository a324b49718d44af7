/**
 * Application Auto Scaling of an app's ECS service: a scalable target with target-tracking policies and scheduled actions.
 *
 * <ul>
 * <li>Batch: DescribeScalableTargets and DescribeScheduledActions, 50 a page, tell of all services. DescribeScalingPolicies gives 10 a page, which no sweep
 * can afford, and tags come by ListTagsForResource, one target a call; so both are read once per target, and policies again on slow cycles and after our own
 * writes. The tagging service does not know scalable targets.
 * <li>Limits: AWS publishes no rates; 10 reads and 5 changes a second are kept. A change of a target while another is going on says
 * ConcurrentUpdateException, so one target's changes are made one after another. 3,000 targets of ECS, 50 policies and 200 schedules each.
 * <li>RegisterScalableTarget has no client token and changes what is there, so it is looked before. It says ValidationException until the service exists, and
 * brings the service's count within the bounds.
 * <li>The count belongs to AWS from then on: the service is created with the lower bound and never sent a count again. A schedule changes the target's bounds
 * themselves; what a schedule of the spec can have set is left.
 * <li>The alarms of target tracking ({@code TargetTracking-service/<cluster>/*}) are AWS's own and never touched; it makes and deletes them with the caller's
 * permissions.
 * <li>Leaving: before the service; DeregisterScalableTarget takes policies, schedules and alarms with it. Left alone, a target outlives its service for a while.
 * <li>AWS: <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/Welcome.html">Application Auto Scaling</a>.
 * </ul>
 */
package com.meddevo.aws.scaling;
