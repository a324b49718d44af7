package com.meddevo.render.pdf;

import com.meddevo.service.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** As many layouts at a time as there are processors: more would only share them, and each holds its document in memory. */
@Component
final class Press {
    private final Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final Duration wait;

    Press(@Value("${render.limits.wait}") Duration wait) { this.wait = wait; }

    /**
     * Runs a layout when a processor is free.
     *
     * @throws ProblemException {@code render-busy} (503 with Retry-After) if none became free in time
     */
    <T> T run(Supplier<T> layout) {
        boolean mine;
        try {
            mine = free.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            mine = false;
        }
        if (!mine) {
            ProblemException busy = new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "render-busy",
                    "Every processor was rendering for " + wait.toSeconds() + " s. Try again, or run more tasks.", Map.of());
            busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
            throw busy;
        }
        try {
            return layout.get();
        } finally {
            free.release();
        }
    }
}
