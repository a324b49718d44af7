package com.meddevo.controller.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A loop's lock, the bell that wakes it, and the count of what it has begun and not seen the end of. */
final class Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean woken;
    private boolean closed;
    private int busy;

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() { return locked(() -> closed); }

    /** Ends a wait, or the next one. */
    void wake() {
        locked(() -> {
            woken = true;
            news.signalAll();
            return null;
        });
    }

    /** Waits until then, or until somebody wakes the loop or closes it. */
    void await(Supplier<Instant> now, Instant until) throws InterruptedException {
        lock.lock();
        try {
            while (!woken && !closed) {
                long nanos = Duration.between(now.get(), until).toNanos();
                if (nanos <= 0) break;
                news.awaitNanos(nanos);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** Does the work elsewhere, outside the lock, and wakes the loop when it has ended, however it ends. */
    void run(Executor executor, Runnable work) {
        locked(() -> busy++);
        executor.execute(() -> {
            try {
                work.run();
            } finally {
                locked(() -> busy--);
                wake();
            }
        });
    }

    /** @return whether everything that was begun had ended by then */
    boolean close(Duration atMost) {
        return locked(() -> {
            closed = true;
            wake();
            long nanos = atMost.toNanos();
            try {
                while (busy > 0 && nanos > 0)
                    nanos = news.awaitNanos(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return busy == 0;
        });
    }
}
