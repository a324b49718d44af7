package com.meddevo.localcloud.ecs;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** One deployment of a service: the tasks of one service revision, on their way in, there, or on their way out. */
final class DeploymentRecord {

    private final String id;
    private final ServiceRevision revision;
    private Rollout rollout;
    private boolean rollingBack;
    private TrafficShift shift;
    private final Instant createdAt;
    private Instant updatedAt;
    private DeploymentRolloutState state = DeploymentRolloutState.IN_PROGRESS;
    private String reason;
    private int failedTasks;

    DeploymentRecord(String id, Rollout rollout, ServiceRevision revision, boolean rollingBack, Instant at, String reason) {
        this.id = id;
        this.rollout = rollout;
        this.revision = revision;
        this.rollingBack = rollingBack;
        this.createdAt = at;
        this.updatedAt = at;
        this.reason = reason;
    }

    /** {@code ecs-svc/} and digits. */
    String id() { return id; }

    ServiceRevision revision() { return revision; }

    /** The service deployment it is a part of; a rollback shares it with what it rolls back. */
    Rollout rollout() { return rollout; }

    /** How the traffic moves to it; empty for a deployment that rolls. */
    Optional<TrafficShift> shift() {
        return Optional.ofNullable(shift);
    }

    void shift(TrafficShift towards) { shift = towards; }

    /** Its tasks still run, so that what was to replace it is rolled back to it at once. */
    void comeBack(Rollout rolledBack) {
        rollout = rolledBack;
        rollingBack = true;
        shift = null;
    }

    boolean isRollingBack() { return rollingBack; }

    Instant createdAt() { return createdAt; }

    Instant updatedAt() { return updatedAt; }

    DeploymentRolloutState state() { return state; }

    String reason() { return reason; }

    boolean is(DeploymentRolloutState other) { return state == other; }

    void become(DeploymentRolloutState newState, String why, Instant at) {
        state = newState;
        reason = why;
        updatedAt = at;
    }

    /** Tasks in a row that did not come to run well. */
    int failedTasks() { return failedTasks; }

    void taskFailed(Instant at) {
        failedTasks++;
        updatedAt = at;
    }

    void taskSucceeded() { failedTasks = 0; }
}
