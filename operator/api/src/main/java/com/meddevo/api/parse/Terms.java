package com.meddevo.api.parse;

import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.Environment;
import java.time.Duration;
import java.util.List;

/**
 * An environment and the terms on which apps run in it.
 *
 * @param environment what is planned with
 * @param defaults what apps get that say nothing
 * @param guardrails what apps may not exceed
 */
public record Terms(Environment environment, Defaults defaults, Guardrails guardrails) {

    /**
     * @param healthCheck the load balancer's health check
     * @param deregistration how long a task that leaves may finish its requests
     * @param stop between the request to stop and the end
     * @param logRetentionDays one of CloudWatch Logs' fixed values
     */
    public record Defaults(HealthCheck healthCheck, Duration deregistration, Duration stop, int logRetentionDays) {
    }

    /**
     * @param maxCpu most CPU units of a task
     * @param maxMemory most MiB of a task
     * @param maxReplicas most tasks of an app
     * @param requireHealthCheck whether every app must say how it is checked
     * @param requireReadOnlyRoot whether no app may write outside what is mounted
     */
    public record Guardrails(int maxCpu, int maxMemory, int maxReplicas, boolean requireHealthCheck, boolean requireReadOnlyRoot) {
    }

    boolean allows(String namespace) { return environment.namespaces().contains(namespace); }

    List<String> listenerNames() { return environment.listeners().keySet().stream().sorted().toList(); }
}
