package com.meddevo.localcloud.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/** How far a deployment has come that brings up a second set of tasks and then moves the traffic from one target group to another. */
final class TrafficShift {

    private static final int ALL = 100;

    private final DeploymentRecord source;
    private final String rule;
    private final String from;
    private final String to;
    private final List<Integer> steps;
    private final Duration between;
    private final Duration bake;
    private ServiceDeploymentLifecycleStage stage = ServiceDeploymentLifecycleStage.RECONCILE_SERVICE;
    private int stepsDone;
    private Instant waitsUntil = Instant.MIN;

    /**
     * Nothing shifted yet.
     *
     * @param source whose tasks serve until all traffic has moved
     * @param rule   ARN of the listener rule whose weights move
     * @param from   the source's target group
     * @param to     the new tasks' target group
     * @param how    strategy, steps and times
     */
    TrafficShift(DeploymentRecord source, String rule, String from, String to, DeploymentConfiguration how) {
        this.source = source;
        this.rule = rule;
        this.from = from;
        this.to = to;
        this.steps = steps(how);
        this.between = between(how);
        this.bake = Duration.ofMinutes(how.bakeTimeInMinutes());
    }

    DeploymentRecord source() { return source; }

    String rule() { return rule; }

    String from() { return from; }

    String to() { return to; }

    ServiceDeploymentLifecycleStage stage() { return stage; }

    void stage(ServiceDeploymentLifecycleStage next) { stage = next; }

    /** Whether the old tasks may go. */
    boolean cleansUp() { return stage == ServiceDeploymentLifecycleStage.CLEAN_UP; }

    Duration bake() { return bake; }

    Duration between() { return between; }

    boolean allShifted() { return stepsDone == steps.size(); }

    /** The percentage of requests that the new tasks get from now on. */
    int nextStep() { return steps.get(stepsDone++); }

    void waitUntil(Instant until) { waitsUntil = until; }

    boolean waitsAt(Instant now) { return now.isBefore(waitsUntil); }

    private static List<Integer> steps(DeploymentConfiguration how) {
        var steps = new ArrayList<Integer>();
        if (how.strategy() == DeploymentStrategy.CANARY) {
            steps.add((int) Math.round(how.canaryConfiguration().canaryPercent()));
        }
        if (how.strategy() == DeploymentStrategy.LINEAR) {
            var step = how.linearConfiguration().stepPercent();
            for (var percent = step; percent < ALL; percent += step) {
                steps.add((int) Math.round(percent));
            }
        }
        steps.add(ALL);
        return steps;
    }

    private static Duration between(DeploymentConfiguration how) {
        return switch (how.strategy()) {
            case CANARY -> Duration.ofMinutes(how.canaryConfiguration().canaryBakeTimeInMinutes());
            case LINEAR -> Duration.ofMinutes(how.linearConfiguration().stepBakeTimeInMinutes());
            case BLUE_GREEN, ROLLING, UNKNOWN_TO_SDK_VERSION -> Duration.ZERO;
        };
    }
}
