package com.meddevo.plan;

import java.time.Duration;

/** What became of one change. */
public sealed interface Outcome {
    /** AWS accepted it; the next reading shows it. */
    record Done() implements Outcome {
    }

    /**
     * Not possible yet, and nobody is to blame: a service drains, a dependency is not there.
     *
     * @param on what is waited for, e.g. {@code service/techdoc/main drains}
     */
    record Waiting(String on, Duration lookAgainIn) implements Outcome {
    }

    /**
     * AWS refused.
     *
     * @param awsCode AWS's error code, e.g. {@code AccessDeniedException}
     * @param message what happened, where and what to do
     * @param retry whether the same call can succeed later without anybody changing anything
     */
    record Failed(String awsCode, String message, boolean retry) implements Outcome {
    }
}
