package com.meddevo.aws.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * How the deployments go, for people. Costs nothing while nothing is going on; a deployment whose tasks fail is asked for its last stopped task, once per
 * further failure, and one that goes on behind a load balancer for its targets' health. Thread-safe.
 */
public final class Rollouts {
    private static final int NEWEST_STOPPED = 100;

    private final EcsClient ecs;
    private final ElasticLoadBalancingV2Client elb;
    private final Map<String, Rollout> byApp = new ConcurrentHashMap<>();
    private final Map<String, Seen> failures = new ConcurrentHashMap<>();

    /** What was found for a deployment when it had so many failed tasks. */
    private record Seen(String deployment, int failedTasks, Optional<Rollout.Failure> failure) {
    }

    public Rollouts(EcsClient ecs, ElasticLoadBalancingV2Client elb) {
        this.ecs = ecs;
        this.elb = elb;
    }

    /** As last seen, by app. */
    public Map<String, Rollout> byApp() { return Map.copyOf(byApp); }

    void forget(String app) {
        byApp.remove(app);
        failures.remove(app);
    }

    void see(String app, Service service) {
        var primary = primary(service);
        boolean draining = "DRAINING".equals(service.status());
        String state = draining ? "DRAINING" : primary.map(Deployment::rolloutStateAsString).orElse("IN_PROGRESS");
        Optional<String> reason = primary.map(Deployment::rolloutStateReason).filter(text -> !text.isEmpty());
        boolean settled = state.equals("COMPLETED") && service.runningCount().equals(service.desiredCount());
        Optional<Integer> healthy = settled || draining ? Optional.empty() : healthy(service);
        byApp.put(app,
                new Rollout("Rolling", service.desiredCount(), service.runningCount(), healthy, state, reason, lastFailure(app, service)));
    }

    static Optional<Deployment> primary(Service service) {
        return service.deployments().stream().filter(deployment -> "PRIMARY".equals(deployment.status())).findFirst();
    }

    /** The deployment that failed, or is failing: of those with failed tasks the newest. */
    private Optional<Rollout.Failure> lastFailure(String app, Service service) {
        var failing = service.deployments().stream()
                .filter(one -> one.rolloutState() == DeploymentRolloutState.FAILED || one.failedTasks() != null && one.failedTasks() > 0)
                .max(Comparator.comparing(Deployment::createdAt));
        if (failing.isEmpty()) {
            boolean over = primary(service).filter(one -> one.rolloutState() == DeploymentRolloutState.COMPLETED).isPresent();
            return Optional.ofNullable(failures.get(app)).filter(seen -> !over || service.deployments().size() == 1).flatMap(Seen::failure);
        }
        int count = failing.get().failedTasks() == null ? 0 : failing.get().failedTasks();
        var seen = failures.get(app);
        if (seen == null || seen.failedTasks() != count || !seen.deployment().equals(failing.get().id()) || seen.failure().isEmpty()) {
            seen = new Seen(failing.get().id(), count, newestStopped(service, failing.get()));
            failures.put(app, seen);
        }
        return seen.failure();
    }

    private Optional<Rollout.Failure> newestStopped(Service service, Deployment deployment) {
        var arns = ecs.listTasks(request -> request.cluster(service.clusterArn()).serviceName(service.serviceName())
                .desiredStatus(DesiredStatus.STOPPED).maxResults(NEWEST_STOPPED)).taskArns();
        if (arns.isEmpty()) return Optional.empty();
        List<Task> tasks = ecs.describeTasks(request -> request.cluster(service.clusterArn()).tasks(arns)).tasks();
        return tasks.stream().filter(task -> deployment.id().equals(task.startedBy()) && task.stoppedAt() != null)
                .max(Comparator.comparing(Task::stoppedAt))
                .map(task -> new Rollout.Failure(last(task.taskArn()), because(task), task.stoppedAt()));
    }

    private static String because(Task task) {
        String codes = task.containers().stream().filter(container -> container.exitCode() != null && container.exitCode() != 0)
                .map(container -> container.name() + " exit code " + container.exitCode()).collect(Collectors.joining(", "));
        String reason = task.stoppedReason() == null ? "the task stopped" : task.stoppedReason();
        return codes.isEmpty() ? reason : reason + " (" + codes + ")";
    }

    private Optional<Integer> healthy(Service service) {
        if (service.loadBalancers().isEmpty() || service.loadBalancers().getFirst().targetGroupArn() == null) return Optional.empty();
        try {
            return Optional.of(
                    (int) elb.describeTargetHealth(request -> request.targetGroupArn(service.loadBalancers().getFirst().targetGroupArn()))
                            .targetHealthDescriptions().stream()
                            .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY).count());
        } catch (ElasticLoadBalancingV2Exception e) {
            return Optional.empty(); // a figure for people is not worth an unread service
        }
    }

    private static String last(String arn) { return arn.substring(arn.lastIndexOf('/') + 1); }
}
