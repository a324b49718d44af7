package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.taskdefinition.TaskDefinition.Company;
import com.meddevo.aws.taskdefinition.TaskDefinition.Container;
import com.meddevo.aws.taskdefinition.TaskDefinition.Forwarding;
import com.meddevo.aws.taskdefinition.TaskDefinition.Mount;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Datadog;
import com.meddevo.fleet.Sidecar;
import com.meddevo.plan.Resolved;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Datadog's agent and log router, and what the app's own container gets from them, as Datadog's Terraform module for ECS writes them: sockets in a volume
 * of the task, unified service tags as labels and variables, logs by FireLens. What the spec says of a variable itself stays.
 *
 * @see <a href="https://docs.datadoghq.com/integrations/ecs_fargate/">Amazon ECS on AWS Fargate</a>
 */
final class DatadogContainers {
    /** The volume that the agent's sockets are in. */
    static final String SOCKETS = "dd-sockets";
    static final String AGENT = "datadog-agent";
    static final String ROUTER = "datadog-log-router";
    private static final String SOCKET_FOLDER = "/var/run/datadog";
    private static final int STATSD_PORT = 8125;
    private static final int TRACE_PORT = 8126;
    private static final int STOP_SECONDS = 30;

    private final AppSpec app;
    private final Datadog datadog;
    private final Resolved resolved;

    DatadogContainers(AppSpec app, Resolved resolved) {
        this.app = app;
        this.datadog = app.task().datadog().orElseThrow();
        this.resolved = resolved;
    }

    /** Adds them to an app's containers, and tells its own one of them. */
    void join(Map<String, Container> containers) {
        containers.put(AGENT, agent());
        if (datadog.logs()) containers.put(ROUTER, router());
        containers.computeIfPresent(TaskDefinitions.containerName(app.name()), (name, own) -> watched(own));
    }

    private String version() { return app.image().tag().or(app.image()::digest).orElse("latest"); }

    private Container agent() {
        var environment = new HashMap<>(Map.of("ECS_FARGATE", "true", "DD_SITE", datadog.site(), "DD_ECS_TASK_COLLECTION_ENABLED", "true",
                "DD_CLUSTER_NAME", resolved.environment().cluster(), "DD_TAGS",
                "env:" + resolved.environment().name() + " service:" + app.name() + " version:" + version(),
                "DD_APM_RECEIVER_SOCKET", SOCKET_FOLDER + "/apm.socket", "DD_DOGSTATSD_SOCKET", SOCKET_FOLDER + "/dsd.socket"));
        return new Container(datadog.agentImage(), false, List.of(), environment,
                Map.of("DD_API_KEY", WantedContainers.secret(datadog.apiKey(), resolved)), List.of(TRACE_PORT),
                Optional.of(new TaskDefinition.HealthCheck(List.of("CMD-SHELL", "/probe.sh"), 15, 5, 3, 60)), STOP_SECONDS,
                Optional.of(WantedContainers.logs(app, resolved.environment())), false,
                Map.of(SOCKET_FOLDER, new Mount(SOCKETS, false)),
                Optional.of(new Company(Map.of(), Map.of(), List.of(STATSD_PORT), Map.of(), Optional.empty())));
    }

    /** Without it the app's log goes nowhere, so the task ends with it. */
    private Container router() {
        return new Container(datadog.routerImage(), true, List.of(), Map.of(), Map.of(), List.of(), Optional.empty(), STOP_SECONDS,
                Optional.of(WantedContainers.logs(app, resolved.environment())), false, Map.of(),
                Optional.of(new Company(Map.of(), Map.of(), List.of(),
                        Map.of(ContainerRequest.ROUTER_TYPE, "fluentbit", "enable-ecs-log-metadata", "true"), Optional.empty())));
    }

    private Container watched(Container own) {
        var environment = new HashMap<>(Map.of("DD_ENV", resolved.environment().name(), "DD_SERVICE", app.name(), "DD_VERSION", version(),
                "DD_TRACE_AGENT_URL", "unix://" + SOCKET_FOLDER + "/apm.socket", "DD_DOGSTATSD_URL",
                "unix://" + SOCKET_FOLDER + "/dsd.socket"));
        environment.keySet().removeAll(own.secrets().keySet());
        environment.putAll(own.environment());
        var mounts = new HashMap<>(own.mounts());
        mounts.put(SOCKET_FOLDER, new Mount(SOCKETS, false));
        var labels = Map.of("com.datadoghq.tags.env", resolved.environment().name(), "com.datadoghq.tags.service", app.name(),
                "com.datadoghq.tags.version", version());
        var dependsOn = new HashMap<>(own.withOthers().dependsOn());
        dependsOn.put(AGENT, Sidecar.Condition.START.name());
        if (datadog.logs()) dependsOn.put(ROUTER, Sidecar.Condition.START.name());
        Optional<Forwarding> forwarding = datadog.logs() ? Optional.of(forwarding()) : Optional.empty();
        return new Container(own.image(), own.essential(), own.command(), environment, own.secrets(), own.ports(), own.healthCheck(),
                own.stopSeconds(), datadog.logs() ? Optional.empty() : own.logs(), own.readOnlyRoot(), mounts,
                Optional.of(new Company(dependsOn, labels, List.of(), Map.of(), forwarding)));
    }

    private Forwarding forwarding() {
        return new Forwarding(
                Map.of("Name", "datadog", "Host", "http-intake.logs." + datadog.site(), "TLS", "on", "provider", "ecs", "dd_service",
                        app.name(), "dd_source", app.name(), "dd_tags",
                        "env:" + resolved.environment().name() + ",version:" + version(), "retry_limit", "2"),
                Map.of("apikey", WantedContainers.secret(datadog.apiKey(), resolved)));
    }
}
