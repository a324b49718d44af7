package com.meddevo.localcloud.task;

import java.time.Instant;
import java.util.OptionalInt;

/** What a runtime reports about the tasks it was given. Safe to call from any thread. */
public interface TaskEvents {

    /**
     * All containers of the task have started.
     *
     * @param taskId  the task
     * @param address the task's own address, as awsvpc gives every Fargate task one; locally {@code 127.x.y.z}
     */
    void running(String taskId, String address);

    /**
     * The task has ended or never started.
     *
     * @param taskId   the task
     * @param exitCode exit code of the container that ended it; empty if no process ran
     * @param reason   in AWS's words, such as {@code Essential container in task exited} or {@code CannotPullContainerError: …}
     */
    void stopped(String taskId, OptionalInt exitCode, String reason);

    /**
     * A container wrote one line.
     *
     * @param taskId    the task
     * @param container name of the container
     * @param at        when it was written
     * @param line      the line without its end
     */
    void logged(String taskId, String container, Instant at, String line);
}
