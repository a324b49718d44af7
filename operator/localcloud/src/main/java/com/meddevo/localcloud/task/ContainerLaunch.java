package com.meddevo.localcloud.task;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container of a task.
 *
 * @param name        name in the task definition
 * @param image       image reference as the task definition names it: {@code repository:tag} or {@code repository@digest}, with or without
 *                    a registry
 * @param essential   whether the task ends when this container ends
 * @param command     command that replaces the image's own; empty to keep it
 * @param environment names and values handed to the process
 * @param ports       container ports, all on the task's own address
 * @param stopTimeout time between SIGTERM and SIGKILL
 * @param log         where its output goes; empty if nobody keeps it
 * @param mounts      volumes that it sees
 * @param company     how it lives with the task's other containers
 */
public record ContainerLaunch(String name, String image, boolean essential, List<String> command, Map<String, String> environment,
        List<Integer> ports,
        Duration stopTimeout, Optional<LogTarget> log, List<Mount> mounts, Company company) {

    public ContainerLaunch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
        mounts = List.copyOf(mounts);
    }

    /** A container that sees no volume and waits for nobody. */
    public ContainerLaunch(String name, String image, boolean essential, List<String> command, Map<String, String> environment,
            List<Integer> ports, Duration stopTimeout, Optional<LogTarget> log) {
        this(name, image, essential, command, environment, ports, stopTimeout, log, List.of(), Company.NONE);
    }

    /** This container with more in its environment; of two values of one name the added one counts. */
    public ContainerLaunch with(Map<String, String> added) {
        var all = new HashMap<>(environment);
        all.putAll(added);
        return new ContainerLaunch(name, image, essential, command, all, ports, stopTimeout, log, mounts, company);
    }

    /** This container with these volumes. */
    public ContainerLaunch seeing(List<Mount> volumes) {
        return new ContainerLaunch(name, image, essential, command, environment, ports, stopTimeout, log, volumes, company);
    }

    /** This container among others. */
    public ContainerLaunch among(Company others) {
        return new ContainerLaunch(name, image, essential, command, environment, ports, stopTimeout, log, mounts, others);
    }

    /** Without the values of the environment, some of which are secrets. */
    @Override
    public String toString() {
        return "container %s of %s with %s".formatted(name, image, environment.keySet().stream().sorted().toList());
    }
}
