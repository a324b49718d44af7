package com.meddevo.bench;

import com.meddevo.aws.AwsClients;
import com.meddevo.aws.AwsEnvironment;
import com.meddevo.aws.Kinds;
import com.meddevo.aws.Sweep;
import com.meddevo.controller.cloud.AwsCloud;
import com.meddevo.controller.loop.AppView;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.controller.loop.LoopSetting;
import com.meddevo.controller.loop.Roster;
import com.meddevo.controller.loop.Timing;
import com.meddevo.fleet.Fleet;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.call.Call;
import com.meddevo.localcloud.call.RateLimits;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** One fleet from nothing to settled, through ten idle sweeps, and once more after a restart. */
final class Run {
    private static final Duration GIVE_UP = Duration.ofHours(2);
    private static final int PLANS = 21;
    /** What a process takes to come back, at least: it knows nothing of what the one before spent, and begins with full buckets. */
    private static final Duration RESTART = Duration.ofSeconds(5);

    private final int apps;
    private final Simulation simulation = Simulation.start();
    private final MovedTime time = new MovedTime(simulation);
    private final Fleet fleet;
    private final List<Integer> attempts = new CopyOnWriteArrayList<>();

    Run(int apps) {
        this.apps = apps;
        this.fleet = SimulatedFleet.of(apps, simulation);
        simulation.account().limits().enforce();
        simulation.account().calls().clear();
    }

    /** @throws IllegalStateException if the fleet does not settle within two simulated hours, with what is left to do */
    Measured measure() {
        Instant realStart = Instant.now();
        Duration cpuStart = Machine.cpu();
        var loop = loop();
        Instant start = time.now();
        Duration settled = untilInSync(loop, start);
        var calls = simulation.account().calls();
        Duration bound = RateLimits.leastTime(writes(calls.counts()));
        Duration lastWrite = calls.calls().stream().filter(call -> !call.isRead()).map(Call::at).max(Comparator.naturalOrder())
                .map(at -> Duration.between(start, at)).orElse(Duration.ZERO);
        var refused = new Refused();
        refused.add(calls.refusals());

        calls.clear();
        attempts.clear();
        Instant idleUntil = time.now().plus(Timing.PUBLISHED.sweep().multipliedBy(10));
        live(loop, () -> !time.now().isBefore(idleUntil) && time.isIdle());
        long idleWrites = calls.writes();
        int readsPerSweep = attempts.stream().mapToInt(Integer::intValue).max().orElse(0);
        Duration plan = plan(loop.snapshot());
        loop.close();

        time.advance(time.now().plus(RESTART));
        Duration restarted = untilInSync(loop(), time.now());
        refused.add(calls.refusals());
        return new Measured(apps, lastWrite, settled, bound, readsPerSweep, idleWrites, refused, restarted, plan, Machine.resident(),
                Machine.cpu().minus(cpuStart), Duration.between(realStart, Instant.now()));
    }

    private static Map<String, Long> writes(Map<String, Long> counts) {
        var writes = new TreeMap<>(counts);
        writes.keySet().removeIf(action -> new Call(Instant.EPOCH, "", action.split(":", 2)[1], null, Optional.empty()).isRead());
        return writes;
    }

    private EnvironmentLoop loop() {
        var account = simulation.account();
        var aws = new AwsEnvironment(fleet.environment(), AwsClients.of(account::client), account.timeline().clock(), time);
        var roster = new Roster(fleet, app -> Roster.Remembered.NOTHING);
        return new EnvironmentLoop(fleet.environment().name(), new AwsCloud(aws), () -> Optional.of(roster), Kinds.all(),
                new LoopSetting(Timing.PUBLISHED, time::now, time, new CountsAttempts(attempts)));
    }

    private Duration untilInSync(EnvironmentLoop loop, Instant start) {
        Instant end = start.plus(GIVE_UP);
        live(loop, () -> isInSync(loop) || !time.now().isBefore(end));
        if (!isInSync(loop)) {
            throw new IllegalStateException(
                    "The fleet did not settle within %d simulated minutes. Left to do:%n%s".formatted(GIVE_UP.toMinutes(),
                            loop.plan().text()));
        }
        return Duration.between(start, time.now());
    }

    private boolean isInSync(EnvironmentLoop loop) {
        var views = loop.apps();
        return views.size() == apps && views.stream().allMatch(AppView::inSync);
    }

    private void live(EnvironmentLoop loop, BooleanSupplier until) {
        while (!until.getAsBoolean()) {
            Instant next;
            long before;
            do {
                before = time.begunOrEnded();
                next = loop.turn();
                time.settle();
            } while (time.begunOrEnded() != before);
            time.advance(next.isAfter(time.now()) ? next : time.now().plusMillis(1));
            time.settle();
        }
    }

    private Duration plan(Snapshot snapshot) {
        var planner = new Planner(Kinds.all(), List.of());
        var times = IntStream.range(0, PLANS).mapToLong(turn -> {
            long begun = Machine.cpuOfThisThread();
            planner.plan(fleet, snapshot);
            return Machine.cpuOfThisThread() - begun;
        }).sorted().toArray();
        return Duration.ofNanos(times[PLANS / 2]);
    }

    /** The HTTP attempts of each sweep over all apps. */
    private record CountsAttempts(List<Integer> attempts) implements LoopListener {
        @Override
        public void read(String environment, Scope scope, Sweep sweep, Duration took) {
            if (scope.app().isEmpty()) attempts.add(sweep.attempts());
        }
    }
}
