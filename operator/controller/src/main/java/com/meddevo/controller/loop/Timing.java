package com.meddevo.controller.loop;

import java.time.Duration;

/**
 * How often what is done.
 *
 * @param sweep between the starts of two sweeps over all apps
 * @param slow between two readings of what a sweep takes from memory
 * @param rollout between two looks at an app whose rollout is under way or that could not be read
 * @param firstRetry after the first failure that may pass; doubles with each further one
 * @param lastRetry the longest time between two attempts
 */
public record Timing(Duration sweep, Duration slow, Duration rollout, Duration firstRetry, Duration lastRetry) {
    /** Production's: a sweep every 30 s, slow facets hourly. */
    public static final Timing PUBLISHED = new Timing(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(10),
            Duration.ofSeconds(2), Duration.ofMinutes(5));

    public Timing {
        if (sweep.isNegative() || sweep.isZero() || rollout.isNegative() || rollout.isZero()) {
            throw new IllegalArgumentException("meddevo.sweep.interval and meddevo.sweep.rollout must be longer than nothing");
        }
    }

    /** How long a reading counts that no later sweep confirmed. */
    Duration stale() { return sweep.multipliedBy(3); }

    /** @param failures in a row, at least one */
    Duration retry(int failures) {
        Duration wait = firstRetry;
        for (int i = 1; i < failures && wait.compareTo(lastRetry) < 0; i++)
            wait = wait.multipliedBy(2);
        return wait.compareTo(lastRetry) < 0 ? wait : lastRetry;
    }
}
