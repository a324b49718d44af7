/**
 * ELBv2 target groups of type ip, into which ECS registers an app's tasks.
 *
 * <ul>
 * <li>Batch: DescribeTargetGroups, 400 a page. Tags by the tagging service, else DescribeTags, 20 ARNs a call. Attributes have no batch: they are a facet
 * of their own, read once per group, again on slow cycles, and known after our own writes.
 * <li>Limits: a load balancer takes 100 target groups (not adjustable), a name 32 characters; all calls of the API together 10 a second (burst 40), changes
 * 3 a second (burst 20).
 * <li>AWS cannot change protocol, version, port, VPC, target type and address type, and a group belongs to one load balancer: all of that is hashed into
 * the id. The port is the same for all, and health checks use the traffic port, since ECS registers ip targets with their container's port.
 * <li>CreateTargetGroup has no client token; for equal settings it is idempotent, for others it says DuplicateTargetGroupName.
 * <li>Targets are ECS's business and never touched. Those that are no tasks of the app are told as undeclared drift; since there is no batch for them they are
 * looked up by the slow cycle alone, after the attributes.
 * <li>Leaving: after service and rule; DeleteTargetGroup says ResourceInUse until then, and succeeds on what is gone.
 * <li>AWS: <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html">TargetGroup</a>.
 * </ul>
 */
package com.meddevo.aws.targetgroup;
