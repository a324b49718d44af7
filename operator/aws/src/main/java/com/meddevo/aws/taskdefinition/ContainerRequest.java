package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.fleet.Environment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.FirelensConfiguration;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** A container as ECS is asked for it: what is not wanted is left out, also where an empty list would say the same. */
final class ContainerRequest {
    /** The option of FireLens that is a field of its own in ECS. */
    static final String ROUTER_TYPE = "type";

    private final Environment environment;

    ContainerRequest(Environment environment) { this.environment = environment; }

    ContainerDefinition of(String name, TaskDefinition.Container container) {
        var aws = ContainerDefinition.builder().name(name).image(container.image()).essential(container.essential())
                .stopTimeout(container.stopSeconds()).environment(container.environment().entrySet().stream()
                        .map(variable -> KeyValuePair.builder().name(variable.getKey()).value(variable.getValue()).build()).toList())
                .portMappings(Stream.concat(container.ports().stream().map(port -> port(port, TransportProtocol.TCP)),
                        container.withOthers().udpPorts().stream().map(port -> port(port, TransportProtocol.UDP))).toList());
        if (!container.command().isEmpty()) aws.command(container.command());
        if (container.readOnlyRoot()) aws.readonlyRootFilesystem(true);
        if (!container.mounts().isEmpty())
            aws.mountPoints(container.mounts().entrySet().stream().map(mount -> MountPoint.builder()
                    .containerPath(mount.getKey()).sourceVolume(mount.getValue().volume()).readOnly(mount.getValue().readOnly()).build())
                    .toList());
        if (!container.secrets().isEmpty()) aws.secrets(secrets(container.secrets()));
        container.healthCheck().ifPresent(check -> aws.healthCheck(health -> health.command(check.command()).interval(check.interval())
                .timeout(check.timeout()).retries(check.retries()).startPeriod(check.startPeriod())));
        container.logs().ifPresent(logs -> aws.logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(Map.of("awslogs-group",
                LogGroups.groupName(environment, logs.group().app()), "awslogs-region", logs.region(), "awslogs-stream-prefix",
                logs.streamPrefix()))));
        with(container, aws);
        return aws.build();
    }

    private static void with(TaskDefinition.Container container, ContainerDefinition.Builder aws) {
        var company = container.withOthers();
        var labels = new TreeMap<>(company.labels());
        Stream.concat(container.secrets().entrySet().stream(),
                company.forwarding().stream().flatMap(forwarding -> forwarding.secrets().entrySet().stream()))
                .forEach(secret -> SecretReference.label(secret.getKey(), secret.getValue())
                        .ifPresent(label -> labels.put(label.getKey(), label.getValue())));
        if (!labels.isEmpty()) aws.dockerLabels(labels);
        if (!company.dependsOn().isEmpty())
            aws.dependsOn(company.dependsOn().entrySet().stream()
                    .map(other -> ContainerDependency.builder().containerName(other.getKey()).condition(other.getValue()).build())
                    .toList());
        if (!company.router().isEmpty()) aws.firelensConfiguration(router(company.router()));
        company.forwarding().ifPresent(forwarding -> aws.logConfiguration(forwarding(forwarding)));
    }

    private static FirelensConfiguration router(Map<String, String> said) {
        var options = new TreeMap<>(said);
        var router = FirelensConfiguration.builder().type(options.remove(ROUTER_TYPE));
        return options.isEmpty() ? router.build() : router.options(options).build();
    }

    private static LogConfiguration forwarding(TaskDefinition.Forwarding forwarding) {
        var log = LogConfiguration.builder().logDriver(LogDriver.AWSFIRELENS).options(forwarding.options());
        return forwarding.secrets().isEmpty() ? log.build() : log.secretOptions(secrets(forwarding.secrets())).build();
    }

    private static List<Secret> secrets(Map<String, TaskDefinition.Secret> secrets) {
        return secrets.entrySet().stream().map(secret -> SecretReference.toAws(secret.getKey(), secret.getValue())).toList();
    }

    private static PortMapping port(int port, TransportProtocol protocol) {
        return PortMapping.builder().containerPort(port).hostPort(port).protocol(protocol).build();
    }
}
