package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.TaskEvents;
import com.meddevo.localcloud.task.TaskLaunch;
import com.meddevo.localcloud.task.TaskUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task from its start to its end, on a virtual thread of its own. */
final class RunningTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);
    private static final String STOPPED = "Task stopped by user";

    private final Machine machine;
    private final TaskLaunch launch;
    private final TaskEvents events;
    private final Map<String, Start> starts = new LinkedHashMap<>();
    private final TaskContainers containers = new TaskContainers();
    private final UsageMeter meter;
    private volatile boolean stopped;
    private String address;

    RunningTask(Machine machine, TaskLaunch launch, TaskEvents events) {
        this.machine = machine;
        this.launch = launch;
        this.events = events;
        this.meter = new UsageMeter(launch.cpu(), launch.memoryMiB());
    }

    /** Asks the task to end; returns at once. Works at any time of its life. */
    void stop() {
        stopped = true;
        containers.stop();
    }

    /** What the task's processes use of what it reserves, since this was last asked. */
    Optional<TaskUsage> usage() {
        return meter.read(containers.running().stream().map(RunningContainer::handle).toList());
    }

    /** Runs the task until its end, and reports it. Every way out leads through {@link #end}. */
    @Override
    public void run() {
        OptionalInt exitCode = OptionalInt.empty();
        String reason = STOPPED;
        try (TaskLog log = new TaskLog(machine.logs(), launch, events)) {
            begin(log);
            Optional<TaskContainers.End> over = containers.end();
            if (over.isPresent()) reason = over.get().because();
            if (over.isPresent() && over.get().container().hasEnded()) exitCode = OptionalInt.of(over.get().container().exitCode());
            end();
            if (exitCode.isEmpty())
                exitCode = containers.running().stream().filter(RunningContainer::essential).mapToInt(RunningContainer::exitCode)
                        .findFirst();
        } catch (NotStarted e) {
            reason = e.getMessage();
            end();
        } catch (IOException | RuntimeException e) {
            LOG.error("task failed task={} service={}", launch.taskId(), launch.service(), e);
            reason = "ResourceInitializationError: " + e.getMessage();
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        } finally {
            events.stopped(launch.taskId(), exitCode, reason);
        }
    }

    private void begin(TaskLog log) throws NotStarted, IOException, InterruptedException {
        for (ContainerLaunch container : launch.containers())
            prepare(container, log);
        if (launch.containers().stream().noneMatch(container -> container.essential() && starts.containsKey(container.name())))
            throw new NotStarted("CannotPullContainerError: no essential container of the task has an image in the local registry "
                    + machine.registry().folder());
        if (stopped) return;
        Files.createDirectories(machine.run(launch.taskId()));
        address = machine.addresses()
                .take(launch.containers().stream().flatMap(container -> container.ports().stream()).distinct().toList());
        containers.start(launch.containers(), container -> start(container, log));
        if (!stopped) events.running(launch.taskId(), address);
    }

    /** What comes from elsewhere and was not pushed here is left out, and its log says so; a service should not fail for its watchers. */
    private void prepare(ContainerLaunch container, TaskLog log) throws NotStarted {
        Optional<Start> start = RunningContainer.prepare(machine, launch, container);
        if (start.isPresent()) {
            starts.put(container.name(), start.get());
        } else {
            containers.leaveOut(container);
            log.say(container.name(), "container " + container.name() + " is not run on this machine: the local registry has no image "
                    + container.image());
        }
    }

    private RunningContainer start(ContainerLaunch container, TaskLog log) throws NotStarted {
        RunningContainer started = RunningContainer.run(machine, launch, container, starts.get(container.name()), address, log);
        started.watch(containers::changed);
        machine.table().add(started.entry(launch, address));
        return started;
    }

    private void end() {
        try {
            List<Thread> ending = containers.running().stream().map(container -> Thread.startVirtualThread(() -> end(container))).toList();
            for (Thread thread : ending)
                thread.join();
            if (address != null) {
                ProcessTrees.killMarked(launch.taskId());
                machine.addresses().giveBack(address);
            }
            for (RunningContainer container : containers.running())
                container.readToEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        containers.running().forEach(container -> starts.remove(container.name()));
        starts.values().forEach(start -> start.ended().accept(Start.NEVER));
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
