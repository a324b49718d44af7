package com.meddevo.localcloud.ecs;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

class TaskDefinitionTest {

    private final Stage stage = Stage.set();

    @Test
    @Tag("aws-14")
    void everything_that_aws_fills_into_a_definition_is_filled_in() {
        var definition = stage.ecs()
                .registerTaskDefinition(stage.definition("web", "web:1").containerDefinitions(ContainerDefinition.builder().name("app")
                        .image("web:1").portMappings(port -> port.containerPort(8080), port -> port.containerPort(9090))
                        .healthCheck(check -> check.command("CMD-SHELL", "true")).build()).build())
                .taskDefinition();

        assertThat(definition).returns(TaskDefinitionStatus.ACTIVE, TaskDefinition::status).returns(1, TaskDefinition::revision)
                .returns(List.of(Compatibility.EC2, Compatibility.FARGATE), TaskDefinition::compatibilities)
                .returns(true, TaskDefinition::hasVolumes)
                .returns(true, TaskDefinition::hasPlacementConstraints).returns(false, TaskDefinition::enableFaultInjection);
        assertThat(definition.requiresAttributes()).extracting("name").contains("ecs.capability.task-eni",
                "ecs.capability.container-health-check");
        var container = definition.containerDefinitions().getFirst();
        assertThat(container).returns(0, ContainerDefinition::cpu).returns(true, ContainerDefinition::essential)
                .returns(true, ContainerDefinition::hasEnvironment).returns(true, ContainerDefinition::hasMountPoints)
                .returns(true, ContainerDefinition::hasVolumesFrom).returns(true, ContainerDefinition::hasSystemControls)
                .returns(false, ContainerDefinition::hasSecrets).returns(false, ContainerDefinition::hasUlimits);
        assertThat(container.portMappings()).extracting(PortMapping::containerPort, PortMapping::hostPort, PortMapping::protocol)
                .containsExactlyInAnyOrder(tuple(8080, 8080, TransportProtocol.TCP),
                        tuple(9090, 9090, TransportProtocol.TCP));
        assertThat(container.healthCheck()).satisfies(check -> {
            assertThat(check.interval()).isEqualTo(30);
            assertThat(check.timeout()).isEqualTo(5);
            assertThat(check.retries()).isEqualTo(3);
        });
    }

    @Test
    @Tag("aws-14")
    void the_environment_comes_back_in_another_order_and_the_last_of_two_values_stays() {
        var given = List.of(pair("B", "1"), pair("A", "1"), pair("LOG_LEVEL", "info"), pair("B", "2"));
        var definition = stage.ecs().registerTaskDefinition(stage.definition("web", "web:1")
                .containerDefinitions(ContainerDefinition.builder().name("app").image("web:1").environment(given).build()).build())
                .taskDefinition();

        var shown = definition.containerDefinitions().getFirst().environment();

        assertThat(shown).containsExactlyInAnyOrder(pair("A", "1"), pair("B", "2"), pair("LOG_LEVEL", "info"));
        assertThat(shown).extracting(KeyValuePair::name).isNotEqualTo(List.of("B", "A", "LOG_LEVEL"));
    }

    @ParameterizedTest
    @CsvSource({"0.25 vCPU, 0.5 GB, 256, 512", ".5 vcpu, 1GB, 512, 1024", "1 vCPU, 2048, 1024, 2048"})
    void sizes_in_words_become_numbers(String cpu, String memory, String shownCpu, String shownMemory) {
        var definition = stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").cpu(cpu).memory(memory).build())
                .taskDefinition();

        assertThat(definition).returns(shownCpu, TaskDefinition::cpu).returns(shownMemory, TaskDefinition::memory);
    }

