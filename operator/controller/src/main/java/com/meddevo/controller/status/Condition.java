package com.meddevo.controller.status;

import java.util.Arrays;

/**
 * One condition of a status, without the time at which it last changed.
 *
 * @param type e.g. {@code Ready}
 * @param reason why, in one word for programs
 * @param message why, in a sentence for people
 */
record Condition(String type, Truth status, String reason, String message) {
    enum Truth {
        TRUE("True"), FALSE("False"), UNKNOWN("Unknown");

        private final String text;

        Truth(String text) { this.text = text; }

        /** As Kubernetes writes it. */
        String text() { return text; }

        static Truth parse(String text) {
            return Arrays.stream(values()).filter(truth -> truth.text.equals(text)).findFirst().orElse(UNKNOWN);
        }
    }

    static Condition yes(String type, String reason, String message) { return new Condition(type, Truth.TRUE, reason, message); }

    static Condition no(String type, String reason, String message) { return new Condition(type, Truth.FALSE, reason, message); }

    static Condition unknown(String type, String reason, String message) { return new Condition(type, Truth.UNKNOWN, reason, message); }

    boolean is(Truth truth) { return status == truth; }
}
