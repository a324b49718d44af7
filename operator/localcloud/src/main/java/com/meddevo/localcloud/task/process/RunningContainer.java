package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.registry.ImageReference;
import com.meddevo.localcloud.registry.LocalImage;
import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.TaskLaunch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The process of one container. */
final class RunningContainer {
    /** What a container would have of its own; nothing else of the platform's environment reaches a task. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "TZ");
    /** What is left of a task's memory for the heap; the rest is code, stacks and buffers. */
    private static final double HEAP = 0.6;
    private static final int LEAST_HEAP_MIB = 16;
    private static final File NO_INPUT = new File("/dev/null");
    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private final ContainerLaunch launch;
    private final Process process;
    private final Thread output;
    private final Start start;
    /** Makes a command one that sees what the container sees. */
    private final Function<List<String>, ProcessBuilder> inside;
    private Optional<ContainerHealth> health = Optional.empty();

    private RunningContainer(ContainerLaunch launch, Process process, Thread output, Start start,
            Function<List<String>, ProcessBuilder> inside) {
        this.launch = launch;
        this.process = process;
        this.output = output;
        this.start = start;
        this.inside = inside;
    }

    /**
     * Finds out how a container's image is started, which may take a while the first time.
     *
     * @param task      the task
     * @param container one of its containers
     * @return empty if the image comes from elsewhere, and the local registry has none under its name
     * @throws NotStarted if there is no such image although there should be
     */
    static Optional<Start> prepare(Machine machine, TaskLaunch task, ContainerLaunch container) throws NotStarted {
        Optional<LocalImage> image = image(machine, container.image());
        if (image.isEmpty() && ImageReference.isElsewhere(container.image())) return Optional.empty();
        return Optional.of(switch (image.orElseThrow(() -> missing(machine, container.image()))) {
            case LocalImage.Jar jar -> {
                List<String> options = new ArrayList<>(machine.names().javaOptions());
                options.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
                options.add("-Djava.io.tmpdir=" + machine.run(task.taskId()));
                int heap = (int) Math.max(LEAST_HEAP_MIB, task.memoryMiB() * HEAP / task.containers().size());
                yield machine.java().start(jar, heap, options, container.command());
            }
            case LocalImage.Command command ->
                Start.of(container.command().isEmpty() ? List.of("/bin/sh", "-c", command.command()) : container.command());
        });
    }

    private static Optional<LocalImage> image(Machine machine, String image) throws NotStarted {
        try {
            return machine.registry().image(ImageReference.parse(image));
        } catch (IllegalArgumentException e) {
            throw new NotStarted("CannotPullContainerError: " + e.getMessage(), e);
        }
    }

    private static NotStarted missing(Machine machine, String image) {
        return new NotStarted("CannotPullContainerError: " + image + ": not found in the local registry " + machine.registry().folder()
                + "; push it with ./meddevo image push");
    }

    /**
     * Starts the process.
     *
     * @param address the task's address
     * @param log     where its output goes
     */
    static RunningContainer run(Machine machine, TaskLaunch task, ContainerLaunch container, Start start, String address, TaskLog log)
            throws NotStarted {
        Path folder = machine.run(task.taskId());
        TaskFolders volumes = new TaskFolders(machine, task.taskId(), container);
        Map<String, String> environment = environment(machine, task, container, volumes, address);
        Function<List<String>, ProcessBuilder> inside = command -> inside(new ProcessBuilder(
                machine.names().wrap(command.stream().map(volumes::here).toList(), volumes.readOnly())), folder, environment);
        ProcessBuilder builder = inside.apply(start.command()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE);
        try {
            Process process = builder.start();
            return new RunningContainer(container, process, log.follow(container.name(), process.getInputStream()), start, inside);
        } catch (IOException e) {
            throw new NotStarted("CannotStartContainerError: " + container.name() + ": " + e.getMessage(), e);
        }
    }

    /** With what the container has, and output that nobody reads. */
    private static ProcessBuilder inside(ProcessBuilder builder, Path folder, Map<String, String> environment) {
        builder.directory(folder.toFile()).redirectInput(NO_INPUT).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.environment().put("TMPDIR", folder.toString());
        return builder;
    }

    private static Map<String, String> environment(Machine machine, TaskLaunch task, ContainerLaunch container, TaskFolders volumes,
            String address) {
        Map<String, String> environment = new HashMap<>(machine.environment().apply(task));
        environment.putAll(volumes.variables());
        container.environment().forEach((name, value) -> environment.put(name, volumes.here(value)));
        // Not the container's to choose: on 0.0.0.0 it would take the port from every other task of this machine.
        environment.put("SERVER_ADDRESS", address);
        environment.put("HOST", address);
        if (!container.ports().isEmpty()) {
            String port = String.valueOf(container.ports().getFirst());
            environment.putIfAbsent("SERVER_PORT", port);
            environment.putIfAbsent("PORT", port);
        }
        environment.putIfAbsent("LANG", "C.UTF-8");
        environment.put(ProcessTrees.MARK, task.taskId());
        return environment;
    }

    /** How the process is found again after this platform. */
    TaskProcess entry(TaskLaunch task, String address) {
        return new TaskProcess(task.taskId(), task.service(), launch.name(), process.pid(), TaskProcess.startedAt(process.toHandle()),
                address);
    }

    String name() { return launch.name(); }

    /** Asks from now on how it is, if its launch says how. */
    void watch(Runnable changed) {
        health = launch.company().health()
                .map(check -> new ContainerHealth(check, one -> inside.apply(one.program()).start(), changed));
        health.ifPresent(one -> one.watch(process));
    }

    ContainerHealth.State health() { return health.map(ContainerHealth::state).orElse(ContainerHealth.State.UNKNOWN); }

    boolean hasEnded() { return !process.isAlive(); }

    boolean essential() { return launch.essential(); }

    /** Completes when the process has ended. */
    CompletableFuture<RunningContainer> ended() {
        return process.onExit().thenApply(p -> this);
    }

    /** Ends the process if it still runs, with all that it has started. */
    void end() throws InterruptedException {
        ProcessTrees.end(process.toHandle(), launch.stopTimeout());
        start.ended().accept(process.waitFor());
    }

    /** Waits until the last lines have been read, but not for long if something else holds the output open. */
    void readToEnd() throws InterruptedException {
        output.join(LAST_LINES);
    }

    /** Exit code of the ended process; 128 and the signal's number if a signal ended it. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    int exitCode() { return process.exitValue(); }
}
