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
import java.util.function.Function;

/** The loop of every environment, by name. Thread-safe. */
public final class Environments implements AutoCloseable {
    private final Function<Environment, Cloud> clouds;
    private final Function<String, Optional<Roster>> rosters;
    private final List<ResourceKind<?>> kinds;
    private final LoopSetting setting;
    private final Map<String, Running> running = new ConcurrentSkipListMap<>();

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
    public synchronized void ensure(Environment environment) {
        String name = environment.name();
        Running before = running.get(name);
        if (before != null && before.environment.equals(environment)) return;
        remove(name);
        var loop = new EnvironmentLoop(name, clouds.apply(environment), () -> rosters.apply(name), kinds, setting);
        running.put(name, new Running(environment, loop));
        loop.start();
    }

    /** Ends the environment's loop; AWS stays as it is. */
    public synchronized void remove(String name) {
        Optional.ofNullable(running.remove(name)).ifPresent(gone -> gone.loop.close());
    }

    public Optional<EnvironmentLoop> loop(String name) { return Optional.ofNullable(running.get(name)).map(Running::loop); }

    /** All loops by the name of their environment. */
    public List<EnvironmentLoop> loops() {
        return running.values().stream().map(Running::loop).toList();
    }

    /** Ends all loops. */
    @Override
    public synchronized void close() { List.copyOf(running.keySet()).forEach(this::remove); }
}
