package com.meddevo.aws.call;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What may be spent of AWS's request rates: a token bucket per category, and a second, smaller one that the steady sweep has to pass first, so that a
 * sweep never stands in a change's way. An answer that says "throttled" empties the bucket for a while: others use the account too. Thread-safe.
 */
public final class Budget {
    /** Of a published rate: the rest is room for clocks that differ and for whoever opens the console. */
    private static final double CEILING = 0.9;
    /** A sweep that may spend less would never end. */
    private static final double LEAST_SHARE = 0.01;
    private static final Duration PENALTY = Duration.ofSeconds(2);

    private final Map<RateCategory, Bucket> all = new EnumMap<>(RateCategory.class);
    private final Map<RateCategory, Bucket> steady = new EnumMap<>(RateCategory.class);
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final BlockingStrategy wait;

    /**
     * @param share of each rate for the steady sweep; less than 0.01 counts as 0.01, more than 0.9 as 0.9
     * @param wait how a thread waits for tokens; for a clock that is moved by hand, something else than sleeping
     */
    public Budget(double share, Clock clock, BlockingStrategy wait) {
        this.wait = wait;
        var meter = new ClockMeter(clock);
        for (RateCategory category : RateCategory.values()) {
            all.put(category, bucket(category, CEILING, meter));
            steady.put(category, bucket(category, Math.clamp(share, LEAST_SHARE, CEILING), meter));
        }
    }

    /** Waits until the call may be made, and counts it. */
    void spend(String service, String operation, Lane lane) {
        try {
            for (RateCategory category : RateCategory.of(service, operation)) {
                if (lane == Lane.SWEEP) steady.get(category).asBlocking().consume(1, wait);
                all.get(category).asBlocking().consume(1, wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to call " + service + ":" + operation, e);
        }
        calls.computeIfAbsent(service + ":" + operation, action -> new LongAdder()).increment();
    }

    /** AWS said that the rate is exceeded: everybody waits until {@link #PENALTY} worth of tokens has come in. */
    void throttled(String service, String operation) {
        List<RateCategory> categories = RateCategory.of(service, operation);
        categories.forEach(category -> {
            var bucket = all.get(category);
            bucket.tryConsumeAsMuchAsPossible();
            bucket.consumeIgnoringRateLimits(Math.max(1, Math.round(category.perSecond() * CEILING * PENALTY.toSeconds())));
        });
    }

    /** HTTP attempts since the start by IAM action, e.g. {@code ecs:DescribeServices}. */
    public Map<String, Long> calls() {
        var counts = new TreeMap<String, Long>();
        calls.forEach((action, count) -> counts.put(action, count.sum()));
        return counts;
    }

    private static Bucket bucket(RateCategory category, double part, TimeMeter meter) {
        long capacity = Math.max(1, (long) (category.burst() * part));
        var oneEvery = Duration.ofNanos((long) (1_000_000_000 / (category.perSecond() * part)));
        return Bucket.builder().addLimit(limit -> limit.capacity(capacity).refillGreedy(1, oneEvery)).withCustomTimePrecision(meter)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() { return true; }
    }
}
