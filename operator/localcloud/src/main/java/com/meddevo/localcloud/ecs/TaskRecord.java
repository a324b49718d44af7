package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.task.ContainerLaunch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** One task of a service, from its launch until it is forgotten. */
final class TaskRecord {

    /** How far a task has come; the names are ECS's {@code lastStatus}. */
    enum Status {
        PROVISIONING, PENDING, RUNNING, DEACTIVATING, STOPPING, STOPPED
    }

    /** A port of the task that a load balancer knows. */
    record Served(String targetGroupArn, Target target) {
    }

    private final String id;
    private final String arn;
    private final ServiceRecord service;
    private final DeploymentRecord deployment;
    private final List<ContainerLaunch> containers;
    private final Instant createdAt;
    private final List<Served> served = new ArrayList<>();
    private Status status = Status.PROVISIONING;
    private String address;
    private Instant startedAt;
    private Instant stoppingAt;
    private Instant stoppedAt;
    private TaskStopCode stopCode;
    private String stoppedReason;
    private OptionalInt exitCode = OptionalInt.empty();
    private boolean wasWell;
    private String capacityProvider;

    TaskRecord(String id, String arn, ServiceRecord service, DeploymentRecord deployment, List<ContainerLaunch> containers,
            Instant createdAt) {
        this.id = id;
        this.arn = arn;
        this.service = service;
        this.deployment = deployment;
        this.containers = containers;
        this.createdAt = createdAt;
    }

    String id() { return id; }

    String arn() { return arn; }

    ServiceRecord service() { return service; }

    DeploymentRecord deployment() { return deployment; }

    List<ContainerLaunch> containers() { return containers; }

    Instant createdAt() { return createdAt; }

    /** The capacity provider it runs on; {@code null} where the service has a launch type. */
    String capacityProvider() {
        return capacityProvider;
    }

    void placedOn(String provider) { capacityProvider = provider; }

    Status status() { return status; }

    /** Whether it runs or is on its way to it, and nobody asked it to stop. */
    boolean isWanted() {
        return status.compareTo(Status.RUNNING) <= 0;
    }

    boolean isRunning() { return status == Status.RUNNING; }

    boolean isStopped() { return status == Status.STOPPED; }

    void pending() { status = Status.PENDING; }

    void running(String ownAddress, Instant at) {
        status = Status.RUNNING;
        address = ownAddress;
        startedAt = at;
    }

    /** The task's own address; {@code null} until it runs. */
    String address() { return address; }

    Instant startedAt() { return startedAt; }

    Instant stoppingAt() { return stoppingAt; }

    Instant stoppedAt() { return stoppedAt; }

    TaskStopCode stopCode() { return stopCode; }

    String stoppedReason() { return stoppedReason; }

    OptionalInt exitCode() { return exitCode; }

    /** The targets it is registered as. */
    List<Served> served() { return served; }

    /** Somebody wants it to stop: first its targets drain. */
    void deactivate(TaskStopCode code, String reason, Instant at) {
        status = Status.DEACTIVATING;
        stopCode = code;
        stoppedReason = reason;
        stoppingAt = at;
    }

    void stopping() { status = Status.STOPPING; }

    /** It is gone; the reason of whoever asked it to stop goes before its own. */
    void stopped(OptionalInt code, String reason, Instant at) {
        status = Status.STOPPED;
        exitCode = code;
        stoppedAt = at;
        if (stoppedReason == null) {
            stoppedReason = reason;
            stopCode = startedAt == null ? TaskStopCode.TASK_FAILED_TO_START : TaskStopCode.ESSENTIAL_CONTAINER_EXITED;
        }
    }

    /** Whether it has been well before. */
    boolean wasWell() { return wasWell; }

    void well() { wasWell = true; }
}
