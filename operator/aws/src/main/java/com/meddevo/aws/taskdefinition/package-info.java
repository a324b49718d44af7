/**
 * ECS task definitions: what an app's tasks run. A revision can never change, so its content's hash is its id, computed anew from what AWS returns; a
 * changed spec is another id.
 *
 * <ul>
 * <li>Batch: ListTaskDefinitions (ACTIVE), 100 a page, tells what there is; DescribeTaskDefinition once in a revision's life tells what it says.
 * <li>Limits: RegisterTaskDefinition and DeregisterTaskDefinition 1 a second (burst 20) together: the bound of a rollout over the whole fleet.
 * <li>RegisterTaskDefinition has no client token and always makes a new revision: the driver looks for the content's hash first.
 * <li>Leaving: the newest 5 revisions and whatever a service's deployments run are kept; the rest is deregistered, never deleted, since a rollback
 * needs ACTIVE ones. Just before, ECS is asked once more who runs it, and nothing is deregistered while a deployment is under way, which may go back to
 * a version that no longer shows among the deployments.
 * <li>At most 10 containers a definition. Names of access points are mapped anew at each reading; all else of a revision is read once.
 * <li>AWS: <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html">TaskDefinition</a>. {@code Normal} holds the
 * defaults that AWS fills in, one test each.
 * </ul>
 */
package com.meddevo.aws.taskdefinition;
