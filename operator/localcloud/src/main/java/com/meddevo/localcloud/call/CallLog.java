package com.meddevo.localcloud.call;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Every attempt that reached the account since the last {@link #clear}. All are counted; the latest {@value #KEPT} are kept whole. Thread-safe.
 */
public final class CallLog {

    /** How many calls are kept whole. */
    public static final int KEPT = 10_000;

    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LongAdder>> refusals = new ConcurrentHashMap<>();
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();

    void add(Call call) {
        (call.isRead() ? reads : writes).increment();
        counts.computeIfAbsent(call.action(), action -> new LongAdder()).increment();
        call.errorCode().ifPresent(code -> refusals.computeIfAbsent(code, unseen -> new ConcurrentHashMap<>())
                .computeIfAbsent(call.action(), action -> new LongAdder()).increment());
        calls.add(call);
        if (kept.incrementAndGet() > KEPT && calls.poll() != null) {
            kept.decrementAndGet();
        }
    }

    /** The kept calls, oldest first. */
    public List<Call> calls() { return List.copyOf(calls); }

    /** The kept calls of one operation, oldest first. */
    public List<Call> calls(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /** How many calls of each action, such as {@code ecs:DescribeServices -> 3}, sorted. */
    public Map<String, Long> counts() {
        return sums(counts);
    }

    /** How many calls of each action were refused with each code, such as {@code ThrottlingException -> {ecs:CreateService -> 2}}, sorted. */
    public Map<String, Map<String, Long>> refusals() {
        var byCode = new TreeMap<String, Map<String, Long>>();
        refusals.forEach((code, actions) -> byCode.put(code, sums(actions)));
        return byCode;
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        var sums = new TreeMap<String, Long>();
        adders.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }

    /** How many calls changed nothing, refused ones included. */
    public long reads() { return reads.sum(); }

    /** How many calls were meant to change something, refused ones included. */
    public long writes() { return writes.sum(); }

    /** Forgets everything. */
    public void clear() {
        calls.clear();
        kept.set(0);
        counts.clear();
        refusals.clear();
        reads.reset();
        writes.reset();
    }
}
