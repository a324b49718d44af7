package com.meddevo.localcloud.task.process;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * How to start a container's process.
 *
 * @param command program and arguments
 * @param ended   what to do with its exit code
 */
record Start(List<String> command, IntConsumer ended) {

    static Start of(List<String> command) { return new Start(command, code -> {}); }
}
