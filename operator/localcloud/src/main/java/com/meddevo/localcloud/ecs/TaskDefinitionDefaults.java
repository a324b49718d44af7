package com.meddevo.localcloud.ecs;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfigIAM;
import software.amazon.awssdk.services.ecs.model.EFSTransitEncryption;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ProxyConfiguration;
import software.amazon.awssdk.services.ecs.model.ProxyConfigurationType;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What AWS accepts as a task definition, what it fills in, and how it orders what comes back. */
final class TaskDefinitionDefaults {

    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final int MIB_PER_GIB = 1024;
    private static final int LEAST_STORAGE = 21;
    private static final int MOST_STORAGE = 200;

    /** Fargate's CPU units and, for each, smallest, largest and step of the memory in MiB; the smallest size has three fixed values. */
    private static final Map<Integer, int[]> FARGATE = Map.of(512, new int[]{1024, 4096, 1024}, 1024, new int[]{2048, 8192, 1024}, 2048,
            new int[]{4096, 16384, 1024}, 4096, new int[]{8192, 30720, 1024}, 8192, new int[]{16384, 61440, 4096}, 16384,
            new int[]{32768, 122880, 8192});
    private static final Set<Integer> SMALLEST_MEMORY = Set.of(512, 1024, 2048);

    private TaskDefinitionDefaults() {}

    /** The definition that a request describes, as ECS shows it, with no ARN and revision yet. */
    static TaskDefinition fill(RegisterTaskDefinitionRequest request) {
        if (request.family() == null || !FAMILY.matcher(request.family()).matches()) {
            throw EcsErrors.client("Family contains invalid characters.");
        }
        if (request.containerDefinitions().isEmpty()) {
            throw EcsErrors.client("Container list cannot be empty.");
        }
        if (request.hasTags() && request.tags().isEmpty()) {
            throw EcsErrors.invalid("Tags can not be empty.");
        }
        var fargate = request.requiresCompatibilities().contains(Compatibility.FARGATE);
        var awsvpc = request.networkMode() == NetworkMode.AWSVPC;
        var cpu = request.cpu() == null ? null : units(request.cpu(), "vcpu");
        var memory = request.memory() == null ? null : units(request.memory(), "gb");
        if (fargate) {
            checkFargate(request, awsvpc, cpu, memory);
        }
        var containers = request.containerDefinitions().stream().map(container -> container(container, awsvpc)).toList();
        checkContainers(request, containers, fargate);
        ContainerOrder.check(containers);
        checkStorage(request);
        return TaskDefinition.builder().family(request.family()).containerDefinitions(containers).taskRoleArn(request.taskRoleArn())
                .executionRoleArn(request.executionRoleArn()).networkMode(request.networkMode())
                .volumes(request.volumes().stream().map(TaskDefinitionDefaults::volume).toList())
                .placementConstraints(request.placementConstraints().stream().toList()).status("ACTIVE")
                .compatibilities(awsvpc ? List.of(Compatibility.EC2, Compatibility.FARGATE) : List.of(Compatibility.EC2))
                .requiresCompatibilities(
                        request.requiresCompatibilities().stream().sorted(Comparator.comparing(Compatibility::toString)).toList())
                .cpu(cpu == null ? null : cpu.toString()).memory(memory == null ? null : memory.toString())
                .runtimePlatform(request.runtimePlatform())
                .pidMode(request.pidMode()).ipcMode(request.ipcMode()).proxyConfiguration(proxy(request.proxyConfiguration()))
                .ephemeralStorage(request.ephemeralStorage()).requiresAttributes(RequiredAttributes.of(request))
                .enableFaultInjection(request.enableFaultInjection() != null && request.enableFaultInjection()).build();
    }

    /** Of a type in any case, and its properties in another order. */
    private static ProxyConfiguration proxy(ProxyConfiguration given) {
        if (given == null) return null;
        return given.toBuilder().type(given.type() == null ? ProxyConfigurationType.APPMESH : given.type())
                .properties(given.properties().reversed()).build();
    }

    private static void checkFargate(RegisterTaskDefinitionRequest request, boolean awsvpc, Integer cpu, Integer memory) {
        if (!awsvpc) {
            throw EcsErrors.client("Fargate only supports network mode 'awsvpc'.");
        }
        if (cpu == null || memory == null) {
            throw EcsErrors.client("Fargate requires that 'cpu' and 'memory' be defined at the task level.");
        }
        var range = FARGATE.get(cpu);
        var exists = cpu == 256
                ? SMALLEST_MEMORY.contains(memory)
                : range != null && memory >= range[0] && memory <= range[1] && (memory - range[0]) % range[2] == 0;
        if (!exists) {
            throw EcsErrors.client(
                    "No Fargate configuration exists for given values: %s CPU, %s memory.".formatted(request.cpu(), request.memory()));
        }
    }

