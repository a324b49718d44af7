package com.meddevo.localcloud.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of one account and everything that is due in it. All state of the account is read and changed {@linkplain #locked inside} its
 * one lock, so an operation sees and leaves whole states. What the account asks of the outside (start a task, probe a target) is put
 * {@linkplain #afterwards aside} and done in order once the lock is free, so that nobody outside ever waits for the account while the
 * account waits for him.
 *
 * <p>A {@linkplain #moved moved} timeline stands still until {@link #advance} is called and then runs what is due on the calling thread, in
 * order; a {@linkplain #realTime running} one follows the machine's clock and runs what is due on a virtual thread.
 */
public final class Timeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);

    private record Due(Instant at, long order, Scheduled scheduled) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Queue<Runnable> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final boolean running;
    private Instant standing;
    private long orders;
    private boolean closed;

    private Timeline(Instant standing, boolean running) {
        this.standing = standing;
        this.running = running;
    }

    /** A timeline that stands at an instant until {@link #advance} moves it. */
    public static Timeline moved(Instant start) {
        return new Timeline(start, false);
    }

    /** A timeline that follows the machine's clock until it is closed. */
    public static Timeline realTime() {
        var timeline = new Timeline(Instant.EPOCH, true);
        Thread.ofVirtual().name("localcloud-timeline").start(timeline::follow);
        return timeline;
    }

    /** The account's time. */
    public Instant now() {
        if (running) {
            return Instant.now();
        }
        lock.lock();
        try {
            return standing;
        } finally {
            lock.unlock();
        }
    }

    /** The account's time as a clock in UTC. */
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() { return ZoneOffset.UTC; }

            @Override
            public Clock withZone(ZoneId zone) { return Clock.fixed(instant(), zone); }

            @Override
            public Instant instant() { return now(); }
        };
    }

    /** Whether it follows the machine's clock. */
    public boolean isRunning() { return running; }

    /**
     * Plans something.
     *
     * @param delay how long from now; zero or less means as soon as the lock is free
     * @param event runs inside the lock
     */
    public Scheduled after(Duration delay, Runnable event) {
        lock.lock();
        try {
            var scheduled = new Scheduled(event);
            due.add(new Due(now().plus(delay.isNegative() ? Duration.ZERO : delay), orders++, scheduled));
            changed.signalAll();
            return scheduled;
        } finally {
            lock.unlock();
        }
    }

    /** Does something inside the account's lock and returns what it returns. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            unlock();
        }
    }

    /** Does something inside the account's lock. */
    public void locked(Runnable work) {
        locked(() -> {
            work.run();
            return null;
        });
    }

    /** Does something once the lock is free; in the order of the calls, never two at a time. */
    public void afterwards(Runnable work) {
        outbox.add(work);
        if (!lock.isHeldByCurrentThread()) {
            send();
        }
    }

    /**
     * Moves a standing timeline and runs everything that becomes due on the way, each at its own time.
     *
     * @param by how far; not negative
     * @throws IllegalStateException if the timeline follows the machine's clock
     */
    public void advance(Duration by) {
        if (running) {
            throw new IllegalStateException("This timeline follows the machine's clock and cannot be moved.");
        }
        var until = now().plus(by);
        while (runNext(until)) {
            send();
        }
        lock.lock();
        try {
            standing = until.isAfter(standing) ? until : standing;
            changed.signalAll();
        } finally {
            unlock();
        }
    }

    /**
     * Holds the calling thread until the account's time has come that far, however it gets there.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void awaitUntil(Instant instant) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && now().isBefore(instant)) {
                if (running) {
                    changed.await(Duration.between(now(), instant).toNanos(), TimeUnit.NANOSECONDS);
                } else {
                    changed.await();
                }
            }
        } finally {
            unlock();
        }
    }

    /** Runs nothing any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            due.clear();
            changed.signalAll();
        } finally {
            unlock();
        }
    }

    private void follow() {
        var open = true;
        while (open) {
            while (runNext(now())) {
                send();
            }
            open = rest();
        }
    }

    private boolean rest() {
        lock.lock();
        try {
            var next = due.peek();
            if (!closed && next == null) {
                changed.await();
            } else if (!closed) {
                changed.await(Math.max(1, Duration.between(now(), next.at()).toNanos()), TimeUnit.NANOSECONDS);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            unlock();
        }
    }

    private boolean runNext(Instant until) {
        lock.lock();
        try {
            var next = due.peek();
            if (closed || next == null || next.at().isAfter(until)) {
                return false;
            }
            due.poll();
            standing = !running && next.at().isAfter(standing) ? next.at() : standing;
            try {
                next.scheduled().run();
            } catch (RuntimeException e) {
                if (!running) {
                    throw e;
                }
                LOG.error("event=scheduled-event-failed", e);
            }
            return true;
        } finally {
            unlock();
        }
    }

    private void unlock() {
        var outermost = lock.getHoldCount() == 1;
        lock.unlock();
        if (outermost) {
            send();
        }
    }

    /** Whoever comes first sends everything, also what others add meanwhile; so the order holds without a second lock. */
    private void send() {
        while (!outbox.isEmpty() && sending.compareAndSet(false, true)) {
            try {
                for (var next = outbox.poll(); next != null; next = outbox.poll()) {
                    sendOne(next);
                }
            } finally {
                sending.set(false);
            }
        }
    }

    private static void sendOne(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("event=outside-call-failed", e);
        }
    }
}
