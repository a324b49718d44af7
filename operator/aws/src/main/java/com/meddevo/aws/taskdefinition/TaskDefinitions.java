package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.accesspoint.AccessPoints;
import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Secret;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every app has one revision that it wants; older ones stay for rollbacks. */
public final class TaskDefinitions implements ResourceKind<TaskDefinition> {
    /** The kind's name. */
    public static final String KIND = "task-definition";
    /** Revisions that are kept although nothing runs them. */
    static final int KEPT = 5;
    static final String STREAM_PREFIX = "task";
    /** The empty volume at /tmp: what a program needs that may write nowhere else. */
    private static final String TEMPORARY = "tmp";

    /** The revision that an app's spec asks for. */
    public static TaskDefinition of(AppSpec app, Resolved resolved) {
        var environment = resolved.environment();
        var task = app.task();
        var roles = new TaskDefinition.Roles(task.role().or(environment.roles()::task),
                task.executionRole().or(environment.roles()::execution));
        var logs = new TaskDefinition.Logs(LogGroups.id(app.name()), environment.account().region(), STREAM_PREFIX);
        var container = new TaskDefinition.Container(resolved.image(app), true, task.command(), task.environment(),
                secrets(task.secrets(), resolved), app.port().stream().toList(), task.healthCheck().map(TaskDefinitions::healthCheck),
                seconds(task.stopTimeout()), Optional.of(logs), task.readOnlyRoot(), mounts(task));
        return TaskDefinition.of(app.name(), family(environment, app.name()),
                new TaskDefinition.Size(task.cpu(), task.memory(), task.architecture(), task.storageGiB()), roles,
                new TaskDefinition.Contents(Map.of(containerName(app.name()), container),
                        task.readOnlyRoot() ? Set.of(TEMPORARY) : Set.of(), areas(app, environment), Map.of()),
                0, Optional.of(app.image().reference()));
    }

    private static Map<String, TaskDefinition.Mount> mounts(AppSpec.Task task) {
        var mounts = new TreeMap<String, TaskDefinition.Mount>();
        if (task.readOnlyRoot()) mounts.put("/tmp", new TaskDefinition.Mount(TEMPORARY, false));
        task.files().forEach(area -> mounts.put(area.mountPath(), new TaskDefinition.Mount(volume(area), area.readOnly())));
        return mounts;
    }

    private static Map<String, ResourceId> areas(AppSpec app, Environment environment) {
        var areas = new TreeMap<String, ResourceId>();
        app.task().files().forEach(area -> areas.put(volume(area), AccessPoints.id(app, area, environment)));
        return areas;
    }

    private static String volume(FileArea area) { return "files-" + area.name(); }

    /** The name of the container that serves the app's port. */
    public static String containerName(String app) { return app; }

    /** An app's task-definition family. */
    public static String family(Environment environment, String app) {
        return familyPrefix(environment) + app;
    }

    static String familyPrefix(Environment environment) { return "meddevo-" + environment.name() + "-"; }

    /** The log stream that a task's main container writes to. */
    public static String logStream(String app, String taskId) {
        return STREAM_PREFIX + "/" + containerName(app) + "/" + taskId;
    }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<TaskDefinition> type() { return TaskDefinition.class; }

    @Override
    public Set<Choice> choices() { return Set.of(Choice.IMAGE_DIGEST, Choice.SECRET_VERSION); }

    @Override
    public List<TaskDefinition> desired(Resolved resolved) { return resolved.apps().stream().map(app -> of(app, resolved)).toList(); }

    @Override
    public Optional<String> keep(TaskDefinition surplus, Resolved resolved) {
        String app = surplus.id().app();
        if (resolved.fleet().named(app).stream().noneMatch(Member.Wanted.class::isInstance)) return Optional.empty();
        return newest(app, resolved).contains(surplus.id())
                ? Optional.of("one of the newest " + KEPT + " revisions: a rollback may need it")
                : Optional.empty();
    }

    private List<ResourceId> newest(String app, Resolved resolved) {
        return resolved.snapshot().of(this, app).stream()
                .sorted(Comparator.comparing(TaskDefinition::revision).reversed()).limit(KEPT).map(TaskDefinition::id).toList();
    }

    /** A secret whose version is not known stands there by its name: the choice that is missing keeps it from being registered. */
    private static Map<String, TaskDefinition.Secret> secrets(Map<String, Secret> asked, Resolved resolved) {
        var secrets = new TreeMap<String, TaskDefinition.Secret>();
        asked.forEach((name, secret) -> {
            var version = resolved.secret(secret).orElse(new Facts.SecretVersion(secret.reference(), ""));
            Optional<String> key = secret instanceof Secret.SecretsManagerEntry one ? one.key() : Optional.empty();
            secrets.put(name, new TaskDefinition.Secret(version.arn(), key, version.version()));
        });
        return secrets;
    }

    private static TaskDefinition.HealthCheck healthCheck(AppSpec.ContainerHealthCheck check) {
        return new TaskDefinition.HealthCheck(check.command(), seconds(check.interval()), seconds(check.timeout()), check.retries(),
                seconds(check.startPeriod()));
    }

    private static int seconds(Duration duration) { return Math.toIntExact(duration.toSeconds()); }
}