    private static void checkContainers(RegisterTaskDefinitionRequest request, List<ContainerDefinition> containers, boolean fargate) {
        if (containers.stream().map(ContainerDefinition::name).distinct().count() != containers.size()) {
            throw EcsErrors.client("Container.name should be unique within a task definition.");
        }
        if (containers.stream().noneMatch(ContainerDefinition::essential)) {
            throw EcsErrors.client("A task definition must have at least one essential container.");
        }
        if (request.executionRoleArn() == null && containers.stream().anyMatch(container -> !container.secrets().isEmpty())) {
            throw EcsErrors.client("When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
        }
        if (fargate && request.executionRoleArn() == null && containers.stream()
                .anyMatch(container -> container.logConfiguration() != null
                        && container.logConfiguration().logDriver() == LogDriver.AWSLOGS)) {
            throw EcsErrors.client("Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        }
    }

    private static ContainerDefinition container(ContainerDefinition given, boolean awsvpc) {
        if (given.name() == null || given.name().isEmpty()) {
            throw EcsErrors.client("Container.name should not be null or empty.");
        }
        if (given.image() == null || given.image().isEmpty()) {
            throw EcsErrors.client("Container.image should not be null or empty.");
        }
        return given.toBuilder().user(isRouter(given) && given.user() == null ? "0" : given.user())
                .cpu(given.cpu() == null ? 0 : given.cpu()).essential(given.essential() == null || given.essential())
                .environment(shuffled(given.environment())).secrets(given.secrets().isEmpty() ? null : secrets(given.secrets()))
                .portMappings(ports(given.portMappings(), awsvpc))
                .mountPoints(given.mountPoints().stream().map(TaskDefinitionDefaults::mount).toList())
                .volumesFrom(given.volumesFrom().stream().toList()).systemControls(given.systemControls().stream().toList())
                .healthCheck(given.healthCheck() == null ? null : healthCheck(given.healthCheck())).build();
    }

    /** FireLens runs as root unless somebody says otherwise, and then its definition says so. */
    private static boolean isRouter(ContainerDefinition given) {
        return given.firelensConfiguration() != null && given.firelensConfiguration().type() != null;
    }

    private static Volume volume(Volume given) {
        return given.toBuilder().efsVolumeConfiguration(given.efsVolumeConfiguration() == null ? null : efs(given.efsVolumeConfiguration()))
                .configuredAtLaunch(given.configuredAtLaunch() != null && given.configuredAtLaunch())
                .host(given.host() == null && given.efsVolumeConfiguration() == null && given.dockerVolumeConfiguration() == null
                        ? HostVolumeProperties.builder().build()
                        : given.host())
                .build();
    }

    private static EFSVolumeConfiguration efs(EFSVolumeConfiguration given) {
        var path = given.rootDirectory() == null ? "/" : given.rootDirectory();
        var by = given.authorizationConfig();
        if (by != null && by.accessPointId() != null && !path.equals("/")) {
            throw EcsErrors.client("Volume configuration: rootDirectory must be omitted or '/' when an access point is specified.");
        }
        if (by != null && given.transitEncryption() != EFSTransitEncryption.ENABLED
                && (by.accessPointId() != null || by.iam() == EFSAuthorizationConfigIAM.ENABLED)) {
            throw EcsErrors.client("Volume configuration: transitEncryption must be enabled when IAM or an access point is used.");
        }
        return given.toBuilder().rootDirectory(path).build();
    }

    private static MountPoint mount(MountPoint given) {
        return given.toBuilder().readOnly(given.readOnly() != null && given.readOnly()).build();
    }

    private static void checkStorage(RegisterTaskDefinitionRequest request) {
        if (request.ephemeralStorage() != null && (request.ephemeralStorage().sizeInGiB() < LEAST_STORAGE
                || request.ephemeralStorage().sizeInGiB() > MOST_STORAGE)) {
            throw EcsErrors.client("Ephemeral storage must be between %d GiB and %d GiB.".formatted(LEAST_STORAGE, MOST_STORAGE));
        }
        var volumes = request.volumes().stream().map(Volume::name).toList();
        request.containerDefinitions().stream().flatMap(container -> container.mountPoints().stream()).map(MountPoint::sourceVolume)
                .filter(name -> !volumes.contains(name)).findFirst().ifPresent(name -> {
                    throw EcsErrors.client("Unknown volume '%s'.".formatted(name));
                });
    }

    /** Of several values of one name the last stays, and the order is nobody's. */
    private static List<KeyValuePair> shuffled(Collection<KeyValuePair> given) {
        var byName = new LinkedHashMap<String, KeyValuePair>();
        given.forEach(pair -> byName.put(pair.name(), pair));
        return byName.values().stream().sorted(Comparator.comparing(pair -> pair.name().hashCode() * 31)).toList();
    }

    private static List<Secret> secrets(Collection<Secret> given) {
        return given.stream().sorted(Comparator.comparing(secret -> secret.name().hashCode() * 31)).toList();
    }

    private static List<PortMapping> ports(Collection<PortMapping> given, boolean awsvpc) {
        return given.stream().map(port -> {
            if (awsvpc && port.hostPort() != null && !port.hostPort().equals(port.containerPort())) {
                throw EcsErrors.client("When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
            }
            return port.toBuilder().protocol(port.protocol() == null ? TransportProtocol.TCP : port.protocol())
                    .hostPort(awsvpc ? port.containerPort() : port.hostPort() == null ? Integer.valueOf(0) : port.hostPort()).build();
        }).sorted(Comparator.comparing(PortMapping::containerPort).reversed()).toList();
    }

    private static HealthCheck healthCheck(HealthCheck given) {
        return given.toBuilder().interval(given.interval() == null ? 30 : given.interval())
                .timeout(given.timeout() == null ? 5 : given.timeout())
                .retries(given.retries() == null ? 3 : given.retries()).build();
    }

    /** {@code 512}, {@code 0.5 vCPU} and {@code .5 vcpu} are the same, and so are {@code 1024} and {@code 1 GB}. */
    private static int units(String given, String unit) {
        var text = given.toLowerCase(Locale.ROOT).replace(" ", "");
        try {
            return text.endsWith(unit)
                    ? new BigDecimal(text.substring(0, text.length() - unit.length())).multiply(BigDecimal.valueOf(MIB_PER_GIB))
                            .intValueExact()
                    : Integer.parseInt(text);
        } catch (ArithmeticException | NumberFormatException e) {
            throw EcsErrors.client("Invalid setting for container resources: '%s'.".formatted(given));
        }
    }
}
