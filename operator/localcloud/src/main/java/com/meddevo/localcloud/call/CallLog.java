package com.meddevo.localcloud.call;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every attempt that reached the account since the last {@link #clear}. Holds at most the latest {@value #KEPT} calls; the counts are
 * complete. Thread-safe.
 */
public final class CallLog {

    /** How many calls are kept whole. */
    public static final int KEPT = 100_000;

    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final LongAdder kept = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();

    void add(Call call) {
        calls.add(call);
        kept.increment();
        (call.isRead() ? reads : writes).increment();
        if (kept.sum() > KEPT && calls.poll() != null) {
            kept.decrement();
        }
    }

    /** The calls, oldest first. */
    public List<Call> calls() { return List.copyOf(calls); }

    /** The calls of one operation, oldest first. */
    public List<Call> calls(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /** How many calls of each action, such as {@code ecs:DescribeServices -> 3}. */
    public Map<String, Long> counts() {
        return calls.stream()
                .collect(Collectors.groupingBy(Call::action, TreeMap::new, Collectors.mapping(Function.identity(), Collectors.counting())));
    }

    /** How many calls changed nothing, refused ones included. */
    public long reads() { return reads.sum(); }

    /** How many calls were meant to change something, refused ones included. */
    public long writes() { return writes.sum(); }

    /** Forgets everything. */
    public void clear() {
        calls.clear();
        kept.reset();
        reads.reset();
        writes.reset();
    }
}
