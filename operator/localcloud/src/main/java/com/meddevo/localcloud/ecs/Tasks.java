package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.elb.TargetCondition;
import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.task.TaskEvents;
import com.meddevo.localcloud.task.TaskLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The life of tasks: launched, registered where they are found, drained, stopped, remembered for an hour. Whoever schedules is told of each
 * turn.
 */
final class Tasks implements TaskEvents {

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Duration PLACED = Duration.ofSeconds(1);
    private static final String NO_LOG_GROUP = "ResourceInitializationError: failed to validate logger args: failed to create Cloudwatch log "
            + "stream: ResourceNotFoundException: The specified log group does not exist. (log group %s) : exit status 1";

    /** Whoever decides which tasks there are. */
    interface Scheduler {

        /** A task runs, or ended as it was asked to. */
        void changed(ServiceRecord service);

        /** A task ended although nobody had asked it to. */
        void failed(TaskRecord task);
    }

    private final Site site;
    private final Neighbours neighbours;
    private final Launches launches;
    private final Map<String, TaskRecord> tasks = new LinkedHashMap<>();
    /** The tasks that are registered in a target group and not stopped. */
    private final Map<String, Set<TaskRecord>> byTargetGroup = new HashMap<>();
    private Scheduler scheduler;

    Tasks(Site site, Neighbours neighbours, Launches launches) {
        this.site = site;
        this.neighbours = neighbours;
        this.launches = launches;
        neighbours.targets().onChange(this::targetsChanged);
    }

    void scheduler(Scheduler whoDecides) { scheduler = whoDecides; }

    /** All tasks by their ids, also stopped ones until they are forgotten. */
    Map<String, TaskRecord> all() { return tasks; }

    TaskRecord launch(ServiceRecord service, DeploymentRecord deployment) {
        var id = site.ids().hexadecimal(32);
        var arn = site.arn("ecs", "task/%s/%s".formatted(service.clusterName(), id));
        var definition = launches.definition(deployment.revision());
        var containers = launches.containers(deployment.revision(), definition);
        var task = new TaskRecord(id, arn, service, deployment, containers, now());
        CapacityShares.next(deployment.revision().capacityProviderStrategy(),
                service.live().stream().map(TaskRecord::capacityProvider).filter(Objects::nonNull).toList()).ifPresent(task::placedOn);
        tasks.put(id, task);
        service.tasks().add(task);
        task.pending();
        var missingGroup = launches.missingLogGroup(definition);
        if (missingGroup.isPresent()) {
            site.timeline().after(PLACED, () -> stopped(id, OptionalInt.empty(), NO_LOG_GROUP.formatted(missingGroup.get())));
            return task;
        }
        try {
            var launch = new TaskLaunch(id, service.clusterName(), service.name(), deployment.revision().taskDefinition(),
                    launches.complete(containers, definition), Integer.parseInt(Optional.ofNullable(definition.cpu()).orElse("0")),
                    Integer.parseInt(Optional.ofNullable(definition.memory()).orElse("0")));
            site.timeline().afterwards(() -> neighbours.runtime().start(launch, this));
        } catch (Unavailable e) {
            site.timeline().after(PLACED, () -> stopped(id, OptionalInt.empty(), e.getMessage()));
        }
        return task;
    }

    /** Asks a task to stop: it leaves the names at once and the load balancer first, and is stopped when its targets have drained. */
    void stop(TaskRecord task, TaskStopCode code, String reason) {
        if (!task.isWanted()) {
            return;
        }
        task.deactivate(code, reason, now());
        leave(task);
        stopWhenDrained(task);
    }

    @Override
    public void running(String taskId, String address) {
        site.timeline().locked(
                () -> Optional.ofNullable(tasks.get(taskId)).filter(task -> task.isWanted() && !task.isRunning()).ifPresent(task -> {
                    task.running(address, now());
                    register(task);
                    scheduler.changed(task.service());
                }));
    }

    @Override
    public void stopped(String taskId, OptionalInt exitCode, String reason) {
        site.timeline().locked(() -> Optional.ofNullable(tasks.get(taskId)).filter(task -> !task.isStopped()).ifPresent(task -> {
            var unasked = task.isWanted();
            leave(task);
            task.stopped(exitCode, reason, now());
            task.served().forEach(served -> byTargetGroup.getOrDefault(served.targetGroupArn(), Set.of()).remove(task));
            site.timeline().after(REMEMBERED, () -> forget(task));
            if (unasked) {
                scheduler.failed(task);
            } else {
                scheduler.changed(task.service());
            }
        }));
    }

