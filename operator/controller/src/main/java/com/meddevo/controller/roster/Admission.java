package com.meddevo.controller.roster;

/** Whether an app may be driven. */
public sealed interface Admission {
    /** Its spec can be used. */
    record Accepted() implements Admission {
    }

    /**
     * It cannot, and AWS stays as it is.
     *
     * @param reason one word for programs, e.g. {@code SpecInvalid}
     * @param message what is wrong where, and what would be right
     * @param unknown whether the loop knows nothing of the app at all, so that nothing in AWS can be its own
     */
    record Refused(String reason, String message, boolean unknown) implements Admission {
    }
}
