package com.meddevo.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a task together by the names of its parts. */
public final class TaskBuilder {
    private int cpu;
    private int memory;
    private AppSpec.Architecture architecture = AppSpec.Architecture.X86_64;
    private Optional<String> role = Optional.empty();
    private Optional<String> executionRole = Optional.empty();
    private Map<String, String> environment = Map.of();
    private Map<String, Secret> secrets = Map.of();
    private List<String> command = List.of();
    private Optional<AppSpec.ContainerHealthCheck> healthCheck = Optional.empty();
    private Duration stopTimeout = Duration.ofSeconds(30);
    private Optional<Integer> storageGiB = Optional.empty();
    private boolean readOnlyRoot;
    private List<FileArea> files = List.of();
    private List<Sidecar> sidecars = List.of();
    private Map<String, Sidecar.Condition> dependsOn = Map.of();
    private Optional<Datadog> datadog = Optional.empty();

    TaskBuilder(int cpu, int memory) {
        this.cpu = cpu;
        this.memory = memory;
    }

    TaskBuilder(AppSpec.Task task) {
        cpu = task.cpu();
        memory = task.memory();
        architecture = task.architecture();
        role = task.role();
        executionRole = task.executionRole();
        environment = task.environment();
        secrets = task.secrets();
        command = task.command();
        healthCheck = task.healthCheck();
        stopTimeout = task.stopTimeout();
        storageGiB = task.storageGiB();
        readOnlyRoot = task.readOnlyRoot();
        files = task.files();
        sidecars = task.sidecars();
        dependsOn = task.dependsOn();
        datadog = task.datadog();
    }

    public AppSpec.Task build() {
        return new AppSpec.Task(cpu, memory, architecture, role, executionRole, environment, secrets, command, healthCheck, stopTimeout,
                storageGiB, readOnlyRoot, files, sidecars, dependsOn, datadog);
    }

    public TaskBuilder size(int cpuUnits, int mib) {
        cpu = cpuUnits;
        memory = mib;
        return this;
    }

    public TaskBuilder architecture(AppSpec.Architecture value) {
        architecture = value;
        return this;
    }

    public TaskBuilder role(Optional<String> value) {
        role = value;
        return this;
    }

    public TaskBuilder executionRole(Optional<String> value) {
        executionRole = value;
        return this;
    }

    public TaskBuilder environment(Map<String, String> value) {
        environment = value;
        return this;
    }

    public TaskBuilder secrets(Map<String, Secret> value) {
        secrets = value;
        return this;
    }

    public TaskBuilder command(List<String> value) {
        command = value;
        return this;
    }

    public TaskBuilder healthCheck(Optional<AppSpec.ContainerHealthCheck> value) {
        healthCheck = value;
        return this;
    }

    public TaskBuilder storageGiB(Optional<Integer> value) {
        storageGiB = value;
        return this;
    }

    public TaskBuilder readOnlyRoot(boolean value) {
        readOnlyRoot = value;
        return this;
    }

    public TaskBuilder files(List<FileArea> value) {
        files = value;
        return this;
    }

    public TaskBuilder sidecars(List<Sidecar> value) {
        sidecars = value;
        return this;
    }

    public TaskBuilder dependsOn(Map<String, Sidecar.Condition> value) {
        dependsOn = value;
        return this;
    }

    public TaskBuilder datadog(Optional<Datadog> value) {
        datadog = value;
        return this;
    }

    public TaskBuilder stopTimeout(Duration value) {
        stopTimeout = value;
        return this;
    }
}
