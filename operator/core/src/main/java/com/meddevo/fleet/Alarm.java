package com.meddevo.fleet;

/**
 * A figure of a running app that must not stay too high; while it does, CloudWatch says alarm.
 *
 * @param name tells the app's alarms apart
 * @param above in the figure's unit, 0 or more: a minute breaches when its figure is larger
 * @param minutes successive minutes that must breach, 1 to 60
 */
public record Alarm(String name, Figure figure, int above, int minutes) {
    /** What is measured, by the minute. */
    public enum Figure {
        /** Answers with a status of 500 or more that the tasks gave, a minute; needs a route. */
        SERVER_ERRORS,
        /** Average time that the tasks took to answer, in milliseconds; needs a route. */
        RESPONSE_TIME,
        /** Tasks that the load balancer found unhealthy; needs a route. */
        UNHEALTHY_TASKS,
        /** Average CPU of the tasks, in percent of what they reserve. */
        CPU,
        /** Average memory of the tasks, in percent of what they reserve. */
        MEMORY;

        /** Whether it is the load balancer that measures it. */
        public boolean needsRoute() {
            return this == SERVER_ERRORS || this == RESPONSE_TIME || this == UNHEALTHY_TASKS;
        }
    }
}
