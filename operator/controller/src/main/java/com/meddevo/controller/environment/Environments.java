package com.meddevo.controller.environment;

import com.meddevo.controller.loop.Cloud;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.loop.LoopSetting;
import com.meddevo.controller.loop.Roster;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The loop of every environment, by name. Thread-safe. Each environment is begun and ended under a lock of its own: one whose calls to AWS hang, and so ends
 * slowly, keeps nobody else waiting.
 */
public final class Environments implements AutoCloseable {
    private final Function<Environment, Cloud> clouds;
    private final Function<String, Optional<Roster>> rosters;
    private final List<ResourceKind<?>> kinds;
    private final LoopSetting setting;
    private final Map<String, Place> places = new ConcurrentSkipListMap<>();

    /** Where one environment's loop runs, one at a time. */
    private static final class Place {
        private final ReentrantLock turnover = new ReentrantLock();
        private volatile Optional<Running> running = Optional.empty();

        /** The loop that runs comes to its end before another begins; nothing is done if it is the one that is wanted. */
        void turnOver(Optional<Environment> environment, Function<Environment, EnvironmentLoop> begin) {
            turnover.lock();
            try {
                if (running.map(Running::environment).equals(environment)) return;
                var before = running;
                running = Optional.empty();
                before.ifPresent(gone -> gone.loop.close());
                running = environment.map(now -> new Running(now, begin.apply(now)));
                running.ifPresent(now -> now.loop.start());
            } finally {
                turnover.unlock();
            }
        }
    }

    private record Running(Environment environment, EnvironmentLoop loop) {
    }

    /**
     * @param clouds connects to an environment's AWS
     * @param rosters gives an environment's roster by its name
     */
    public Environments(Function<Environment, Cloud> clouds, Function<String, Optional<Roster>> rosters, List<ResourceKind<?>> kinds,
            LoopSetting setting) {
        this.clouds = clouds;
        this.rosters = rosters;
        this.kinds = List.copyOf(kinds);
        this.setting = setting;
    }

    /** Lets a loop run for the environment as it is now. One that ran for it as it was comes to its end first. */
    public void ensure(Environment environment) {
        turnOver(environment.name(), Optional.of(environment));
    }

    /** Ends the environment's loop; AWS stays as it is. */
    public void remove(String name) {
        if (places.containsKey(name)) turnOver(name, Optional.empty());
    }

    private void turnOver(String name, Optional<Environment> environment) {
        places.computeIfAbsent(name, _ -> new Place()).turnOver(environment,
                now -> new EnvironmentLoop(name, clouds.apply(now), () -> rosters.apply(name), kinds, setting));
    }

    public Optional<EnvironmentLoop> loop(String name) {
        return Optional.ofNullable(places.get(name)).flatMap(place -> place.running).map(Running::loop);
    }

    /** All loops by the name of their environment. */
    public List<EnvironmentLoop> loops() {
        return places.values().stream().flatMap(place -> place.running.stream()).map(Running::loop).toList();
    }

    /** Ends all loops, side by side. */
    @Override
    public void close() {
        try (var ending = Executors.newVirtualThreadPerTaskExecutor()) {
            places.keySet().forEach(name -> ending.execute(() -> remove(name)));
        }
    }
}
