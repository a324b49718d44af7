package com.meddevo.aws.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.World;
import com.meddevo.localcloud.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/** Every default that AWS fills in, one by one: with it and without it, a revision is the same. */
class NormalTest {
    private static final Normal NORMAL = new Normal(World.environment(Simulation.start().account().foundations("local", 8080)));

    private static TaskDefinition plain() {
        return TaskDefinition.builder().family("meddevo-local-techdoc").cpu("256").memory("512").containerDefinitions(container().build())
                .build();
    }

    private static ContainerDefinition.Builder container() {
        return ContainerDefinition.builder().name("techdoc").image("techdoc@sha256:1")
                .portMappings(PortMapping.builder().containerPort(8080).build())
                .environment(variable("A", "1"), variable("B", "2"));
    }

    private static KeyValuePair variable(String name, String value) { return KeyValuePair.builder().name(name).value(value).build(); }

    private static Arguments task(String what, UnaryOperator<TaskDefinition.Builder> change) {
        return Arguments.of(what, change.apply(plain().toBuilder()).build());
    }

    private static Arguments inContainer(String what, UnaryOperator<ContainerDefinition.Builder> change) {
        return Arguments.of(what, plain().toBuilder().containerDefinitions(change.apply(container()).build()).build());
    }

    static Stream<Arguments> what_aws_fills_in() {
        return Stream.of(task("networkMode awsvpc", aws -> aws.networkMode("awsvpc")),
                task("requiresCompatibilities", aws -> aws.requiresCompatibilitiesWithStrings("FARGATE")),
                task("operatingSystemFamily", aws -> aws.runtimePlatform(platform -> platform.operatingSystemFamily("LINUX"))),
                task("cpuArchitecture", aws -> aws.runtimePlatform(platform -> platform.cpuArchitecture("X86_64"))),
                task("enableFaultInjection", aws -> aws.enableFaultInjection(false)),
                task("empty lists", aws -> aws.volumes(List.of()).placementConstraints(List.of())),
                task("what only AWS knows",
                        aws -> aws.taskDefinitionArn("arn").revision(7).status("ACTIVE").compatibilitiesWithStrings("EC2", "FARGATE")
                                .registeredBy("somebody").requiresAttributes(attribute -> attribute.name("ecs.capability.x"))),
                task("proxy's type", aws -> aws.proxyConfiguration(proxy -> proxy.type("APPMESH"))),
                task("ephemeral storage", aws -> aws.ephemeralStorage(EphemeralStorage.builder().sizeInGiB(20).build())),
                inContainer("null and empty objects",
                        aws -> aws.linuxParameters(linux -> linux.capabilities(capabilities -> capabilities.add(List.of())))
                                .firelensConfiguration(firelens -> {})),
                inContainer("writable root", aws -> aws.readonlyRootFilesystem(false)),
                task("CPU in vCPU", aws -> aws.cpu("0.25 vCPU").memory("0.5 GB")),
                inContainer("essential", aws -> aws.essential(true)), inContainer("container cpu 0", aws -> aws.cpu(0)),
                inContainer("stopTimeout", aws -> aws.stopTimeout(30)),
                inContainer("hostPort and protocol",
                        aws -> aws.portMappings(PortMapping.builder().containerPort(8080).hostPort(8080).protocol("tcp").build())),
                inContainer("empty lists",
                        aws -> aws.mountPoints(List.of()).volumesFrom(List.of()).systemControls(List.of()).command(List.of())),
                inContainer("protocol alone",
                        aws -> aws.portMappings(PortMapping.builder().containerPort(8080).protocol("tcp").build())),
                inContainer("links, dependencies, hosts, name servers, ulimits: empty",
                        aws -> aws.links(List.of()).dependsOn(List.of()).extraHosts(List.of()).dnsServers(List.of())
                                .dnsSearchDomains(List.of()).ulimits(List.of()).secrets(List.of())),
                inContainer("order of variables", aws -> aws.environment(variable("B", "2"), variable("A", "1"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("what_aws_fills_in")
    void a_default_makes_no_other_revision(String what, TaskDefinition withDefault) {
        assertThat(of(withDefault).id()).isEqualTo(of(plain()).id());
        assertThat(of(withDefault).beyond()).isEmpty();
    }

    static Stream<Arguments> what_somebody_added() {
        return Stream.of(task("storage", aws -> aws.ephemeralStorage(EphemeralStorage.builder().sizeInGiB(100).build())),
                task("host network", aws -> aws.networkMode("host")), task("role", aws -> aws.taskRoleArn("arn:aws:iam::1:role/x")),
                task("fault injection", aws -> aws.enableFaultInjection(true)),
                inContainer("secret", aws -> aws.secrets(Secret.builder().name("S").valueFrom("arn").build())),
                inContainer("pinned secret",
                        aws -> aws.secrets(Secret.builder().name("S")
                                .valueFrom("arn:aws:secretsmanager:eu-central-1:000000000000:secret:a-123456:key::v1").build())),
                inContainer("not essential", aws -> aws.essential(false)), inContainer("privileged", aws -> aws.privileged(true)),
                inContainer("another log group", aws -> aws.logConfiguration(LogConfiguration.builder().logDriver("awslogs")
                        .options(Map.of("awslogs-group", "/elsewhere", "awslogs-region", "eu-central-1", "awslogs-stream-prefix", "task"))
                        .build())),
                inContainer("UDP", aws -> aws.portMappings(PortMapping.builder().containerPort(8080).protocol("udp").build())));
    }

    @Test
    void containers_and_their_ports_have_no_order() {
        var proxy = ContainerDefinition.builder().name("proxy").image("proxy@sha256:2").build();
        var ports = List.of(PortMapping.builder().containerPort(8080).build(), PortMapping.builder().containerPort(9090).build());
        var one = plain().toBuilder().containerDefinitions(container().portMappings(ports).build(), proxy).build();
        var other = plain().toBuilder().containerDefinitions(proxy, container().portMappings(ports.reversed()).build()).build();

        assertThat(of(one).id()).isEqualTo(of(other).id());
    }

    @Test
    void a_health_check_is_read_with_ecs_s_interval_timeout_and_retries() {
        var said = plain().toBuilder().containerDefinitions(container().healthCheck(check -> check.command("CMD", "true").interval(30)
                .timeout(5).retries(3)).build()).build();
        var unsaid = plain().toBuilder().containerDefinitions(container().healthCheck(check -> check.command("CMD", "true")).build())
                .build();

        assertThat(of(said).id()).isEqualTo(of(unsaid).id());
        assertThat(of(said).beyond()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("what_somebody_added")
    void whatever_differs_is_another_revision_also_where_there_is_no_component_for_it(String what, TaskDefinition changed) {
        assertThat(of(changed).id()).isNotEqualTo(of(plain()).id());
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,true", "true,false"})
    void an_empty_volume_and_its_mount_are_read_with_what_aws_fills_in(boolean volumeFilled, boolean mountFilled) {
        Volume.Builder volume = Volume.builder().name("tmp");
        MountPoint.Builder mount = MountPoint.builder().sourceVolume("tmp").containerPath("/tmp");
        if (volumeFilled) volume.configuredAtLaunch(false).host(host -> {});
        if (mountFilled) mount.readOnly(false);

        var read = of(plain().toBuilder().volumes(volume.build())
                .containerDefinitions(container().readonlyRootFilesystem(true).mountPoints(mount.build()).build()).build());

        assertThat(read.beyond()).isEmpty();
        assertThat(read.scratch()).containsExactly("tmp");
        assertThat(read.containers().get("techdoc").mounts())
                .isEqualTo(Map.of("/tmp", new com.meddevo.aws.taskdefinition.TaskDefinition.Mount("tmp", false)));
    }

    /** AWS returns secrets in an order of its own, and labels as a map of everybody's. */
    @Test
    void secrets_are_read_by_name_whatever_their_order_and_leave_nothing_beyond() {
        var managed = Secret.builder().name("A").valueFrom("arn:aws:secretsmanager:eu-central-1:000000000000:secret:a-123456:uri::v1")
                .build();
        var parameter = Secret.builder().name("B").valueFrom("arn:aws:ssm:eu-central-1:000000000000:parameter/b").build();
        var labels = Map.of("com.meddevo.parameter-version.B", "7");

        var one = of(
                plain().toBuilder().containerDefinitions(container().secrets(managed, parameter).dockerLabels(labels).build()).build());
        var other = of(
                plain().toBuilder().containerDefinitions(container().secrets(parameter, managed).dockerLabels(labels).build()).build());

        assertThat(one.id()).isEqualTo(other.id());
        assertThat(one.beyond()).isEmpty();
        assertThat(one.containers().get("techdoc").secrets()).isEqualTo(Map.of("A",
                new com.meddevo.aws.taskdefinition.TaskDefinition.Secret("arn:aws:secretsmanager:eu-central-1:000000000000:secret:a-123456",
                        Optional.of("uri"), "v1"),
                "B", new com.meddevo.aws.taskdefinition.TaskDefinition.Secret("arn:aws:ssm:eu-central-1:000000000000:parameter/b",
                        Optional.empty(), "7")));
    }

    @Test
    void a_proxys_properties_have_no_order_and_are_part_of_the_identity() {
        var one = of(proxied(variable("ProxyIngressPort", "15000"), variable("AppPorts", "8080")));
        var other = of(proxied(variable("AppPorts", "8080"), variable("ProxyIngressPort", "15000")));
        var changed = of(proxied(variable("AppPorts", "9090"), variable("ProxyIngressPort", "15000")));

        assertThat(one.id()).isEqualTo(other.id()).isNotEqualTo(changed.id()).isNotEqualTo(of(plain()).id());
    }

    private static TaskDefinition proxied(KeyValuePair... properties) {
        return plain().toBuilder().proxyConfiguration(proxy -> proxy.containerName("envoy").properties(properties)).build();
    }

    @Test
    void every_default_of_the_table_is_tried() {
        var volume = plain().toBuilder().volumes(one -> one.name("tmp").configuredAtLaunch(false)).build();
        var files = plain().toBuilder().volumes(AreaVolumesTest.asAwsReturnsIt()).build();
        var tried = Stream.concat(Stream.of(volume, files), what_aws_fills_in().map(arguments -> (TaskDefinition) arguments.get()[1]))
                .flatMap(aws -> PojoTree.of(aws).entrySet().stream())
                .map(entry -> entry.getKey().replaceAll("\\[[^]]*]", "[]") + "=" + entry.getValue()).toList();

        assertThat(tried).containsAll(Normal.DEFAULTS.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
    }

    @ParameterizedTest
    @CsvSource({"256,256", "0.25 vCPU,256", "1vCPU,1024", "2 vcpu,2048"})
    void cpu_is_read_in_units(String text, int units) { assertThat(Normal.units(text, "vcpu")).isEqualTo(units); }

    private static com.meddevo.aws.taskdefinition.TaskDefinition of(TaskDefinition aws) {
        return NORMAL.of("techdoc", aws, Map.of(), Map.of());
    }
}
