package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.names.TaskNames;
import com.meddevo.localcloud.registry.LocalRegistry;
import com.meddevo.localcloud.task.TaskLaunch;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

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

    Path logs() { return home.resolve("logs"); }

    /** Working and temporary folder of one task. */
    Path run(String taskId) { return home.resolve("run").resolve(taskId); }
}
