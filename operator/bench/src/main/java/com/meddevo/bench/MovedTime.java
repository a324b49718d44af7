package com.meddevo.bench;

import com.meddevo.localcloud.Simulation;
import io.github.bucket4j.BlockingStrategy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * A clock that moves only when every virtual thread waits for it: so thinking takes no time, waiting takes what it says, and what happens side
 * by side happens side by side. Readings and applies run on it, and request rates are waited for on it.
 */
final class MovedTime implements Executor, BlockingStrategy {
    /** The scheduler's figures are estimates: between two of its queues, or while a monitor is handed on, a thread is in none for a moment. */
    private static final int CONFIRMATIONS = 3;
    private static final long PAUSE_NANOS = 20_000;

    private final Simulation simulation;
    private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>((one, other) -> one.until.compareTo(other.until));
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    private record Waiting(Instant until, CountDownLatch over) {
    }

    MovedTime(Simulation simulation) { this.simulation = simulation; }

    Instant now() { return simulation.account().timeline().now(); }

    @Override
    public void execute(Runnable work) {
        begun.incrementAndGet();
        Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } finally {
                ended.incrementAndGet();
            }
        });
    }

    @Override
    public void park(long nanos) throws InterruptedException {
        var over = new CountDownLatch(1);
        synchronized (waiting) {
            waiting.add(new Waiting(now().plusNanos(nanos), over));
        }
        over.await();
    }

    /** How many pieces of work have begun or ended so far: the same number twice means that nothing did in between. */
    long begunOrEnded() {
        return begun.get() + ended.get();
    }

    /** Whether everything that was begun has ended: who stops an operator then stops none of its calls half-way. */
    boolean isIdle() {
        return begun.get() == ended.get();
    }

    /** Comes back when every virtual thread waits. Not to be called on one. */
    void settle() {
        for (int quiet = 0; quiet < CONFIRMATIONS;) {
            quiet = isQuiet() ? quiet + 1 : 0;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isQuiet() {
        boolean somebodyThinks = ended.get() < begun.get() && firstDue().isEmpty();
        return !somebodyThinks && scheduler.getMountedVirtualThreadCount() <= 0 && scheduler.getQueuedVirtualThreadCount() <= 0;
    }

    /** Moves on to when the first waiting thread is due, at the latest to an instant, and lets whoever is due then go on. */
    void advance(Instant latest) {
        Instant next = firstDue().filter(due -> due.isBefore(latest)).orElse(latest);
        if (next.isAfter(now())) simulation.advance(Duration.between(now(), next));
        synchronized (waiting) {
            while (!waiting.isEmpty() && !waiting.peek().until.isAfter(now()))
                waiting.remove().over.countDown();
        }
    }

    private Optional<Instant> firstDue() {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.peek()).map(Waiting::until);
        }
    }
}
