package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.Company.Condition;
import com.meddevo.localcloud.task.ContainerLaunch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** The containers of one task, each started when what it waits for has happened. All but {@link #running} is the task's own thread's. */
final class TaskContainers {

    /** Starts a container's process. */
    interface Starter {
        RunningContainer start(ContainerLaunch container) throws NotStarted;
    }

    private final Map<String, RunningContainer> running = new ConcurrentHashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    /** One entry for each thing that happened since somebody looked. */
    private final LinkedBlockingQueue<Boolean> news = new LinkedBlockingQueue<>();
    private volatile boolean stopping;

    /** Those that were started, also those that have ended. */
    List<RunningContainer> running() { return List.copyOf(running.values()); }

    /** This one does not run here; whoever waits for it goes on. */
    void leaveOut(ContainerLaunch container) {
        leftOut.add(container.name());
    }

    /** Something happened that a start or the task's end may depend on. */
    void changed() { news.add(true); }

    /** No further container is started, and whoever waits goes on. */
    void stop() {
        stopping = true;
        changed();
    }

    /**
     * Starts all that are not left out, each at its time. Returns earlier when the task is stopped or is over.
     *
     * @throws NotStarted if one cannot be started, or what it waits for can no longer happen
     */
    void start(List<ContainerLaunch> containers, Starter starter) throws NotStarted, InterruptedException {
        var open = new ArrayList<>(containers.stream().filter(container -> !leftOut.contains(container.name())).toList());
        while (!open.isEmpty() && !stopping && over().isEmpty()) {
            Optional<ContainerLaunch> next = Optional.empty();
            for (ContainerLaunch container : open)
                if (next.isEmpty() && isReady(container)) next = Optional.of(container);
            if (next.isEmpty()) {
                news.take();
                continue;
            }
            RunningContainer started = starter.start(next.get());
            running.put(next.get().name(), started);
            started.ended().thenRun(this::changed);
            open.remove(next.get());
        }
    }

    /** Waits until the task is stopped or is over. */
    Optional<End> end() throws InterruptedException {
        while (!stopping && over().isEmpty())
            news.take();
        return stopping ? Optional.empty() : over();
    }

    /** @param because ECS's words */
    record End(RunningContainer container, String because) {
    }

    /** The first essential container that ended or is ill. ECS takes no task without an essential container. */
    private Optional<End> over() {
        for (RunningContainer container : running.values()) {
            if (!container.essential()) continue;
            if (container.hasEnded()) return Optional.of(new End(container, "Essential container in task exited"));
            if (container.health() == ContainerHealth.State.UNHEALTHY)
                return Optional.of(new End(container, "Task failed container health checks"));
        }
        return Optional.empty();
    }

    private boolean isReady(ContainerLaunch container) throws NotStarted {
        for (var awaited : container.company().dependsOn().entrySet()) {
            if (!leftOut.contains(awaited.getKey()) && !happened(container.name(), awaited.getKey(), awaited.getValue())) return false;
        }
        return true;
    }

    private boolean happened(String waiting, String name, Condition condition) throws NotStarted {
        RunningContainer other = running.get(name);
        if (other == null) return false;
        return switch (condition) {
            case START -> true;
            case COMPLETE -> other.hasEnded();
            case SUCCESS -> {
                if (other.hasEnded() && other.exitCode() != 0) throw never(waiting, name, "ended with exit code " + other.exitCode());
                yield other.hasEnded();
            }
            case HEALTHY -> {
                if (other.hasEnded()) throw never(waiting, name, "ended before it was healthy");
                if (other.health() == ContainerHealth.State.UNHEALTHY) throw never(waiting, name, "is unhealthy");
                yield other.health() == ContainerHealth.State.HEALTHY;
            }
        };
    }

    private static NotStarted never(String waiting, String name, String what) {
        return new NotStarted("TaskFailedToStart: container " + waiting + " depends on container " + name + ", which " + what);
    }
}
