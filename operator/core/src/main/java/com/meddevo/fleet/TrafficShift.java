package com.meddevo.fleet;

import java.util.List;
import java.util.Set;

/**
 * A deployment that brings up a second set of tasks beside the old one and then moves the traffic to it; the old tasks stay until it is over, so that a
 * way back takes seconds.
 *
 * @param strategy how the traffic moves
 * @param bakeMinutes how long the old tasks stay after all traffic has moved, 0 to 1440
 * @param hooks who is asked before the deployment goes on
 */
public record TrafficShift(Strategy strategy, int bakeMinutes, List<Hook> hooks) {
    public TrafficShift {
        hooks = List.copyOf(hooks);
    }

    /** How the traffic moves, by the names of ECS's own strategies. */
    public sealed interface Strategy {}

    /** All at once. */
    public record BlueGreen() implements Strategy {
    }

    /**
     * A part first, then all.
     *
     * @param percent of the requests, 1 to 99
     * @param bakeMinutes how long the part is watched, 0 to 1440
     */
    public record Canary(int percent, int bakeMinutes) implements Strategy {
    }

    /**
     * In equal steps.
     *
     * @param stepPercent of the requests, 3 to 99
     * @param stepBakeMinutes how long each step is watched, 0 to 1440
     */
    public record Linear(int stepPercent, int stepBakeMinutes) implements Strategy {
    }

    /**
     * A Lambda function that ECS asks before some stages; it may let the deployment wait or roll it back.
     *
     * @param function the function's ARN
     * @param role the ARN of the role with which ECS calls it
     * @param stages by ECS's names, e.g. {@code POST_SCALE_UP}
     */
    public record Hook(String function, String role, Set<String> stages) {
        public Hook {
            stages = Set.copyOf(stages);
        }
    }
}
