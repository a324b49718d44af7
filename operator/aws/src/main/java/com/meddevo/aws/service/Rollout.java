package com.meddevo.aws.service;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an app's newest deployment goes, as ECS tells it; counts are approximate while tasks come and go.
 *
 * @param strategy {@code Rolling}, {@code BlueGreen}, {@code Canary} or {@code Linear}
 * @param desired tasks that are wanted
 * @param running tasks that run, of all versions
 * @param healthy targets that the load balancer calls healthy, of two groups those of the fuller one; empty for an app without a route, and where it was not asked
 * @param state ECS's rollout state: {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}; {@code DRAINING} while the service goes
 * @param reason ECS's words on the state, e.g. why it rolled back; empty if it says nothing
 * @param traffic of an app with two target groups: which one serves, and how far the traffic has moved
 * @param lastFailure the task that failed last, of a deployment that fails or of a version that was given up and is remembered
 */
public record Rollout(String strategy, int desired, int running, Optional<Integer> healthy, String state, Optional<String> reason,
        Optional<Failure> lastFailure, Optional<Traffic> traffic) {

    /** Of an app with one target group. */
    public Rollout(String strategy, int desired, int running, Optional<Integer> healthy, String state, Optional<String> reason,
            Optional<Failure> lastFailure) {
        this(strategy, desired, running, healthy, state, reason, lastFailure, Optional.empty());
    }

    /** Every wanted task runs, and ECS is done. */
    public boolean complete() { return state.equals("COMPLETED") && running == desired; }

    /**
     * Where the requests go.
     *
     * @param colour {@code blue} or {@code green}: the group of the version that is complete
     * @param stage ECS's lifecycle stage, e.g. {@code BAKE_TIME}; empty while no traffic moves
     * @param weights the percentage of requests by colour, as the rule has it while traffic moves; empty otherwise
     */
    public record Traffic(String colour, Optional<String> stage, Map<String, Integer> weights) {
        public Traffic {
            weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        }
    }

    /**
     * A task that stopped although it should run.
     *
     * @param task the last part of its ARN
     * @param because ECS's stopped reason with the container's exit code, e.g. {@code Essential container in task exited (exit code 1)}
     */
    public record Failure(String task, String because, Instant at) {
    }
}
