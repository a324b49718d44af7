package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.v1alpha1.MeddevoAppSpec;
import com.meddevo.api.v1alpha1.meddevoappspec.Task;
import com.meddevo.api.v1alpha1.meddevoappspec.task.Files;
import com.meddevo.api.v1alpha1.meddevoappspec.task.Secrets;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Architecture;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From what a spec says of its tasks, and the environment's terms, to a task. */
final class TaskParser {
    private TaskParser() {}

    /** @param spec has passed its schema and rules, with defaults filled in */
    static AppSpec.Task parse(MeddevoAppSpec spec, Terms terms) {
        Task task = spec.getTask();
        return AppSpec.Task.of(task.getCpu(), task.getMemory()).architecture(Architecture.valueOf(task.getArchitecture()))
                .role(Optional.ofNullable(task.getRole()).or(terms.environment().roles()::task))
                .executionRole(Optional.ofNullable(task.getExecutionRole()).or(terms.environment().roles()::execution))
                .environment(requireNonNullElse(task.getEnvironment(), Map.of())).secrets(secrets(task.getSecrets()))
                .command(requireNonNullElse(task.getCommand(), List.of()))
                .healthCheck(Optional.ofNullable(task.getHealthCheck())
                        .map(check -> new AppSpec.ContainerHealthCheck(check.getCommand(), Duration.ofSeconds(check.getIntervalSeconds()),
                                Duration.ofSeconds(check.getTimeoutSeconds()), check.getRetries(),
                                Duration.ofSeconds(check.getStartPeriodSeconds()))))
                .stopTimeout(AppParser.seconds(task.getStopSeconds(), terms.defaults().stop()))
                .storageGiB(Optional.ofNullable(task.getEphemeralStorageGiB()))
                .readOnlyRoot(requireNonNullElse(task.getReadOnlyRootFileSystem(), false)).files(files(task.getFiles()))
                .sidecars(SidecarParser.sidecars(task.getSidecars(), terms)).dependsOn(SidecarParser.conditions(task.getDependsOn()))
                .datadog(terms.environment().datadog().filter(datadog -> spec.getDatadog().getEnabled())).build();
    }

    private static List<FileArea> files(List<Files> given) {
        return requireNonNullElse(given, List.<Files>of()).stream()
                .map(area -> new FileArea(area.getName(), area.getMountPath(), area.getPath(),
                        area.getAccess().equals("ReadOnly") ? FileArea.Access.READ_ONLY : FileArea.Access.READ_WRITE,
                        new FileArea.Owner(area.getUid(), area.getGid(), area.getPermissions())))
                .toList();
    }

    private static Map<String, Secret> secrets(Map<String, Secrets> given) {
        var secrets = new LinkedHashMap<String, Secret>();
        requireNonNullElse(given, Map.<String, Secrets>of()).forEach((name, secret) -> secrets.put(name,
                secret(secret.getParameter(), secret.getSecretsManager(), secret.getKey(), secret.getStage())));
        return secrets;
    }

    /** Of the two names one is null; so may be key and stage. */
    static Secret secret(String parameter, String secretsManager, String key, String stage) {
        return parameter != null
                ? new Secret.Parameter(parameter)
                : new Secret.SecretsManagerEntry(secretsManager, Optional.ofNullable(key), requireNonNullElse(stage, Secret.CURRENT));
    }
}
