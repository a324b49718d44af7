package com.meddevo.referee;

import com.meddevo.aws.AwsEnvironment;
import com.meddevo.aws.Kinds;
import com.meddevo.aws.Sweep;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Planner;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import io.github.bucket4j.BlockingStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The operator's engine as it is: it reads moto over the wire, plans, and carries the plan out. Only its clock is moved, so that it never waits. */
final class Engine implements AutoCloseable {
    private static final int PATIENCE = 10;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    /** Until nothing that was just done is remembered. */
    private static final Duration FORGET = Duration.ofMinutes(3);

    private final Moto moto;
    private final MovedClock clock = new MovedClock();
    private final AwsEnvironment aws;
    private List<Member> members = List.of();

    Engine(Moto moto) {
        this.moto = moto;
        this.aws = new AwsEnvironment(moto.environment(), moto.connect(), clock, clock);
    }

    /** From now on the fleet is this. */
    Engine wants(AppSpec... apps) {
        return has(Stream.of(apps).map(Member.Wanted::new).toArray(Member[]::new));
    }

    Engine has(Member... all) {
        members = List.of(all);
        return this;
    }

    private Fleet fleet() { return new Fleet(moto.environment(), members); }

    /** A slow sweep, so that nothing is taken from memory. */
    Sweep sweep() {
        var sweep = aws.observe(new Scope(fleet(), Optional.empty(), true));
        if (!sweep.unread().isEmpty()) throw new AssertionError("not read: " + sweep.unread());
        return sweep;
    }

    Plan plan() { return new Planner(Kinds.all(), List.of()).plan(fleet(), sweep().snapshot()); }

    Map<ResourceId, Outcome> apply(Plan plan) { return aws.apply(plan, fleet()); }

    /**
     * Reads, plans and applies until a plan has nothing to apply.
     *
     * @throws AssertionError with the last plan, if it never comes to rest
     */
    Engine settle() {
        Map<ResourceId, Outcome> outcomes = Map.of();
        for (int round = 0; round < PATIENCE; round++) {
            var plan = plan();
            if (plan.applicable().isEmpty()) return this;
            outcomes = apply(plan);
            clock.move(LOOK_AGAIN);
        }
        throw new AssertionError("does not settle:\n" + plan().text() + "lately: " + outcomes);
    }

    /** So late that the engine trusts only what it reads. */
    Engine later() {
        clock.move(FORGET);
        return this;
    }

    /** HTTP attempts so far that changed something. */
    long writes() {
        return aws.calls().entrySet().stream()
                .filter(call -> !call.getKey().substring(call.getKey().indexOf(':') + 1).matches("(Describe|List|Get|BatchGet).*"))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** HTTP attempts so far, by IAM action. */
    Map<String, Long> calls() { return aws.calls(); }

    @Override
    public void close() { aws.close(); }

    /** Time as it is, and what was added to it. Who waits for a rate adds what is missing. */
    private static final class MovedClock extends Clock implements BlockingStrategy {
        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        void move(Duration by) { ahead.updateAndGet(by::plus); }

        @Override
        public void park(long nanos) { move(Duration.ofNanos(nanos)); }

        @Override
        public Instant instant() { return Instant.now().plus(ahead.get()); }

        @Override
        public ZoneId getZone() { return ZoneId.of("UTC"); }

        @Override
        public Clock withZone(ZoneId zone) { return Clock.offset(Clock.system(zone), ahead.get()); }
    }
}
