package com.meddevo.controller.status;

import com.meddevo.controller.status.Condition.Truth;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What both statuses have in common. */
final class Status {
    private static final int LONGEST_MESSAGE = 4000;

    private Status() {}

    /** As Kubernetes writes times: whole seconds, in UTC. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The time of a condition's last transition: kept while its truth stays the same. */
    static String transition(Truth now, String before, String since, Instant at) {
        return since != null && before != null && Truth.parse(before) == now ? since : time(at);
    }

    static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
    }
}
