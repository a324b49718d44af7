package com.meddevo.fleet;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How many tasks of an app run. */
public sealed interface Scale {
    /** The least number of tasks that are wanted; 0 or more. */
    int least();

    /** @param replicas tasks to run, 0 or more */
    record Fixed(int replicas) implements Scale {
        @Override
        public int least() { return replicas; }
    }

    /**
     * AWS chooses the number within bounds, and nobody else sets it.
     *
     * @param min tasks at least, 0 or more
     * @param max tasks at most, {@code min} or more
     * @param goals what is kept at a value by adding and taking away tasks; the goal that asks for most tasks wins
     * @param cooldown how long AWS waits after one change for the next
     * @param schedules other bounds from some time on, by name
     * @param suspended what AWS does not do for now
     */
    record Between(int min, int max, Goals goals, Cooldown cooldown, List<Schedule> schedules, Set<Move> suspended) implements Scale {
        public Between {
            schedules = List.copyOf(schedules);
            suspended = suspended.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(suspended));
        }

        /** Bounds alone: tasks are added and taken away by nobody until a goal or a schedule is given. */
        public static Between of(int min, int max) {
            return new Between(min, max, Goals.NONE, Cooldown.USUAL, List.of(), Set.of());
        }

        public Between goals(Goals other) { return new Between(min, max, other, cooldown, schedules, suspended); }

        public Between schedules(List<Schedule> others) { return new Between(min, max, goals, cooldown, others, suspended); }

        public Between suspended(Set<Move> others) { return new Between(min, max, goals, cooldown, schedules, others); }

        @Override
        public int least() { return min; }
    }

    /**
     * @param cpuPercent average CPU of the service's tasks, of what they reserve, 1 to 100
     * @param memoryPercent average memory of the service's tasks, of what they reserve, 1 to 100
     * @param requestsPerTask requests that a task gets from the load balancer in a minute
     */
    record Goals(Optional<Integer> cpuPercent, Optional<Integer> memoryPercent, Optional<Integer> requestsPerTask) {
        /** Nothing is kept at a value. */
        public static final Goals NONE = new Goals(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param out after tasks were added
     * @param in after tasks were taken away
     */
    record Cooldown(Duration out, Duration in) {
        /** What AWS does when nobody says anything. */
        public static final Cooldown USUAL = new Cooldown(Duration.ofSeconds(300), Duration.ofSeconds(300));
    }

    /**
     * From each of these times on the bounds are others, until another schedule changes them.
     *
     * @param name tells the app's schedules apart
     * @param cron AWS's six fields: minute, hour, day of month, month, day of week, year
     * @param timezone a name of the IANA database, e.g. {@code Europe/Berlin}
     * @param min the new lower bound; empty to leave it
     * @param max the new upper bound; empty to leave it
     */
    record Schedule(String name, String cron, String timezone, Optional<Integer> min, Optional<Integer> max) {
    }

    /** What automatic scaling does, as far as it can be suspended. */
    enum Move {
        /** Takes tasks away. */
        IN,
        /** Adds tasks. */
        OUT,
        /** Follows schedules. */
        SCHEDULES
    }
}