    @ParameterizedTest
    @CsvSource({"256, 4096", "512, 512", "1024, 1024", "300, 512", "4096, 31744", "8192, 17408"})
    void sizes_that_fargate_does_not_have_are_refused(String cpu, String memory) {
        assertThat(refused(() -> stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").cpu(cpu).memory(memory).build())))
                .startsWith("ClientException: No Fargate configuration exists for given values");
    }

    @ParameterizedTest
    @CsvSource({"256, 2048", "512, 4096", "1024, 8192", "2048, 16384", "4096, 30720", "8192, 61440", "16384, 122880"})
    void the_largest_sizes_of_fargate_are_accepted(String cpu, String memory) {
        assertThat(stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").cpu(cpu).memory(memory).build()).taskDefinition()
                .memory())
                .isEqualTo(memory);
    }

    @Test
    @Tag("aws-16")
    void each_registration_is_a_new_revision_and_numbers_are_never_used_again() {
        stage.registered("web", "web:1");
        var second = stage.registered("web", "web:1");
        stage.ecs().deregisterTaskDefinition(request -> request.taskDefinition(second));
        stage.ecs().deleteTaskDefinitions(request -> request.taskDefinitions(second));

        assertThat(stage.registered("web", "web:1")).endsWith("web:3");
        assertThat(refused(() -> stage.ecs().describeTaskDefinition(request -> request.taskDefinition(second))))
                .isEqualTo("ClientException: Unable to describe task definition.");
    }

    @Test
    @Tag("aws-16")
    @Tag("aws-36")
    void tags_are_shown_on_request_only() {
        var arn = stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").tags(tag -> tag.key("hash").value("4f1c")).build())
                .taskDefinition()
                .taskDefinitionArn();

        assertThat(stage.ecs().describeTaskDefinition(request -> request.taskDefinition(arn)).hasTags()).isFalse();
        assertThat(stage.ecs().describeTaskDefinition(request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS)).tags())
                .hasSize(1);
        assertThat(refused(() -> stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").tags(List.of()).build())))
                .isEqualTo("InvalidParameterException: Tags can not be empty.");
    }

    @Test
    void a_definition_is_found_by_arn_family_and_revision_or_family_alone() {
        var first = stage.registered("web", "web:1");
        var second = stage.registered("web", "web:2");

        assertThat(described(first).taskDefinitionArn()).isEqualTo(first);
        assertThat(described("web:1").taskDefinitionArn()).isEqualTo(first);
        assertThat(described("web").taskDefinitionArn()).isEqualTo(second);
        stage.ecs().deregisterTaskDefinition(request -> request.taskDefinition("web:2"));
        assertThat(described("web").taskDefinitionArn()).isEqualTo(first);
    }

    @Test
    @Tag("aws-17")
    void an_inactive_definition_is_still_described_and_still_run() {
        var definition = stage.registered("web", "web:1");
        stage.ecs().createService(stage.service("web", definition, 1).build());
        stage.ecs().deregisterTaskDefinition(request -> request.taskDefinition(definition));

        stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(2));
        stage.advance(Duration.ofSeconds(30));

        assertThat(described(definition).status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
        assertThat(stage.described("web").runningCount()).isEqualTo(2);
        assertThat(refused(() -> stage.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(definition))))
                .isEqualTo("ClientException: TaskDefinition is inactive");
    }

    @Test
    @Tag("aws-17")
    void a_deleted_definition_goes_when_nothing_uses_it_any_more() {
        var definition = stage.registered("web", "web:1");
        stage.ecs().createService(stage.service("web", definition, 0).build());
        assertThat(stage.ecs().deleteTaskDefinitions(request -> request.taskDefinitions(definition)).failures()).extracting(Failure::arn)
                .containsExactly(definition);
        stage.ecs().deregisterTaskDefinition(request -> request.taskDefinition(definition));

        stage.ecs().deleteTaskDefinitions(request -> request.taskDefinitions(definition));
        assertThat(described(definition).status()).isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS);
        stage.ecs().deleteService(request -> request.cluster("local").service("web"));

        assertThat(refused(() -> described(definition))).isEqualTo("ClientException: Unable to describe task definition.");
    }

    @Test
    void definitions_and_families_are_listed_by_state() {
        stage.registered("api", "api:1");
        stage.registered("web", "web:1");
        stage.registered("web", "web:2");
        stage.ecs().deregisterTaskDefinition(request -> request.taskDefinition("api:1"));

        assertThat(stage.ecs().listTaskDefinitions().taskDefinitionArns()).extracting(TaskDefinitionTest::name).containsExactly("web:1",
                "web:2");
        assertThat(stage.ecs().listTaskDefinitions(request -> request.familyPrefix("web").sort("DESC")).taskDefinitionArns())
                .extracting(TaskDefinitionTest::name).containsExactly("web:2", "web:1");
        assertThat(stage.ecs().listTaskDefinitions(request -> request.status("INACTIVE")).taskDefinitionArns()).hasSize(1);
        assertThat(stage.ecs().listTaskDefinitionFamilies(request -> request.status("ACTIVE")).families()).containsExactly("web");
        assertThat(stage.ecs().listTaskDefinitionFamilies().families()).containsExactly("api", "web");
    }

    @Test
    void what_aws_refuses_in_a_definition_is_refused() {
        assertThat(refused(() -> stage.ecs().registerTaskDefinition(stage.definition("not valid", "web:1").build())))
                .contains("Family contains invalid");
        assertThat(
                refused(() -> stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").containerDefinitions(List.of()).build())))
                .contains("Container list cannot be empty");
        assertThat(refused(() -> stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").networkMode("bridge").build())))
                .contains("Fargate only supports network mode");
        assertThat(refused(() -> stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").executionRoleArn(null)
                .containerDefinitions(ContainerDefinition.builder().name("app").image("web:1")
                        .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)).build())
                .build()))).contains("execution role ARN to support log driver awslogs");
        assertThat(refused(() -> stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").containerDefinitions(
                ContainerDefinition.builder().name("app").image("web:1").portMappings(port -> port.containerPort(80).hostPort(81)).build())
                .build())))
                .contains("host ports and container ports in port mappings must match");
    }

    private TaskDefinition described(String name) {
        return stage.ecs().describeTaskDefinition(request -> request.taskDefinition(name)).taskDefinition();
    }

    private static String name(String arn) { return arn.substring(arn.lastIndexOf('/') + 1); }

    private static KeyValuePair pair(String name, String value) { return KeyValuePair.builder().name(name).value(value).build(); }

    @Test
    void a_mount_names_a_volume_that_there_is_and_storage_has_bounds() {
        var mounted = ContainerDefinition.builder().name("app").image("web:1")
                .mountPoints(mount -> mount.sourceVolume("tmp").containerPath("/tmp")).build();

        assertThat(
                refused(() -> stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").containerDefinitions(mounted).build())))
                .isEqualTo("ClientException: Unknown volume 'tmp'.");
        assertThat(refused(() -> stage.ecs()
                .registerTaskDefinition(stage.definition("web", "web:1").ephemeralStorage(storage -> storage.sizeInGiB(20)).build())))
                .startsWith("ClientException: Ephemeral storage must be between");

        var registered = stage.ecs().registerTaskDefinition(stage.definition("web", "web:1").containerDefinitions(mounted)
                .volumes(volume -> volume.name("tmp")).ephemeralStorage(storage -> storage.sizeInGiB(21)).build()).taskDefinition();
        assertThat(registered.volumes().getFirst().configuredAtLaunch()).isFalse();
        assertThat(registered.containerDefinitions().getFirst().mountPoints().getFirst().readOnly()).isFalse();
    }
}
