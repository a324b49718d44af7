package com.meddevo.localcloud.call;

import java.time.Duration;

/** What can go wrong with a call. */
public sealed interface Fault {

    /**
     * The service refuses and changes nothing.
     *
     * @param code    AWS error code
     * @param status  HTTP status
     * @param message in AWS's words
     */
    record Refused(String code, int status, String message) implements Fault {
    }

    /**
     * The service carries the call out and still answers with an error.
     *
     * @param code    AWS error code
     * @param status  HTTP status
     * @param message in AWS's words
     */
    record RefusedAfterwards(String code, int status, String message) implements Fault {
    }

    /** The service carries the call out and the answer never arrives ({@link AnswerLost}). */
    record Unanswered() implements Fault {
    }

    /**
     * The answer comes late, in the account's time.
     *
     * @param by how late
     */
    record Delayed(Duration by) implements Fault {
    }
}
