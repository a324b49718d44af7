package com.meddevo.localcloud.task;

import java.time.Duration;
import java.util.List;

/**
 * How a container is asked whether it is well, as ECS describes it.
 *
 * @param command     {@code CMD} or {@code CMD-SHELL} first
 * @param interval    between two checks, and before the first
 * @param timeout     after which a check has failed
 * @param retries     so many failures in a row make the container unhealthy
 * @param startPeriod in which failures do not count
 */
public record HealthCommand(List<String> command, Duration interval, Duration timeout, int retries, Duration startPeriod) {

    public HealthCommand {
        command = List.copyOf(command);
    }

    /** The program and its arguments. */
    public List<String> program() {
        List<String> said = command.subList(1, command.size());
        return command.getFirst().equals("CMD-SHELL") ? List.of("/bin/sh", "-c", String.join(" ", said)) : said;
    }
}
