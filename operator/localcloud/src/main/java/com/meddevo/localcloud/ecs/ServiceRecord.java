package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Site;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/**
 * One service while it lives: what is declared of it, its deployments and its tasks. A service created again under the same name is a new
 * record.
 */
final class ServiceRecord {

    static final String ACTIVE = "ACTIVE";
    static final String DRAINING = "DRAINING";
    static final String INACTIVE = "INACTIVE";

    private static final int EVENTS = 100;

    private final CreateServiceRequest createdFrom;
    private final List<DeploymentRecord> deployments = new ArrayList<>();
    private final List<TaskRecord> tasks = new ArrayList<>();
    private final List<Rollout> rollouts = new ArrayList<>();
    private final Deque<ServiceEvent> events = new ArrayDeque<>();
    private Service declared;
    private DeploymentRecord lastCompleted;
    private int failuresInARow;
    private Instant startNotBefore = Instant.MIN;
    private boolean steady;

    ServiceRecord(CreateServiceRequest createdFrom, Service declared) {
        this.createdFrom = createdFrom;
        this.declared = declared;
    }

    /** The request that made it, to tell a repetition from a clash. */
    CreateServiceRequest createdFrom() { return createdFrom; }

    /** What is declared, defaults included; what ECS counts and does is not in it. */
    Service declared() { return declared; }

    void declare(Service changed) { declared = changed; }

    void status(String status) { declared = declared.toBuilder().status(status).build(); }

    String arn() { return declared.serviceArn(); }

    String name() { return declared.serviceName(); }

    String clusterName() { return declared.clusterArn().substring(declared.clusterArn().lastIndexOf('/') + 1); }

    boolean is(String status) { return declared.status().equals(status); }

    int desired() { return is(ACTIVE) ? declared.desiredCount() : 0; }

    /** The primary one first, then the older ones that still have tasks. */
    List<DeploymentRecord> deployments() { return deployments; }

    DeploymentRecord primary() { return deployments.getFirst(); }

    /** All tasks, also stopped ones until they are forgotten. */
    List<TaskRecord> tasks() { return tasks; }

    /** The tasks that run or will. */
    List<TaskRecord> live() { return tasks.stream().filter(TaskRecord::isWanted).toList(); }

    List<TaskRecord> live(DeploymentRecord deployment) {
        return tasks.stream().filter(task -> task.isWanted() && task.deployment() == deployment).toList();
    }

    List<TaskRecord> unfinished(DeploymentRecord deployment) {
        return tasks.stream().filter(task -> !task.isStopped() && task.deployment() == deployment).toList();
    }

    /** What the service deployments API tells: the newest first. */
    List<Rollout> rollouts() { return rollouts; }

    /** The newest first. */
    Deque<ServiceEvent> events() { return events; }

    /** Adds what AWS would tell of it. */
    void event(Site site, String message) {
        var id = site.ids().hexadecimal(8) + "-0000-4000-8000-" + site.ids().hexadecimal(12);
        events.addFirst(ServiceEvent.builder().id(id).createdAt(site.timeline().now()).message("(service %s) %s".formatted(name(), message))
                .build());
        while (events.size() > EVENTS) {
            events.removeLast();
        }
    }

    /** The deployment to roll back to. */
    Optional<DeploymentRecord> lastCompleted() { return Optional.ofNullable(lastCompleted); }

    void completed(DeploymentRecord deployment) { lastCompleted = deployment; }

    int failuresInARow() { return failuresInARow; }

    void failed(Instant nextStart) {
        failuresInARow++;
        startNotBefore = nextStart;
    }

    void succeeded() {
        failuresInARow = 0;
        startNotBefore = Instant.MIN;
    }

    Instant startNotBefore() { return startNotBefore; }

    /** Whether it had as many tasks as it should when it was last looked at. Returns whether it became so just now. */
    boolean steady(boolean isSteady) {
        var became = isSteady && !steady;
        steady = isSteady;
        return became;
    }
}