    @Override
    public void logged(String taskId, String container, Instant at, String line) {
        site.timeline().locked(() -> Optional.ofNullable(tasks.get(taskId)).stream().flatMap(task -> task.containers().stream())
                .filter(launched -> launched.name().equals(container)).flatMap(launched -> launched.log().stream()).findFirst()
                .ifPresent(log -> neighbours.logs().append(log.group(), "%s/%s/%s".formatted(log.streamPrefix(), container, taskId), at,
                        line)));
    }

    /** Whether every load balancer that serves the task finds it well. */
    boolean isServedWell(TaskRecord task) {
        return task.served().stream().allMatch(served -> condition(served).filter(TargetCondition.HEALTHY::equals).isPresent());
    }

    /** The target group that finds the task ill, if any. */
    Optional<String> illFor(TaskRecord task) {
        return task.served().stream().filter(served -> condition(served).filter(TargetCondition.UNHEALTHY::equals).isPresent())
                .map(TaskRecord.Served::targetGroupArn).findFirst();
    }

    private Optional<TargetCondition> condition(TaskRecord.Served served) {
        return neighbours.targets().condition(served.targetGroupArn(), served.target());
    }

    private void register(TaskRecord task) {
        var revision = task.deployment().revision();
        for (LoadBalancer balancer : revision.loadBalancers()) {
            var served = new TaskRecord.Served(ServedGroups.of(revision, balancer), new Target(task.address(), balancer.containerPort()));
            task.served().add(served);
            byTargetGroup.computeIfAbsent(served.targetGroupArn(), arn -> new LinkedHashSet<>()).add(task);
            neighbours.targets().register(served.targetGroupArn(), served.target());
            task.service().event(site, "registered 1 targets in (target-group %s)".formatted(served.targetGroupArn()));
        }
        for (ServiceRegistry registry : revision.serviceRegistries()) {
            neighbours.instances().serviceByArn(registry.registryArn())
                    .ifPresent(named -> neighbours.instances().register(named.id(), task.id(), attributes(task, registry)));
        }
    }

    private void leave(TaskRecord task) {
        for (var registry : task.deployment().revision().serviceRegistries()) {
            neighbours.instances().serviceByArn(registry.registryArn())
                    .ifPresent(named -> neighbours.instances().deregister(named.id(), task.id()));
        }
        for (var served : task.served()) {
            if (condition(served).filter(condition -> condition != TargetCondition.DRAINING).isPresent()) {
                neighbours.targets().deregister(served.targetGroupArn(), served.target());
                task.service().event(site, "deregistered 1 targets in (target-group %s)".formatted(served.targetGroupArn()));
            }
        }
    }

    private void stopWhenDrained(TaskRecord task) {
        if (task.status() == TaskRecord.Status.DEACTIVATING && task.served().stream().allMatch(served -> condition(served).isEmpty())) {
            task.stopping();
            site.timeline().afterwards(() -> neighbours.runtime().stop(task.id()));
        }
    }

    private void targetsChanged(String targetGroupArn) {
        var concerned = List.copyOf(byTargetGroup.getOrDefault(targetGroupArn, Set.of()));
        concerned.forEach(this::stopWhenDrained);
        concerned.stream().map(TaskRecord::service).distinct().forEach(scheduler::changed);
    }

    private Map<String, String> attributes(TaskRecord task, ServiceRegistry registry) {
        var family = task.deployment().revision().taskDefinition().replaceAll("^.*/", "").replaceAll(":\\d+$", "");
        var attributes = new HashMap<>(
                Map.of("AWS_INSTANCE_IPV4", task.address(), "AVAILABILITY_ZONE", site.region() + "a", "REGION", site.region(),
                        "ECS_CLUSTER_NAME", task.service().clusterName(), "ECS_SERVICE_NAME", task.service().name(),
                        "ECS_TASK_DEFINITION_FAMILY", family));
        var port = registry.port() == null ? registry.containerPort() : registry.port();
        if (port != null) {
            attributes.put("AWS_INSTANCE_PORT", port.toString());
        }
        return attributes;
    }

    private void forget(TaskRecord task) {
        tasks.remove(task.id());
        task.service().tasks().remove(task);
    }

    private Instant now() { return site.timeline().now(); }
}
