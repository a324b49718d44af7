package com.meddevo.localkube.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Time passed, as kubectl writes it: fewer digits the longer ago it is. */
final class Age {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Age() {}

    /** The time between an RFC 3339 timestamp and now; {@code <invalid>} if it is none, or lies in the future. */
    static String of(String timestamp, Instant now) {
        try {
            return words(Duration.between(OffsetDateTime.parse(timestamp).toInstant(), now).toSeconds());
        } catch (DateTimeException e) {
            return "<invalid>";
        }
    }

    private static String words(long seconds) {
        if (seconds < -1) {
            return "<invalid>";
        } else if (seconds < 2 * MINUTE) {
            return Math.max(0, seconds) + "s";
        } else if (seconds < 10 * MINUTE) {
            return two(seconds, MINUTE, "m", 1, "s");
        } else if (seconds < 3 * HOUR) {
            return seconds / MINUTE + "m";
        } else if (seconds < 8 * HOUR) {
            return two(seconds, HOUR, "h", MINUTE, "m");
        } else if (seconds < 2 * DAY) {
            return seconds / HOUR + "h";
        } else if (seconds < 8 * DAY) {
            return two(seconds, DAY, "d", HOUR, "h");
        } else if (seconds < 2 * YEAR) {
            return seconds / DAY + "d";
        } else if (seconds < 8 * YEAR) {
            return two(seconds, YEAR, "y", DAY, "d");
        }
        return seconds / YEAR + "y";
    }

    private static String two(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + largeUnit + (rest == 0 ? "" : rest + smallUnit);
    }
}
