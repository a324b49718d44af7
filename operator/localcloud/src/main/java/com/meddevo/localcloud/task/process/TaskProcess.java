package com.meddevo.localcloud.task.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that runs a container of a task.
 *
 * @param taskId    the task
 * @param service   name of its service
 * @param container name of the container
 * @param pid       process id on this machine
 * @param startedAt when the operating system says it was started; with the pid this tells a process from a later one of the same pid
 * @param address   address of the task
 */
public record TaskProcess(String taskId, String service, String container, long pid, Instant startedAt, String address) {
    /** Start times are computed from the boot time, which moves a little when the clock is set. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** The process, if it is still the same one and lives. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(handle -> Duration.between(startedAt(handle), startedAt).abs().compareTo(SLACK) <= 0);
    }

    /** When a process was started; the beginning of time if the system does not tell. */
    static Instant startedAt(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }
}
