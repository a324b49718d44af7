package com.meddevo.aws.service;

import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.plan.Facts;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tag in which a service remembers the revision that the circuit breaker gave up: {@code <revision's hash>@<epoch second> <ECS's words>}. In AWS, so
 * that it outlives the operator; one tag, so that only the last rejection is remembered.
 */
final class RejectionTag {
    /** The tag's key. */
    static final String KEY = "meddevo:rejected";
    private static final int VALUE_LENGTH = 256;
    private static final Pattern VALUE = Pattern.compile("([0-9a-f]+)@(\\d{1,15}+)(?!\\d) ?(.*)");
    private static final Pattern ILLEGAL = Pattern.compile("[^\\p{L}\\p{N} _.:/=+\\-@]");

    private RejectionTag() {}

    /** The tag's value; characters that a tag cannot hold become spaces, and what is too long is cut. */
    static String write(Facts.Rejection rejection) {
        String text = rejection.taskDefinition().name() + "@" + rejection.at().getEpochSecond() + " " + rejection.because();
        String legal = ILLEGAL.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
        return legal.substring(0, Math.min(legal.length(), VALUE_LENGTH));
    }

    /** Empty for a value that nobody of us wrote. */
    static Optional<Facts.Rejection> read(String app, String value) {
        Matcher matcher = VALUE.matcher(value);
        if (!matcher.matches()) return Optional.empty();
        return Optional.of(new Facts.Rejection(app, TaskDefinition.id(app, matcher.group(1)), matcher.group(3),
                Instant.ofEpochSecond(Long.parseLong(matcher.group(2)))));
    }
}
