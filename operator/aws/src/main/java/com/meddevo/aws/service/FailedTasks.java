package com.meddevo.aws.service;

import com.meddevo.aws.taskdefinition.Revisions;
import com.meddevo.plan.ResourceId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Why the tasks of a failing version stopped. ECS keeps stopped tasks for an hour; it is asked once for every further failure, and once for a version that was
 * given up earlier. Thread-safe.
 */
final class FailedTasks {
    private static final int NEWEST = 100;

    private final EcsClient ecs;
    private final Revisions revisions;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** @param question what was asked for; the answer holds as long as the question stays the same */
    private record Seen(String question, Optional<Rollout.Failure> answer) {
    }

    FailedTasks(EcsClient ecs, Revisions revisions) {
        this.ecs = ecs;
        this.revisions = revisions;
    }

    void forget(String app) { seen.remove(app); }

    /** @param rejected the version that was given up before, if one was */
    Optional<Rollout.Failure> newest(String app, Service service, Optional<ResourceId> rejected) {
        Optional<Deployment> failing = service.deployments().stream()
                .filter(one -> one.rolloutState() == DeploymentRolloutState.FAILED || one.failedTasks() != null && one.failedTasks() > 0)
                .max(Comparator.comparing(Deployment::createdAt));
        if (failing.isPresent())
            return ask(app, service.clusterArn(), failing.get().id() + " " + failing.get().failedTasks(),
                    task -> failing.get().id().equals(task.startedBy()));
        if (rejected.isPresent())
            return ofVersion(app, service.clusterArn(), rejected.get());
        forget(app);
        return Optional.empty();
    }

    /** The newest stopped task of a version that was given up. */
    Optional<Rollout.Failure> ofVersion(String app, String cluster, ResourceId version) {
        return ask(app, cluster, version.toString(), task -> revisions.read(app, task.taskDefinitionArn()).id().equals(version));
    }

    private Optional<Rollout.Failure> ask(String app, String cluster, String question, Predicate<Task> concerned) {
        var before = seen.get(app);
        if (before != null && before.question().equals(question)) return before.answer();
        var answer = newestStopped(app, cluster, concerned).or(() -> before == null ? Optional.empty() : before.answer());
        seen.put(app, new Seen(question, answer));
        return answer;
    }

    private Optional<Rollout.Failure> newestStopped(String app, String cluster, Predicate<Task> concerned) {
        var arns = ecs.listTasks(request -> request.cluster(cluster).serviceName(app)
                .desiredStatus(DesiredStatus.STOPPED).maxResults(NEWEST)).taskArns();
        if (arns.isEmpty()) return Optional.empty();
        return ecs.describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks().stream()
                .filter(task -> task.stoppedAt() != null && concerned.test(task))
                .max(Comparator.comparing((Task task) -> task.stopCode() != TaskStopCode.SERVICE_SCHEDULER_INITIATED)
                        .thenComparing(Task::stoppedAt))
                .map(task -> new Rollout.Failure(task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1), because(task),
                        task.stoppedAt()));
    }

    private static String because(Task task) {
        String codes = task.containers().stream().filter(container -> container.exitCode() != null && container.exitCode() != 0)
                .map(container -> container.name() + " exit code " + container.exitCode()).collect(Collectors.joining(", "));
        String reason = task.stoppedReason() == null ? "the task stopped" : task.stoppedReason();
        return codes.isEmpty() ? reason : reason + " (" + codes + ")";
    }
}
