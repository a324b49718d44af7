package com.meddevo.aws.taskdefinition;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Who may still need a revision, asked of ECS just before it would be deregistered: a service cannot be deployed, nor go back, to an INACTIVE one. The
 * plan keeps what it knows to be needed; between its reading and now somebody may have gone back to an old version.
 */
final class RevisionUses {
    private static final int TASKS_PER_CALL = 100;

    private final EcsClient ecs;
    private final String cluster;

    RevisionUses(EcsClient ecs, String cluster) {
        this.ecs = ecs;
        this.cluster = cluster;
    }

    /**
     * Why none of these may be deregistered now.
     *
     * @param revisions ARNs of revisions of one family
     * @return empty if nobody needs them
     */
    Optional<String> of(String app, String family, Set<String> revisions) {
        return ofService(app, revisions).or(() -> ofTasks(family, revisions));
    }

    private Optional<String> ofService(String app, Set<String> revisions) {
        var service = ecs.describeServices(request -> request.cluster(cluster).services(app)).services().stream()
                .filter(one -> !"INACTIVE".equals(one.status())).findFirst();
        if (service.isEmpty()) return Optional.empty();
        if (service.get().deployments().stream().map(Deployment::taskDefinition).anyMatch(revisions::contains))
            return Optional.of("service " + app + " runs it");
        return isUnderWay(service.get())
                ? Optional.of("a deployment of service " + app + " is under way and may go back to an earlier version")
                : Optional.empty();
    }

    /** While it is, the version that ECS would go back to need not be among the deployments. */
    private static boolean isUnderWay(Service service) {
        return service.deployments().stream().anyMatch(one -> one.rolloutState() == DeploymentRolloutState.IN_PROGRESS);
    }

    /** Also of services by other names, and of tasks that somebody started by hand. */
    private Optional<String> ofTasks(String family, Set<String> revisions) {
        var arns = ecs.listTasks(request -> request.cluster(cluster).family(family).desiredStatus(DesiredStatus.RUNNING)
                .maxResults(TASKS_PER_CALL)).taskArns();
        if (arns.isEmpty()) return Optional.empty();
        return ecs.describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks().stream()
                .filter(task -> revisions.contains(task.taskDefinitionArn())).findFirst()
                .map(task -> "task " + task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1) + " runs it");
    }
}
