package com.meddevo.aws.taskdefinition;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every app has one revision that it wants; older ones stay for rollbacks. */
public final class TaskDefinitions implements ResourceKind<TaskDefinition> {
    /** The kind's name. */
    public static final String KIND = "task-definition";
    /** Revisions that are kept although nothing runs them. */
    static final int KEPT = 5;
    static final String STREAM_PREFIX = "task";

    /** The revision that an app's spec asks for. */
    public static TaskDefinition of(AppSpec app, Resolved resolved) {
        return resolved.once(app, TaskDefinition.class, () -> asked(app, resolved));
    }

    private static TaskDefinition asked(AppSpec app, Resolved resolved) {
        var environment = resolved.environment();
        var task = app.task();
        var roles = new TaskDefinition.Roles(task.role().or(environment.roles()::task),
                task.executionRole().or(environment.roles()::execution));
        var containers = new TreeMap<>(WantedContainers.of(app, resolved));
        var scratch = new TreeSet<String>();
        if (task.readOnlyRoot()) scratch.add(WantedContainers.TEMPORARY);
        if (task.datadog().isPresent()) {
            new DatadogContainers(app, resolved).join(containers);
            scratch.add(DatadogContainers.SOCKETS);
        }
        return TaskDefinition.of(app.name(), family(environment, app.name()),
                new TaskDefinition.Size(task.cpu(), task.memory(), task.architecture(), task.storageGiB()), roles,
                new TaskDefinition.Contents(containers, scratch, WantedContainers.areas(app, environment), Map.of()),
                0, references(app, environment));
    }

    private static Map<String, String> references(AppSpec app, Environment environment) {
        var references = new TreeMap<>(Map.of(containerName(app.name()), app.image().reference()));
        app.task().sidecars().forEach(sidecar -> sidecar.pulledFrom(environment.registry())
                .ifPresent(image -> references.put(sidecar.name(), image.reference())));
        return references;
    }

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
        if (resolved.wanted(app).isEmpty()) return Optional.empty();
        return newest(app, resolved).contains(surplus.id())
                ? Optional.of("one of the newest " + KEPT + " revisions: a rollback may need it")
                : Optional.empty();
    }

    private List<ResourceId> newest(String app, Resolved resolved) {
        return resolved.snapshot().of(this, app).stream()
                .sorted(Comparator.comparing(TaskDefinition::revision).reversed()).limit(KEPT).map(TaskDefinition::id).toList();
    }
}
