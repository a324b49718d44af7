package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.TaskEvents;
import com.meddevo.localcloud.task.TaskLaunch;
import com.meddevo.localcloud.task.TaskUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task from its start to its end, on a virtual thread of its own. */
final class RunningTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);
    private static final String ESSENTIAL = "Essential container in task exited";
    private static final String STOPPED = "Task stopped by user";

    private final Machine machine;
    private final TaskLaunch launch;
    private final TaskEvents events;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final List<Start> starts = new ArrayList<>();
    private final List<RunningContainer> containers = new CopyOnWriteArrayList<>();
    private final UsageMeter meter;
    private String address;

    RunningTask(Machine machine, TaskLaunch launch, TaskEvents events) {
        this.machine = machine;
        this.launch = launch;
        this.events = events;
        this.meter = new UsageMeter(launch.cpu(), launch.memoryMiB());
    }

    /** Asks the task to end; returns at once. Works at any time of its life. */
    void stop() { stop.complete(null); }

    /** What the task's processes use of what it reserves, since this was last asked. */
    Optional<TaskUsage> usage() {
        return meter.read(containers.stream().map(RunningContainer::handle).toList());
    }

    /** Runs the task until its end, and reports it. Every way out leads through {@link #end}. */
    @Override
    public void run() {
        OptionalInt exitCode = OptionalInt.empty();
        String reason = STOPPED;
        try (TaskLog log = new TaskLog(machine.logs(), launch, events)) {
            begin(log);
            Object first = CompletableFuture.anyOf(stop, over()).join();
            if (first instanceof RunningContainer ended) {
                reason = ESSENTIAL;
                exitCode = OptionalInt.of(ended.exitCode());
            }
            end();
            if (exitCode.isEmpty())
                exitCode = containers.stream().filter(RunningContainer::essential).mapToInt(RunningContainer::exitCode).findFirst();
        } catch (NotStarted e) {
            reason = e.getMessage();
            end();
        } catch (IOException | RuntimeException e) {
            LOG.error("task failed task={} service={}", launch.taskId(), launch.service(), e);
            reason = "ResourceInitializationError: " + e.getMessage();
            end();
        } finally {
            events.stopped(launch.taskId(), exitCode, reason);
        }
    }

    private void begin(TaskLog log) throws NotStarted, IOException {
        for (ContainerLaunch container : launch.containers())
            starts.add(RunningContainer.prepare(machine, launch, container));
        if (stop.isDone()) return;
        Files.createDirectories(machine.run(launch.taskId()));
        address = machine.addresses()
                .take(launch.containers().stream().flatMap(container -> container.ports().stream()).distinct().toList());
        for (int i = 0; i < starts.size(); i++) {
            RunningContainer container = RunningContainer.run(machine, launch, launch.containers().get(i), starts.get(i), address, log);
            containers.add(container);
            machine.table().add(container.entry(launch, address));
        }
        events.running(launch.taskId(), address);
    }

    /**
     * Completes with the container whose end is the end of the task: the first essential one. ECS takes no task without an essential
     * container.
     */
    private CompletableFuture<RunningContainer> over() {
        CompletableFuture<RunningContainer> over = new CompletableFuture<>();
        containers.stream().filter(RunningContainer::essential).forEach(container -> container.ended().thenAccept(over::complete));
        return over;
    }

    private void end() {
        try {
            List<Thread> ending = containers.stream().map(container -> Thread.startVirtualThread(() -> end(container))).toList();
            for (Thread thread : ending)
                thread.join();
            if (address != null) {
                ProcessTrees.killMarked(launch.taskId());
                machine.addresses().giveBack(address);
            }
            for (RunningContainer container : containers)
                container.readToEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        starts.stream().skip(containers.size()).forEach(start -> start.ended().accept(Start.NEVER));
        machine.table().removeIf(process -> process.taskId().equals(launch.taskId()));
        machine.clearRun(launch.taskId());
    }

    private static void end(RunningContainer container) {
        try {
            container.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
