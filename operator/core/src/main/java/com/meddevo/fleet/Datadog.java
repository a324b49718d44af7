package com.meddevo.fleet;

/**
 * What Datadog needs to watch an app: its agent beside the app in every task, and where the app's log goes.
 *
 * @param site Datadog's site, e.g. {@code datadoghq.eu}
 * @param apiKey the key that agent and log router send with
 * @param agentImage of the agent, as ECS takes it
 * @param logs whether the log goes to Datadog and not to CloudWatch Logs
 * @param routerImage of Fluent Bit, which carries the log
 */
public record Datadog(String site, Secret apiKey, String agentImage, boolean logs, String routerImage) {
    /** Datadog's own agent. */
    public static final String AGENT_IMAGE = "public.ecr.aws/datadog/agent:7";
    /** AWS's build of Fluent Bit. */
    public static final String ROUTER_IMAGE = "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable";
}
