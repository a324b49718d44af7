package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * What AWS returns for a task definition, brought to the one form in which it is compared: defaults that AWS fills in are filled in or dropped, what it
 * reorders is sorted, what only it can know is left out, and everything else is kept as {@link TaskDefinition#beyond}.
 */
final class Normal {
    /** Seconds that Fargate gives a container that says nothing. */
    private static final int STOP_SECONDS = 30;
    /** GiB that every Fargate task has. */
    private static final int STORAGE_GIB = 20;

    /** What says the same as its absence, by path with the indexes cut out. */
    static final Map<String, String> DEFAULTS = Map.of(
            "networkMode", "awsvpc",
            "requiresCompatibilities[]", "FARGATE",
            "runtimePlatform.operatingSystemFamily", "LINUX",
            "enableFaultInjection", "false",
            "ephemeralStorage.sizeInGiB", "20",
            "volumes[].configuredAtLaunch", "false",
            "volumes[].efsVolumeConfiguration.rootDirectory", "/",
            "proxyConfiguration.type", "APPMESH",
            "containerDefinitions[].cpu", "0",
            "containerDefinitions[].portMappings[].protocol", "tcp");

    /** What AWS alone decides. */
    private static final Set<String> READ_ONLY = Set.of("taskDefinitionArn", "revision", "status", "compatibilities[]", "registeredAt",
            "registeredBy", "deregisteredAt", "deleteRequestedAt");

    /** What has a component in {@link TaskDefinition}. With awsvpc the host's port is always the container's. */
    private static final Set<String> MODELLED = Set.of("family", "cpu", "memory", "ephemeralStorage.sizeInGiB",
            "containerDefinitions[].readonlyRootFilesystem", "containerDefinitions[].mountPoints[].sourceVolume",
            "containerDefinitions[].mountPoints[].containerPath", "containerDefinitions[].mountPoints[].readOnly",
            "runtimePlatform.cpuArchitecture", "taskRoleArn",
            "executionRoleArn", "containerDefinitions[].name", "containerDefinitions[].image", "containerDefinitions[].essential",
            "containerDefinitions[].command[]", "containerDefinitions[].environment[].name", "containerDefinitions[].environment[].value",
            "containerDefinitions[].dependsOn[].containerName", "containerDefinitions[].dependsOn[].condition",
            "containerDefinitions[].dockerLabels[]", "containerDefinitions[].firelensConfiguration.type",
            "containerDefinitions[].firelensConfiguration.options[]", "containerDefinitions[].portMappings[].protocol",
            "containerDefinitions[].portMappings[].containerPort", "containerDefinitions[].portMappings[].hostPort",
            "containerDefinitions[].stopTimeout", "containerDefinitions[].healthCheck.command[]",
            "containerDefinitions[].healthCheck.interval", "containerDefinitions[].healthCheck.timeout",
            "containerDefinitions[].healthCheck.retries", "containerDefinitions[].healthCheck.startPeriod");

    private static final Set<String> LOG_OPTIONS = Set.of("awslogs-group", "awslogs-region", "awslogs-stream-prefix");

    private final Environment environment;

    Normal(Environment environment) { this.environment = environment; }

    /**
     * @param owners of the access points that are ours, by their ids
     * @param references the tags that say what the images were looked up by
     */
    TaskDefinition of(String app, software.amazon.awssdk.services.ecs.model.TaskDefinition aws, Map<String, ResourceId> owners,
            Map<String, String> references) {
        var containers = new TreeMap<String, TaskDefinition.Container>();
        aws.containerDefinitions().forEach(container -> containers.put(container.name(), container(app, container)));
        var size = new TaskDefinition.Size(units(aws.cpu(), "vcpu"), units(aws.memory(), "gb"), architecture(aws),
                storage(aws));
        return TaskDefinition.of(app, aws.family(), size,
                new TaskDefinition.Roles(Optional.ofNullable(aws.taskRoleArn()), Optional.ofNullable(aws.executionRoleArn())),
                new TaskDefinition.Contents(containers, scratch(aws), AreaVolumes.of(aws, owners), beyond(app, aws, owners)),
                aws.revision() == null ? 0 : aws.revision(),
                references);
    }

    private static Optional<Integer> storage(software.amazon.awssdk.services.ecs.model.TaskDefinition aws) {
        return Optional.ofNullable(aws.ephemeralStorage()).map(storage -> storage.sizeInGiB()).filter(gib -> gib != STORAGE_GIB);
    }

    private static Set<String> scratch(software.amazon.awssdk.services.ecs.model.TaskDefinition aws) {
        return aws.volumes().stream().filter(Normal::isScratch).map(Volume::name).collect(Collectors.toSet());
    }

    /** A volume that says nothing but its name, or repeats a default. */
    private static boolean isScratch(Volume volume) {
        return PojoTree.of(volume).entrySet().stream()
                .allMatch(entry -> entry.getKey().equals("name") || entry.getValue().equals(DEFAULTS.get("volumes[]." + entry.getKey())));
    }

    private static AppSpec.Architecture architecture(software.amazon.awssdk.services.ecs.model.TaskDefinition aws) {
        return aws.runtimePlatform() == null || aws.runtimePlatform().cpuArchitectureAsString() == null
                ? AppSpec.Architecture.X86_64
                : AppSpec.Architecture.valueOf(aws.runtimePlatform().cpuArchitectureAsString());
    }

    /** {@code "512"} as well as {@code "0.5 vCPU"} and {@code "0.5 GB"}. */
    static int units(String text, String unit) {
        if (text == null) return 0;
        String plain = text.toLowerCase(Locale.ROOT).replace(" ", "");
        return plain.endsWith(unit)
                ? (int) Math.round(Double.parseDouble(plain.substring(0, plain.length() - unit.length())) * 1024)
                : Integer.parseInt(plain);
    }

    private TaskDefinition.Container container(String app, ContainerDefinition aws) {
        var variables = new HashMap<String, String>();
        aws.environment().forEach((KeyValuePair pair) -> variables.put(pair.name(), pair.value()));
        return new TaskDefinition.Container(aws.image(), aws.essential() == null || aws.essential(), aws.command(), variables, secrets(aws),
                aws.portMappings().stream().filter(port -> !CompanyReader.isUdp(port)).map(PortMapping::containerPort).toList(),
                Optional.ofNullable(aws.healthCheck()).map(Normal::healthCheck),
                aws.stopTimeout() == null ? STOP_SECONDS : aws.stopTimeout(), logs(app, aws.logConfiguration()),
                Boolean.TRUE.equals(aws.readonlyRootFilesystem()), mounts(aws), Optional.of(CompanyReader.of(aws)));
    }

    /** Those that name a version as we do; others stand in what is beyond. */
    static Map<String, TaskDefinition.Secret> secrets(ContainerDefinition aws) {
        var secrets = new TreeMap<String, TaskDefinition.Secret>();
        aws.secrets()
                .forEach(secret -> SecretReference.of(secret, aws.dockerLabels()).ifPresent(known -> secrets.put(secret.name(), known)));
        return secrets;
    }

    private static Map<String, TaskDefinition.Mount> mounts(ContainerDefinition aws) {
        var mounts = new TreeMap<String, TaskDefinition.Mount>();
        aws.mountPoints().forEach(mount -> mounts.put(mount.containerPath(),
                new TaskDefinition.Mount(mount.sourceVolume(), Boolean.TRUE.equals(mount.readOnly()))));
        return mounts;
    }

    private static TaskDefinition.HealthCheck healthCheck(software.amazon.awssdk.services.ecs.model.HealthCheck aws) {
        return new TaskDefinition.HealthCheck(aws.command(), or(aws.interval(), 30), or(aws.timeout(), 5), or(aws.retries(), 3),
                or(aws.startPeriod(), 0));
    }

    /** Empty also for a configuration that is not ours; that one stands in what is beyond. */
    private Optional<TaskDefinition.Logs> logs(String app, LogConfiguration aws) {
        if (aws == null || aws.logDriver() != LogDriver.AWSLOGS || !aws.options().keySet().equals(LOG_OPTIONS)
                || !aws.options().get("awslogs-group").equals(LogGroups.groupName(environment, app)))
            return Optional.empty();
        return Optional.of(new TaskDefinition.Logs(LogGroups.id(app), aws.options().get("awslogs-region"),
                aws.options().get("awslogs-stream-prefix")));
    }

    private Map<String, String> beyond(String app, software.amazon.awssdk.services.ecs.model.TaskDefinition aws,
            Map<String, ResourceId> owners) {
        var beyond = new TreeMap<>(PojoTree.of(inOrder(aws)));
        beyond.entrySet().removeIf(entry -> known(entry.getKey().replaceAll("\\[[^]]*]", "[]"), entry.getValue()));
        for (int i = 0; i < aws.volumes().size(); i++) {
            String volume = "volumes[" + i + "].";
            Volume one = aws.volumes().get(i);
            if (isScratch(one) || AreaVolumes.isOurs(one, owners)) beyond.keySet().removeIf(path -> path.startsWith(volume));
        }
        List<ContainerDefinition> containers = aws.containerDefinitions();
        for (int i = 0; i < containers.size(); i++) {
            String logs = "containerDefinitions[" + i + "].logConfiguration.";
            if (logs(app, containers.get(i).logConfiguration()).isPresent() || CompanyReader.forwarding(containers.get(i)).isPresent())
                beyond.keySet().removeIf(path -> path.startsWith(logs));
            if (CompanyReader.runsAsFireLensDoes(containers.get(i))) beyond.remove("containerDefinitions[" + i + "].user");
            withoutSecrets("containerDefinitions[" + i + "].", containers.get(i), beyond);
        }
        return beyond;
    }

    /** A proxy's properties have no order that means anything. */
    private static software.amazon.awssdk.services.ecs.model.TaskDefinition inOrder(
            software.amazon.awssdk.services.ecs.model.TaskDefinition aws) {
        if (aws.proxyConfiguration() == null) return aws;
        var properties = aws.proxyConfiguration().properties().stream().sorted(Comparator.comparing(KeyValuePair::name)).toList();
        return aws.toBuilder().proxyConfiguration(aws.proxyConfiguration().toBuilder().properties(properties).build()).build();
    }

    private static void withoutSecrets(String container, ContainerDefinition aws, Map<String, String> beyond) {
        var known = secrets(aws);
        for (int i = 0; i < aws.secrets().size(); i++) {
            String name = aws.secrets().get(i).name();
            if (!known.containsKey(name)) continue;
            String path = container + "secrets[" + i + "].";
            beyond.keySet()
                    .removeIf(one -> one.startsWith(path));
        }
    }

    private static boolean known(String path, String value) {
        return MODELLED.contains(path) || READ_ONLY.contains(path) || path.startsWith("requiresAttributes")
                || value.equals(DEFAULTS.get(path));
    }

    private static int or(Integer value, int otherwise) { return value == null ? otherwise : value; }
}
