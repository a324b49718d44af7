package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.accesspoint.AccessPoints;
import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.aws.taskdefinition.TaskDefinition.Company;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The containers that an app's spec asks for by name: its own and its sidecars. */
final class WantedContainers {
    /** The empty volume at /tmp: what a program needs that may write nowhere else. */
    static final String TEMPORARY = "tmp";

    private WantedContainers() {}

    static Map<String, TaskDefinition.Container> of(AppSpec app, Resolved resolved) {
        var containers = new TreeMap<String, TaskDefinition.Container>();
        app.task().sidecars().forEach(sidecar -> containers.put(sidecar.name(), sidecar(app, sidecar, resolved)));
        containers.put(TaskDefinitions.containerName(app.name()), own(app, resolved));
        return containers;
    }

    private static TaskDefinition.Container own(AppSpec app, Resolved resolved) {
        var task = app.task();
        return new TaskDefinition.Container(resolved.image(app), true, task.command(), task.environment(),
                secrets(task.secrets(), resolved), app.port().stream().toList(), task.healthCheck().map(WantedContainers::healthCheck),
                seconds(task.stopTimeout()), Optional.of(logs(app, resolved.environment())), task.readOnlyRoot(), mounts(task),
                after(task.dependsOn()));
    }

    private static TaskDefinition.Container sidecar(AppSpec app, Sidecar sidecar, Resolved resolved) {
        return new TaskDefinition.Container(resolved.image(sidecar), sidecar.essential(), sidecar.command(), sidecar.environment(),
                secrets(sidecar.secrets(), resolved), List.of(), sidecar.healthCheck().map(WantedContainers::healthCheck),
                seconds(sidecar.stopTimeout()), Optional.of(logs(app, resolved.environment())), sidecar.readOnlyRoot(), Map.of(),
                after(sidecar.dependsOn()));
    }

    private static Optional<Company> after(Map<String, Sidecar.Condition> dependsOn) {
        return Optional.of(
                new Company(dependsOn.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().name())),
                        Map.of(), List.of(), Map.of(), Optional.empty()));
    }

    /** Where every container of a task writes, each to a stream of its own. */
    static TaskDefinition.Logs logs(AppSpec app, Environment environment) {
        return new TaskDefinition.Logs(LogGroups.id(app.name()), environment.account().region(), TaskDefinitions.STREAM_PREFIX);
    }

    private static Map<String, TaskDefinition.Mount> mounts(AppSpec.Task task) {
        var mounts = new TreeMap<String, TaskDefinition.Mount>();
        if (task.readOnlyRoot()) mounts.put("/tmp", new TaskDefinition.Mount(TEMPORARY, false));
        task.files().forEach(area -> mounts.put(area.mountPath(), new TaskDefinition.Mount(volume(area), area.readOnly())));
        return mounts;
    }

    /** The access points behind the volumes of the app's files, by the volume's name. */
    static Map<String, ResourceId> areas(AppSpec app, Environment environment) {
        var areas = new TreeMap<String, ResourceId>();
        app.task().files().forEach(area -> areas.put(volume(area), AccessPoints.id(app.name(), area, environment)));
        return areas;
    }

    private static String volume(FileArea area) { return "files-" + area.name(); }

    private static Map<String, TaskDefinition.Secret> secrets(Map<String, Secret> asked, Resolved resolved) {
        var secrets = new TreeMap<String, TaskDefinition.Secret>();
        asked.forEach((name, secret) -> secrets.put(name, secret(secret, resolved)));
        return secrets;
    }

    /** A secret whose version is not known stands there by its name: the choice that is missing keeps it from being registered. */
    static TaskDefinition.Secret secret(Secret secret, Resolved resolved) {
        var version = resolved.secret(secret).orElse(new Facts.SecretVersion(secret.reference(), ""));
        Optional<String> key = secret instanceof Secret.SecretsManagerEntry one ? one.key() : Optional.empty();
        return new TaskDefinition.Secret(version.arn(), key, version.version());
    }

    private static TaskDefinition.HealthCheck healthCheck(AppSpec.ContainerHealthCheck check) {
        return new TaskDefinition.HealthCheck(check.command(), seconds(check.interval()), seconds(check.timeout()), check.retries(),
                seconds(check.startPeriod()));
    }

    private static int seconds(Duration duration) { return Math.toIntExact(duration.toSeconds()); }
}
