package com.meddevo.localcloud.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Faults that are waiting for their call. Of several that fit a call the oldest takes effect. Thread-safe. */
public final class Faults {

    private static final class Waiting {
        private final Predicate<Call> when;
        private final Fault fault;
        private int skip;
        private int times;

        private Waiting(Predicate<Call> when, Fault fault, int skip, int times) {
            this.when = when;
            this.fault = fault;
            this.skip = skip;
            this.times = times;
        }
    }

    private final List<Waiting> waiting = new ArrayList<>();

    /** The next call of an operation, such as {@code CreateService}, meets this fault. */
    public void next(String operation, Fault fault) {
        next(operation, 1, fault);
    }

    /** The next so many calls of an operation meet this fault. */
    public void next(String operation, int times, Fault fault) {
        add(call -> call.operation().equals(operation), fault, 0, times);
    }

    /** Every call that fits meets this fault until {@link #clear}. The call has no error code yet. */
    public void always(Predicate<Call> when, Fault fault) {
        add(when, fault, 0, Integer.MAX_VALUE);
    }

    /**
     * One call from now on, whatever it is, meets this fault: so a caller can be cut off at every call in turn.
     *
     * @param number which call; 1 is the very next
     */
    public void nth(int number, Fault fault) { add(call -> true, fault, number - 1, 1); }

    /** No fault is waiting any more. */
    public synchronized void clear() { waiting.clear(); }

    private synchronized void add(Predicate<Call> when, Fault fault, int skip, int times) {
        waiting.add(new Waiting(when, fault, skip, times));
    }

    synchronized Optional<Fault> take(Call call) {
        for (var candidate : waiting) {
            if (candidate.when.test(call) && candidate.skip-- <= 0) {
                candidate.times--;
                waiting.removeIf(one -> one.times <= 0);
                return Optional.of(candidate.fault);
            }
        }
        return Optional.empty();
    }
}
