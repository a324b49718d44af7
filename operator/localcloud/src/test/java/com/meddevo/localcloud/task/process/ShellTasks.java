package com.meddevo.localcloud.task.process;

import static org.awaitility.Awaitility.await;

import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.TaskLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tasks whose containers run lines of shell, and what became of them. */
final class ShellTasks implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final EventsOfTest events = new EventsOfTest();
    final TaskNames names;
    private final ProcessTasks tasks;

    ShellTasks(Path temp) {
        var registry = new LocalRegistry(temp.resolve("registry"));
        registry.pushCommand("shell", "1", "exit 1");
        names = new TaskNames(temp.resolve("names"));
        tasks = new ProcessTasks(temp.resolve("home"), registry, names, launch -> Map.of());
    }

    static ContainerLaunch container(String name, boolean essential, String line, Map<String, String> environment) {
        return new ContainerLaunch(name, "shell:1", essential, List.of("/bin/sh", "-c", line), environment, List.of(),
                Duration.ofSeconds(2), Optional.empty());
    }

    TaskLaunch start(ContainerLaunch... containers) {
        var launch = new TaskLaunch(UUID.randomUUID().toString().replace("-", ""), "local", "web", "web:1", List.of(containers), 256, 512);
        tasks.start(launch, events);
        return launch;
    }

    void stop(TaskLaunch launch) { tasks.stop(launch.taskId()); }

    /** Why it ended. */
    String awaitEnd(TaskLaunch launch) {
        await().atMost(PATIENCE).until(() -> events.stopped.containsKey(launch.taskId()));
        return events.stopped.get(launch.taskId()).reason();
    }

    @Override
    public void close() {
        tasks.close();
        names.close();
    }
}
