package com.meddevo.controller.operator;

import com.meddevo.aws.Sweep;
import com.meddevo.controller.leader.Leadership;
import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the loops do, by environment and kind, never by app: a fleet has thousands. */
final class Figures implements LoopListener {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, AtomicInteger> gauges = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lastSweeps = new ConcurrentHashMap<>();

    Figures(MeterRegistry registry, Leadership leadership, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        registry.gauge("meddevo.leader", leadership, one -> one.isOurs() ? 1 : 0);
    }

    @Override
    public void read(String environment, Scope scope, Sweep sweep, Duration took) {
        String what = scope.app().isPresent() ? "app" : scope.slow() ? "slow" : "sweep";
        Tags tags = Tags.of("environment", environment, "scope", what);
        registry.timer("meddevo.readings", tags).record(took);
        registry.counter("meddevo.aws.attempts", tags).increment(sweep.attempts());
        sweep.unread().forEach(unread -> registry.counter("meddevo.unread", "environment", environment, "kind", unread.kind(), "permission",
                String.valueOf(unread.permission())).increment());
        sweep.unread().stream().filter(unread -> isThrottling(unread.cause())).forEach(unread -> throttled(environment, unread.kind()));
        if (scope.app().isPresent()) return;
        gauge("meddevo.apps", environment).set(scope.fleet().members().size());
        gauge("meddevo.unread.now", environment).set(sweep.unread().size());
        if (sweep.readEveryKind()) lastSweep(environment).set(clock.instant().getEpochSecond());
    }

    @Override
    public void planned(String environment, Plan plan) {
        gauge("meddevo.plan.changes", environment).set(plan.applicable().size());
        gauge("meddevo.plan.blocked", environment).set(plan.blocked().size());
        gauge("meddevo.plan.notread", environment).set(plan.notRead().size());
    }

    @Override
    public void applied(String environment, AppKey app, Map<ResourceId, Outcome> outcomes, Duration took) {
        registry.timer("meddevo.applies", "environment", environment).record(took);
        outcomes.forEach((id, outcome) -> {
            if (outcome instanceof Outcome.Failed(var code, _, _) && isThrottling(code)) throttled(environment, id.kind());
        });
        outcomes.forEach((id, outcome) -> registry.counter("meddevo.changes", "environment", environment, "kind", id.kind(), "outcome",
                outcome.getClass().getSimpleName().toLowerCase(), "code", outcome instanceof Outcome.Failed(var code, _, _) ? code : "")
                .increment());
    }

    @Override
    public void drifted(String environment, AppKey app, List<Drift> drift, Instant at) {
        drift.forEach(one -> {
            registry.counter("meddevo.drift", kindAndTier(environment, one)).increment();
            open(environment, one).incrementAndGet();
        });
    }

    @Override
    public void healed(String environment, AppKey app, List<Drift> drift, Instant at) {
        drift.forEach(one -> open(environment, one).decrementAndGet());
    }

    /** Seconds since 1970, as Prometheus wants them: an age would stand still with whoever should count it. */
    private AtomicLong lastSweep(String environment) {
        return lastSweeps.computeIfAbsent(environment,
                name -> registry.gauge("meddevo.sweep.last", Tags.of("environment", name), new AtomicLong()));
    }

    private static Tags kindAndTier(String environment, Drift one) {
        return Tags.of("environment", environment, "kind", one.resource().kind()).and(tierOf(one));
    }

    private AtomicInteger open(String environment, Drift one) {
        return gauge("meddevo.drift.open", Tags.of("environment", environment).and(tierOf(one)));
    }

    private static Tags tierOf(Drift one) {
        return Tags.of("tier", one.tier().name().toLowerCase(Locale.ROOT), "declared", String.valueOf(one.declared()));
    }

    private void throttled(String environment, String kind) {
        registry.counter("meddevo.throttles", "environment", environment, "kind", kind).increment();
    }

    /** AWS has a name for it per service; all of them hold one of these words. */
    private static boolean isThrottling(String text) {
        return text.contains("Throttl") || text.contains("Rate exceeded") || text.contains("RequestLimitExceeded");
    }

    private AtomicInteger gauge(String name, String environment) { return gauge(name, Tags.of("environment", environment)); }

    private AtomicInteger gauge(String name, Tags tags) {
        return gauges.computeIfAbsent(name + " " + tags, key -> registry.gauge(name, tags, new AtomicInteger()));
    }
}
