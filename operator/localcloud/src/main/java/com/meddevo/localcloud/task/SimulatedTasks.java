package com.meddevo.localcloud.task;

import com.meddevo.localcloud.balancer.HealthProbe;
import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.time.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tasks that nothing runs: each starts after a while, gets an address, and behaves as its image is told to. Its health is asked here too.
 * For tests, benchmarks and large fleets.
 */
public final class SimulatedTasks implements TaskRuntime, HealthProbe {

    /** What a task of some image does. */
    public sealed interface Behaviour {

        /** It starts, is healthy, and runs until it is stopped. */
        record Runs() implements Behaviour {
        }

        /**
         * It starts, writes a line, and ends by itself.
         *
         * @param after    how long it runs
         * @param exitCode with which it ends
         * @param lastWords what it writes before
         */
        record Crashes(Duration after, int exitCode, String lastWords) implements Behaviour {
        }

        /** It runs but fails every health check. */
        record Ails() implements Behaviour {
        }

        /** Its image cannot be pulled. */
        record CannotPull() implements Behaviour {
        }
    }

    private record Running(TaskLaunch launch, TaskEvents events, String address) {
    }

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final Duration PULL = Duration.ofSeconds(3);

    private final Timeline timeline;
    private final Map<String, Behaviour> behaviours = new LinkedHashMap<>();
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Running> byAddress = new HashMap<>();
    private final Set<String> ailing = new HashSet<>();
    private final Map<String, TaskUsage> usages = new HashMap<>();
    private Duration start = START;
    private int addresses;

    /** A runtime that follows a timeline; a task takes 10 seconds to start, as a quick Fargate task does. */
    public SimulatedTasks(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Tasks take this long to start from now on. */
    public void startsIn(Duration time) { timeline.locked(() -> {
        start = time;
    }); }

    /**
     * Says how tasks of an image behave that start from now on; tasks of any other image just run.
     *
     * @param imagePart part of the image reference
     * @param behaviour what they do
     */
    public void behave(String imagePart, Behaviour behaviour) { timeline.locked(() -> {
        behaviours.put(imagePart, behaviour);
    }); }

    /** The ids of the tasks that run, in no order. */
    public Set<String> running() {
        return timeline.locked(() -> Set.copyOf(running.keySet()));
    }

    /** What the tasks that run were started with, in no order. */
    public List<TaskLaunch> launches() {
        return timeline.locked(() -> running.values().stream().map(Running::launch).toList());
    }

    /** The environments of all containers that run, secrets included, in no order. */
    public List<Map<String, String>> environments() {
        return launches().stream().flatMap(launch -> launch.containers().stream()).map(ContainerLaunch::environment).toList();
    }

    /** Ends a task as if its process had died. */
    public void kill(String taskId, int exitCode) {
        timeline.locked(() -> end(taskId, OptionalInt.of(exitCode), "Essential container in task exited"));
    }

    /** Says what every task of a service uses from now on; nobody knows until it is said. */
    public void uses(String service, TaskUsage usage) {
        timeline.locked(() -> {
            usages.put(service, usage);
        });
    }

    @Override
    public Optional<TaskUsage> usage(String taskId) {
        return timeline.locked(() -> Optional.ofNullable(running.get(taskId)).map(task -> usages.get(task.launch().service())));
    }

    /** Lets the health checks of a task fail, or succeed again. */
    public void ail(String taskId, boolean ails) {
        timeline.locked(() -> {
            var task = running.get(taskId);
            if (task != null && ails) {
                ailing.add(task.address());
            } else if (task != null) {
                ailing.remove(task.address());
            }
        });
    }

    @Override
    public void start(TaskLaunch launch, TaskEvents events) {
        timeline.locked(() -> {
            var behaviour = behaviour(launch.containers());
            var task = new Running(launch, events, nextAddress());
            running.put(launch.taskId(), task);
            byAddress.put(task.address(), task);
            timeline.after(behaviour instanceof Behaviour.CannotPull ? PULL : start, () -> started(launch.taskId(), behaviour));
        });
    }

    @Override
    public void stop(String taskId) {
        timeline.locked(() -> {
            timeline.after(STOP, () -> end(taskId, OptionalInt.of(143), "Essential container in task exited"));
        });
    }

    @Override
    public boolean healthy(Target target, String path, Duration timeout, String matcher) {
        return timeline.locked(() -> {
            var task = byAddress.get(target.address());
            return task != null && !ailing.contains(target.address())
                    && task.launch().containers().stream().anyMatch(container -> container.ports().contains(target.port()));
        });
    }

    private void started(String taskId, Behaviour behaviour) {
        var task = running.get(taskId);
        if (task == null) {
            return;
        }
        var container = task.launch().containers().getFirst();
        if (behaviour instanceof Behaviour.CannotPull) {
            end(taskId, OptionalInt.empty(),
                    "CannotPullContainerError: pull image manifest has been retried 5 time(s): %s: not found".formatted(container.image()));
            return;
        }
        if (behaviour instanceof Behaviour.Ails) {
            ailing.add(task.address());
        }
        task.events().running(taskId, task.address());
        task.events().logged(taskId, container.name(), timeline.now(), "started " + container.image());
        if (behaviour instanceof Behaviour.Crashes(var after, var exitCode, var lastWords)) {
            timeline.after(after, () -> {
                task.events().logged(taskId, container.name(), timeline.now(), lastWords);
                end(taskId, OptionalInt.of(exitCode), "Essential container in task exited");
            });
        }
    }

    private void end(String taskId, OptionalInt exitCode, String reason) {
        var task = running.remove(taskId);
        if (task != null) {
            ailing.remove(task.address());
            byAddress.remove(task.address());
            task.events().stopped(taskId, exitCode, reason);
        }
    }

    private Behaviour behaviour(List<ContainerLaunch> containers) {
        return behaviours.entrySet().stream()
                .filter(entry -> containers.stream().anyMatch(container -> container.image().contains(entry.getKey())))
                .map(Map.Entry::getValue).findFirst().orElse(new Behaviour.Runs());
    }

    /** 127.1.0.1 and on; no two living tasks share one. */
    private String nextAddress() {
        addresses = (addresses + 1) % 0xffff00;
        return "127.%d.%d.%d".formatted(1 + addresses / 0x10000, addresses / 0x100 % 0x100, addresses % 0x100);
    }
}
