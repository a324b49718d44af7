package com.meddevo.localcloud.task;

import java.util.Optional;

/**
 * Where tasks run. ECS decides when a task starts and stops; a runtime starts it, stops it and reports what happens to it.
 * Both methods return at once; everything that takes time is reported through the {@link TaskEvents} of the launch, from any thread.
 */
public interface TaskRuntime {

    /**
     * Starts a task. Whatever goes wrong, now or later, is reported as {@link TaskEvents#stopped}; nothing is thrown for it.
     *
     * @param launch what to start; its task id is new
     * @param events who wants to know; called from any thread, never after the task was reported as stopped
     */
    void start(TaskLaunch launch, TaskEvents events);

    /**
     * Asks every container of a task to end (SIGTERM), kills what is left after its stop timeout (SIGKILL), and then reports it stopped.
     *
     * @param taskId a task given to {@link #start}; an unknown or already stopped one is ignored
     */
    void stop(String taskId);

    /**
     * What a running task uses of what it reserves, as far as the runtime knows.
     *
     * @return empty for a task that does not run, and where nobody measures
     */
    default Optional<TaskUsage> usage(String taskId) { return Optional.empty(); }
}
