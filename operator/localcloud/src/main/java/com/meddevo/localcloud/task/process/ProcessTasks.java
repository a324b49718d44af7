package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.TaskEvents;
import com.meddevo.localcloud.task.TaskLaunch;
import com.meddevo.localcloud.task.TaskRuntime;
import com.meddevo.localcloud.task.TaskUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks as processes of this machine, out of the local registry. A container's process gets
 * <ul>
 * <li>an address of its own for its task, 127.x.y.z, in {@code SERVER_ADDRESS} and {@code HOST}, and the first container port in {@code
 * SERVER_PORT} and {@code PORT} unless its environment says otherwise; a program must listen there and not on 0.0.0.0, or it takes the port
 * from its twins,</li>
 * <li>the container's environment, then what the platform adds, then PATH, HOME and TZ of this machine, and nothing else,</li>
 * <li>the folder {@code files/<file system>/<path>} for each access point that it mounts, the same for every task that mounts it. The
 * container's path is replaced by the folder's in its environment and its command, and {@code FILES_BLOBS} tells the folder of the volume
 * {@code files-blobs},</li>
 * <li>for a jar a heap of 60 % of the task's memory; the memory of other programs is not limited,</li>
 * <li>discovery names that resolve ({@link TaskNames}), a working folder that goes with it, and the log file {@code
 * logs/<service>/<taskId>.log}.</li>
 * </ul>
 * Its memory of what runs is the file {@code tasks.json}: tasks that outlived an earlier platform are ended by {@link #endLeftovers()}.
 */
public final class ProcessTasks implements TaskRuntime, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTasks.class);
    private static final Duration LEFTOVERS = Duration.ofSeconds(5);

    private final Machine machine;
    private final Map<String, RunningTask> tasks = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param home        folder of one platform: {@code tasks.json}, {@code logs}, {@code run}, {@code files} and {@code cache} are made
     *                    in it
     * @param registry    where images come from
     * @param names       how discovery names resolve
     * @param environment what the platform adds to the environment of each container of a task, such as the URI of a database; a
     *                    container's own values win
     * @throws UnsupportedOperationException if this system has no addresses for tasks (it is not Linux); the message says what to do
     * @throws UncheckedIOException          if the folder cannot be used
     */
    public ProcessTasks(Path home, LocalRegistry registry, TaskNames names, Function<TaskLaunch, Map<String, String>> environment) {
        Path folder = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Tasks cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
        machine = new Machine(folder, registry, names, environment, LoopbackAddresses.claim(folder.hashCode()),
                new JavaImages(folder.resolve("cache")),
                new TaskTable(folder.resolve("tasks.json")));
    }

    /**
     * Ends what an earlier platform of the same folder left running. To be called before the first task is started.
     *
     * @return how many processes were ended
     */
    public int endLeftovers() {
        List<TaskProcess> left = machine.table().processes().stream().filter(process -> !tasks.containsKey(process.taskId())).toList();
        List<TaskProcess> alive = left.stream().filter(process -> process.handle().isPresent()).toList();
        List<Thread> ending = alive.stream().map(process -> Thread.startVirtualThread(() -> {
            LOG.info("ending a task of an earlier run task={} service={} pid={}", process.taskId(), process.service(), process.pid());
            process.handle().ifPresent(handle -> ProcessTrees.end(handle, LEFTOVERS));
        })).toList();
        join(ending);
        left.stream().map(TaskProcess::taskId).distinct().forEach(taskId -> {
            ProcessTrees.killMarked(taskId);
            machine.clearRun(taskId);
        });
        machine.table().removeIf(left::contains);
        return alive.size();
    }

    /** The processes of all tasks that run now. */
    public List<TaskProcess> processes() {
        return machine.table().processes().stream().filter(process -> tasks.containsKey(process.taskId())).toList();
    }

    @Override
    public void start(TaskLaunch launch, TaskEvents events) {
        RunningTask task = new RunningTask(machine, launch, quietAfterClose(events));
        tasks.put(launch.taskId(), task);
        threads.put(launch.taskId(), Thread.ofVirtual().name("task-" + launch.taskId()).start(() -> {
            try {
                task.run();
            } finally {
                tasks.remove(launch.taskId());
                threads.remove(launch.taskId());
            }
        }));
        if (closed) task.stop();
    }

    @Override
    public Optional<TaskUsage> usage(String taskId) { return Optional.ofNullable(tasks.get(taskId)).flatMap(RunningTask::usage); }

    @Override
    public void stop(String taskId) {
        RunningTask task = tasks.get(taskId);
        if (task != null) task.stop();
    }

    /** Stops all tasks and waits for them. Their end is no longer reported: there is nobody left who should replace them. */
    @Override
    public void close() {
        closed = true;
        tasks.values().forEach(RunningTask::stop);
        join(List.copyOf(threads.values()));
        machine.addresses().close();
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads)
                thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TaskEvents quietAfterClose(TaskEvents events) {
        return new TaskEvents() {
            @Override
            public void running(String taskId, String address) { if (!closed) events.running(taskId, address); }

            @Override
            public void stopped(String taskId, OptionalInt exitCode, String reason) {
                if (!closed) events.stopped(taskId, exitCode, reason);
            }

            @Override
            public void logged(String taskId, String container, Instant at, String line) {
                if (!closed) events.logged(taskId, container, at, line);
            }
        };
    }
}
