package com.meddevo.aws.call;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The calls that are made for one purpose, a sweep or an apply. It goes along to the threads on which {@link #during} runs. Thread-safe. */
public final class Spending {
    private static final ScopedValue<Spending> CURRENT = ScopedValue.newInstance();

    private final Lane lane;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    public Spending(Lane lane) { this.lane = lane; }

    /** The purpose that this thread works for; one of its own in the apply lane when nobody said. */
    static Spending current() {
        return CURRENT.isBound() ? CURRENT.get() : new Spending(Lane.APPLY);
    }

    /** Runs the work on this thread with its calls counted here. */
    public <T> T during(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    void count(String action) { calls.computeIfAbsent(action, a -> new LongAdder()).increment(); }

    Lane lane() { return lane; }

    /** HTTP attempts so far. */
    public int attempts() { return calls.values().stream().mapToInt(LongAdder::intValue).sum(); }

    /** HTTP attempts by IAM action, e.g. {@code ecs:DescribeServices}. */
    public Map<String, Integer> byAction() {
        var counts = new TreeMap<String, Integer>();
        calls.forEach((action, count) -> counts.put(action, count.intValue()));
        return counts;
    }
}
