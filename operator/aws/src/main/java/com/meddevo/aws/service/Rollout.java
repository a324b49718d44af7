package com.meddevo.aws.service;

import java.time.Instant;
import java.util.Optional;

/**
 * How an app's newest deployment goes, as ECS tells it; counts are approximate while tasks come and go.
 *
 * @param strategy {@code Rolling}
 * @param desired tasks that are wanted
 * @param running tasks that run, of all versions
 * @param healthy targets that the load balancer calls healthy; empty for an app without a route, and where it was not asked
 * @param state ECS's rollout state: {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}; {@code DRAINING} while the service goes
 * @param reason ECS's words on the state, e.g. why it rolled back; empty if it says nothing
 * @param lastFailure the task that failed last, of a deployment that fails or of a version that was given up and is remembered
 */
public record Rollout(String strategy, int desired, int running, Optional<Integer> healthy, String state, Optional<String> reason,
        Optional<Failure> lastFailure) {

    /** Every wanted task runs, and ECS is done. */
    public boolean complete() { return state.equals("COMPLETED") && running == desired; }

    /**
     * A task that stopped although it should run.
     *
     * @param task the last part of its ARN
     * @param because ECS's stopped reason with the container's exit code, e.g. {@code Essential container in task exited (exit code 1)}
     */
    public record Failure(String task, String because, Instant at) {
    }
}
