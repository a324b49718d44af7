package com.meddevo.localcloud.task.process;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * How to start a container's process.
 *
 * @param command program and arguments
 * @param ended   what to do with its exit code, or with {@link #NEVER} if it was not started after all
 */
record Start(List<String> command, IntConsumer ended) {
    /** Stands for the exit code of a process that never was. */
    static final int NEVER = -1;

    static Start of(List<String> command) { return new Start(command, code -> {}); }
}
