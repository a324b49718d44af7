package com.meddevo.localcloud.task;

import java.util.Map;
import java.util.Optional;

/**
 * How a container lives with the others of its task.
 *
 * @param dependsOn what must have happened to others before it starts, by their names
 * @param health    how it is asked whether it is well; empty if nobody asks
 */
public record Company(Map<String, Condition> dependsOn, Optional<HealthCommand> health) {

    /** It waits for nobody, and nobody asks how it is. */
    public static final Company NONE = new Company(Map.of(), Optional.empty());

    public Company {
        dependsOn = Map.copyOf(dependsOn);
    }

    /** What must have happened to a container before another one starts. */
    public enum Condition {
        /** It was started. */
        START,
        /** It ended, however. */
        COMPLETE,
        /** It ended with exit code 0. */
        SUCCESS,
        /** It was found well. */
        HEALTHY
    }
}
