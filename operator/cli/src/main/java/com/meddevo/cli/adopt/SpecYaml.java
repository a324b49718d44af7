package com.meddevo.cli.adopt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Scale;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import com.meddevo.fleet.TrafficShift;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An app as its author would write it. Whatever an environment or AWS has a default for is written out, so that it stays what it is. */
final class SpecYaml {
    private SpecYaml() {}

    /** @return a {@code MeddevoApp} */
    static ObjectNode of(AppSpec app, String environment) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", "meddevo.com/v1alpha1").put("kind", "MeddevoApp");
        document.putObject("metadata").put("name", app.name()).put("namespace", app.key().namespace());
        ObjectNode spec = document.putObject("spec").put("environment", environment);
        ObjectNode image = spec.putObject("image").put("repository", app.image().repository());
        app.image().tag().ifPresent(tag -> image.put("tag", tag));
        app.image().digest().ifPresent(digest -> image.put("digest", digest));
        task(app.task(), spec.putObject("task"));
        app.port().ifPresent(port -> spec.put("port", port));
        scale(app.scale(), spec.putObject("scale"));
        app.route().ifPresent(route -> route(route, spec.putObject("route")));
        app.discovery().ifPresent(discovery -> spec.putObject("discovery").put("name", discovery.name()));
        deployment(app, spec.putObject("deployment"));
        if (!app.alarms().isEmpty()) {
            var alarms = spec.putArray("alarms");
            app.alarms().forEach(alarm -> alarms.addObject().put("name", alarm.name()).put("figure", word(alarm.figure()))
                    .put("above", alarm.above()).put("minutes", alarm.minutes()));
        }
        ObjectNode capacity = spec.putObject("capacity").put("executeCommand", app.capacity().executeCommand())
                .put("zoneRebalancing", app.capacity().zoneRebalancing());
        var providers = capacity.putArray("providers");
        app.capacity().providers().forEach(
                one -> providers.addObject().put("name", one.name()).put("base", one.base()).put("weight", one.weight()));
        if (app.logRetentionDays() > 0) spec.putObject("logs").put("retentionDays", app.logRetentionDays());
        return document;
    }

    private static void task(AppSpec.Task task, ObjectNode out) {
        out.put("cpu", task.cpu()).put("memory", task.memory()).put("architecture", task.architecture().name());
        task.role().ifPresent(role -> out.put("role", role));
        task.executionRole().ifPresent(role -> out.put("executionRole", role));
        if (!task.environment().isEmpty()) {
            ObjectNode environment = out.putObject("environment");
            new TreeMap<>(task.environment()).forEach(environment::put);
        }
        if (!task.secrets().isEmpty()) secrets(task.secrets(), out.putObject("secrets"));
        if (!task.command().isEmpty()) task.command().forEach(out.putArray("command")::add);
        task.healthCheck().ifPresent(check -> healthCheck(check, out.putObject("healthCheck")));
        out.put("stopSeconds", task.stopTimeout().toSeconds());
        task.storageGiB().ifPresent(gib -> out.put("ephemeralStorageGiB", gib));
        if (task.readOnlyRoot()) out.put("readOnlyRootFileSystem", true);
        if (!task.files().isEmpty()) {
            var files = out.putArray("files");
            task.files().forEach(area -> files.addObject().put("name", area.name()).put("mountPath", area.mountPath())
                    .put("path", area.path()).put("access", area.readOnly() ? "ReadOnly" : "ReadWrite").put("uid", area.owner().uid())
                    .put("gid", area.owner().gid()).put("permissions", area.owner().permissions()));
        }
        if (!task.dependsOn().isEmpty()) waits(task.dependsOn(), out.putArray("dependsOn"));
        if (!task.sidecars().isEmpty()) {
            var sidecars = out.putArray("sidecars");
            task.sidecars().forEach(sidecar -> sidecar(sidecar, sidecars.addObject()));
        }
    }

    private static void sidecar(Sidecar sidecar, ObjectNode out) {
        out.put("name", sidecar.name()).put("image", sidecar.image()).put("essential", sidecar.essential());
        if (!sidecar.command().isEmpty()) sidecar.command().forEach(out.putArray("command")::add);
        if (!sidecar.environment().isEmpty()) {
            ObjectNode environment = out.putObject("environment");
            new TreeMap<>(sidecar.environment()).forEach(environment::put);
        }
        if (!sidecar.secrets().isEmpty()) secrets(sidecar.secrets(), out.putObject("secrets"));
        sidecar.healthCheck().ifPresent(check -> healthCheck(check, out.putObject("healthCheck")));
        out.put("stopSeconds", sidecar.stopTimeout().toSeconds());
        if (sidecar.readOnlyRoot()) out.put("readOnlyRootFileSystem", true);
        if (!sidecar.dependsOn().isEmpty()) waits(sidecar.dependsOn(), out.putArray("dependsOn"));
    }

    private static void waits(Map<String, Sidecar.Condition> dependsOn, ArrayNode out) {
        new TreeMap<>(dependsOn).forEach((name, condition) -> out.addObject().put("container", name).put("condition", condition.name()));
    }

    private static void healthCheck(AppSpec.ContainerHealthCheck check, ObjectNode out) {
        check.command().forEach(out.putArray("command")::add);
        out.put("intervalSeconds", check.interval().toSeconds()).put("timeoutSeconds", check.timeout().toSeconds())
                .put("retries", check.retries()).put("startPeriodSeconds", check.startPeriod().toSeconds());
    }

    private static void secrets(Map<String, Secret> secrets, ObjectNode out) {
        new TreeMap<>(secrets).forEach((variable, secret) -> {
            ObjectNode node = out.putObject(variable);
            switch (secret) {
                case Secret.Parameter(var name) -> node.put("parameter", name);
                case Secret.SecretsManagerEntry(var name, var key, var stage) -> {
                    node.put("secretsManager", name);
                    key.ifPresent(part -> node.put("key", part));
                    if (!stage.equals(Secret.CURRENT)) node.put("stage", stage);
                }
            }
        });
    }

    private static void deployment(AppSpec app, ObjectNode out) {
        var said = app.deployment();
        said.shift().ifPresentOrElse(shift -> shift(shift, out), () -> out.put("strategy", "Rolling"));
        if (!said.alarms().isEmpty()) said.alarms().stream().sorted().forEach(out.putArray("alarms")::add);
        out.put("minimumHealthyPercent", said.minimumHealthyPercent()).put("maximumPercent", said.maximumPercent())
                .put("rollback", said.rollback());
        if (app.route().isPresent()) out.put("healthCheckGraceSeconds", said.healthCheckGrace().toSeconds());
    }

    private static void shift(TrafficShift shift, ObjectNode out) {
        switch (shift.strategy()) {
            case TrafficShift.BlueGreen _ -> out.put("strategy", "BlueGreen");
            case TrafficShift.Canary(int percent, int bakeMinutes) ->
                out.put("strategy", "Canary").putObject("canary").put("percent", percent).put("bakeMinutes", bakeMinutes);
            case TrafficShift.Linear(int stepPercent, int stepBakeMinutes) ->
                out.put("strategy", "Linear").putObject("linear").put("stepPercent", stepPercent).put("stepBakeMinutes", stepBakeMinutes);
        }
        out.put("bakeMinutes", shift.bakeMinutes());
        if (shift.hooks().isEmpty()) return;
        var hooks = out.putArray("hooks");
        shift.hooks().forEach(hook -> {
            ObjectNode node = hooks.addObject().put("function", hook.function()).put("role", hook.role());
            hook.stages().stream().sorted().forEach(node.putArray("stages")::add);
        });
    }

    private static String word(Alarm.Figure figure) {
        return switch (figure) {
            case SERVER_ERRORS -> "ServerErrors";
            case RESPONSE_TIME -> "ResponseTimeMillis";
            case UNHEALTHY_TASKS -> "UnhealthyTasks";
            case CPU -> "CpuPercent";
            case MEMORY -> "MemoryPercent";
        };
    }

    private static void scale(Scale scale, ObjectNode out) {
        switch (scale) {
            case Scale.Fixed(var replicas) -> out.put("replicas", replicas);
            case Scale.Between between -> {
                out.put("min", between.min()).put("max", between.max());
                between.goals().cpuPercent().ifPresent(goal -> out.put("cpuPercent", goal));
                between.goals().memoryPercent().ifPresent(goal -> out.put("memoryPercent", goal));
                between.goals().requestsPerTask().ifPresent(goal -> out.put("requestsPerTask", goal));
                out.put("scaleOutCooldownSeconds", between.cooldown().out().toSeconds())
                        .put("scaleInCooldownSeconds", between.cooldown().in().toSeconds());
                if (!between.schedules().isEmpty()) {
                    var schedules = out.putArray("schedules");
                    between.schedules().forEach(one -> schedule(one, schedules.addObject()));
                }
                if (!between.suspended().isEmpty())
                    between.suspended().stream().map(SpecYaml::word).forEach(out.putArray("suspended")::add);
            }
        }
    }

    private static void schedule(Scale.Schedule schedule, ObjectNode out) {
        out.put("name", schedule.name()).put("cron", schedule.cron()).put("timezone", schedule.timezone());
        schedule.min().ifPresent(min -> out.put("min", min));
        schedule.max().ifPresent(max -> out.put("max", max));
    }

    private static String word(Scale.Move move) {
        return switch (move) {
            case IN -> "ScaleIn";
            case OUT -> "ScaleOut";
            case SCHEDULES -> "Schedules";
        };
    }

    private static void route(AppSpec.Route route, ObjectNode out) {
        route.listener().ifPresent(listener -> out.put("listener", listener));
        if (!route.hosts().isEmpty()) route.hosts().forEach(out.putArray("hosts")::add);
        if (!route.paths().isEmpty()) route.paths().forEach(out.putArray("paths")::add);
        var check = route.healthCheck();
        out.putObject("healthCheck").put("path", check.path()).put("intervalSeconds", check.interval().toSeconds())
                .put("timeoutSeconds", check.timeout().toSeconds()).put("healthyThreshold", check.healthyThreshold())
                .put("unhealthyThreshold", check.unhealthyThreshold()).put("matcher", check.matcher());
        out.put("deregistrationSeconds", route.deregistration().toSeconds());
    }

    /**
     * The file's text.
     *
     * @param unsaid what no spec can say
     * @param differences what the first plan changes
     */
    static String file(ObjectNode document, String from, List<String> unsaid, List<String> differences) {
        var text = new StringBuilder("# Written by ./meddevo adopt from the ECS service ").append(from).append(".\n");
        comment("What a spec cannot say, so that the next deployment goes without it:", unsaid, text);
        comment("What the first plan changes:", differences, text);
        String yaml = Serialization.asYaml(document);
        return text.append(yaml.startsWith("---") ? yaml.substring(yaml.indexOf('\n') + 1) : yaml).toString();
    }

    private static void comment(String heading, List<String> lines, StringBuilder text) {
        if (lines.isEmpty()) return;
        text.append("# ").append(heading).append('\n');
        lines.forEach(line -> text.append("# - ").append(line.strip().replaceAll("\\s*\\R\\s*", " ")).append('\n'));
    }
}
