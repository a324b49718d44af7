package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.TaskLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tasks of a platform share.
 *
 * @param home        folder with {@code logs}, {@code run} (working folders of tasks) and {@code cache}
 * @param registry    where images come from
 * @param names       how discovery names resolve
 * @param environment what the platform adds to the environment of a task's containers
 * @param addresses   addresses for tasks
 * @param java        starts jars
 * @param table       processes that were started
 */
record Machine(Path home, LocalRegistry registry, TaskNames names, Function<TaskLaunch, Map<String, String>> environment,
        LoopbackAddresses addresses, JavaImages java, TaskTable table) {
    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    Path logs() { return home.resolve("logs"); }

    /** Working and temporary folder of one task. */
    Path run(String taskId) { return home.resolve("run").resolve(taskId); }

    /** What tasks share, by file system. */
    Path files() { return home.resolve("files"); }

    /** A volume that goes with its task. */
    Path volume(String taskId, String name) { return run(taskId).resolve("volumes").resolve(name); }

    /** Removes a task's folder with all that is in it. */
    void clearRun(String taskId) {
        Path folder = run(taskId);
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path innerFirst : all.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(innerFirst);
        } catch (IOException e) {
            LOG.warn("working folder of a task was not removed folder={} cause={}", folder, e.getMessage());
        }
    }
}
