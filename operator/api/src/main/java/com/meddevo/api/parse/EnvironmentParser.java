package com.meddevo.api.parse;

import static java.util.Objects.requireNonNullElse;

import com.meddevo.api.parse.Terms.Defaults;
import com.meddevo.api.parse.Terms.Guardrails;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.v1alpha1.MeddevoEnvironmentSpec;
import com.meddevo.api.v1alpha1.meddevoenvironmentspec.Aws;
import com.meddevo.api.v1alpha1.meddevoenvironmentspec.Listeners;
import com.meddevo.api.v1alpha1.meddevoenvironmentspec.Network;
import com.meddevo.api.v1alpha1.meddevoenvironmentspec.Registry;
import com.meddevo.api.v1alpha1.meddevoenvironmentspec.Roles;
import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.Datadog;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a {@code MeddevoEnvironment} to the environment and its terms. */
public final class EnvironmentParser {
    private static final int FARGATE_MAX_CPU = 16_384;
    private static final int FARGATE_MAX_MEMORY = 122_880;
    private static final int MAX_REPLICAS = 1_000;

    private EnvironmentParser() {}

    /** Never throws for what the resource says; what is wrong is in the result. */
    public static ParsedEnvironment parse(MeddevoEnvironment resource) {
        CheckedResource<MeddevoEnvironment> checked = CheckedResource.of(resource, MeddevoEnvironment.class);
        if (!checked.errors().isEmpty())
            return new ParsedEnvironment(Optional.empty(), checked.errors());
        MeddevoEnvironmentSpec spec = checked.resource().getSpec();
        Terms terms = new Terms(environment(checked.resource().getMetadata().getName(), spec), defaults(spec), guardrails(spec));
        return new ParsedEnvironment(Optional.of(terms), List.of());
    }

    private static Environment environment(String name, MeddevoEnvironmentSpec spec) {
        Aws aws = spec.getAws();
        Network network = spec.getNetwork();
        Roles roles = requireNonNullElse(spec.getRoles(), new Roles());
        var account = new Environment.Account(aws.getAccountId(), aws.getRegion(), Optional.ofNullable(aws.getRoleArn()),
                Optional.ofNullable(aws.getExternalId()));
        return Environment.named(name, account).namespaces(spec.getNamespaces()).cluster(spec.getCluster())
                .network(new Environment.Network(network.getVpcId(), network.getSubnetIds(), network.getSecurityGroupIds(),
                        network.getAssignPublicIp()))
                .listeners(listeners(spec))
                .discovery(Optional.ofNullable(spec.getDiscovery()).map(d -> new Environment.Discovery(d.getNamespaceId(), d.getName())))
                .dns(Optional.ofNullable(spec.getDns()).map(dns -> new Environment.Dns(dns.getHostedZoneId(), dns.getDomain())))
                .files(Optional.ofNullable(spec.getFiles())
                        .map(files -> new Environment.Files(files.getFileSystemId(), Optional.ofNullable(files.getSecurityGroupId()))))
                .datadog(Optional.ofNullable(spec.getDatadog()).map(EnvironmentParser::datadog))
                .registry(registry(spec))
                .roles(new Environment.Roles(Optional.ofNullable(roles.getExecution()), Optional.ofNullable(roles.getTask()),
                        Optional.ofNullable(roles.getInfrastructure())))
                .logKmsKeyArn(Optional.ofNullable(spec.getLogs().getKmsKeyArn())).apiShare(spec.getApi().getShare()).build();
    }

    private static Datadog datadog(com.meddevo.api.v1alpha1.meddevoenvironmentspec.Datadog datadog) {
        var key = datadog.getApiKey();
        return new Datadog(datadog.getSite(), new Secret.SecretsManagerEntry(key.getSecretsManager(),
                Optional.ofNullable(key.getKey()), requireNonNullElse(key.getStage(), Secret.CURRENT)),
                requireNonNullElse(datadog.getAgentImage(), Datadog.AGENT_IMAGE), datadog.getLogs(),
                requireNonNullElse(datadog.getRouterImage(), Datadog.ROUTER_IMAGE));
    }

    private static Map<String, Environment.Listener> listeners(MeddevoEnvironmentSpec spec) {
        Map<String, Environment.Listener> listeners = new LinkedHashMap<>();
        requireNonNullElse(spec.getListeners(), Map.<String, Listeners>of()).forEach((name, listener) -> listeners.put(name,
                new Environment.Listener(listener.getArn(), listener.getLoadBalancerArn(), listener.getDnsName(),
                        Optional.ofNullable(listener.getHostedZoneId()), Optional.ofNullable(listener.getSecurityGroupId()),
                        new Environment.Priorities(listener.getPriorities().getFrom(), listener.getPriorities().getTo()))));
        return listeners;
    }

    /** ECR's host, and the prefix without its last slash. */
    private static String registry(MeddevoEnvironmentSpec spec) {
        Registry registry = requireNonNullElse(spec.getRegistry(), new Registry());
        String host = requireNonNullElse(registry.getAccountId(), spec.getAws().getAccountId()) + ".dkr.ecr."
                + requireNonNullElse(registry.getRegion(), spec.getAws().getRegion()) + ".amazonaws.com";
        String prefix = requireNonNullElse(registry.getPrefix(), "");
        return prefix.isEmpty() ? host : host + "/" + prefix.substring(0, prefix.length() - 1);
    }

    private static Defaults defaults(MeddevoEnvironmentSpec spec) {
        var defaults = requireNonNullElse(spec.getDefaults(), new com.meddevo.api.v1alpha1.meddevoenvironmentspec.Defaults());
        var check = requireNonNullElse(defaults.getHealthCheck(),
                new com.meddevo.api.v1alpha1.meddevoenvironmentspec.defaults.HealthCheck());
        int interval = requireNonNullElse(check.getIntervalSeconds(), HealthCheckDefaults.INTERVAL_SECONDS);
        HealthCheck healthCheck = new HealthCheck(requireNonNullElse(check.getPath(), "/"), Duration.ofSeconds(interval),
                Duration.ofSeconds(requireNonNullElse(check.getTimeoutSeconds(), HealthCheckDefaults.timeoutSeconds(interval))),
                requireNonNullElse(check.getHealthyThreshold(), HealthCheckDefaults.HEALTHY_THRESHOLD),
                requireNonNullElse(check.getUnhealthyThreshold(), HealthCheckDefaults.UNHEALTHY_THRESHOLD),
                requireNonNullElse(check.getMatcher(), HealthCheckDefaults.MATCHER));
        return new Defaults(healthCheck, Duration.ofSeconds(requireNonNullElse(defaults.getDeregistrationSeconds(), 60)),
                Duration.ofSeconds(requireNonNullElse(defaults.getStopSeconds(), 30)), spec.getLogs().getRetentionDays());
    }

    private static Guardrails guardrails(MeddevoEnvironmentSpec spec) {
        var guardrails = requireNonNullElse(spec.getGuardrails(), new com.meddevo.api.v1alpha1.meddevoenvironmentspec.Guardrails());
        return new Guardrails(requireNonNullElse(guardrails.getMaxCpu(), FARGATE_MAX_CPU),
                requireNonNullElse(guardrails.getMaxMemory(), FARGATE_MAX_MEMORY),
                requireNonNullElse(guardrails.getMaxReplicas(), MAX_REPLICAS),
                requireNonNullElse(guardrails.getRequireHealthCheck(), false),
                requireNonNullElse(guardrails.getRequireReadOnlyRootFileSystem(), false));
    }
}
