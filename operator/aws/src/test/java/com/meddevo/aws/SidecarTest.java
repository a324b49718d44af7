package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.ContainerHealthCheck;
import com.meddevo.fleet.Datadog;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import com.meddevo.fleet.Sidecar.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Containers beside the app's own. */
class SidecarTest {
    private static final Sidecar PROXY = new Sidecar("proxy", "public.ecr.aws/docker/library/haproxy:3.2", true, List.of("-f", "/conf"),
            Map.of("LEVEL", "info"), Map.of(),
            Optional.of(new ContainerHealthCheck(List.of("CMD", "probe"), Duration.ofSeconds(5), Duration.ofSeconds(2), 2, Duration.ZERO)),
            Duration.ofSeconds(10), true, Map.of("migrate", Condition.COMPLETE));
    private static final Sidecar MIGRATE = new Sidecar("migrate", "migrate:1", false, List.of(), Map.of(), Map.of(), Optional.empty(),
            Duration.ofSeconds(30), false, Map.of());
    private static final Datadog DATADOG = new Datadog("datadoghq.eu",
            new Secret.SecretsManagerEntry("production/datadog", Optional.of("api-key"), Secret.CURRENT), Datadog.AGENT_IMAGE, true,
            Datadog.ROUTER_IMAGE);

    private final World world = World.inProcess();

    @AfterEach
    void close() { world.close(); }

    static AppSpec withSidecars(AppSpec app) {
        return Specs.task(app, task -> task.but().sidecars(List.of(PROXY, MIGRATE))
                .dependsOn(Map.of("proxy", Condition.HEALTHY, "migrate", Condition.SUCCESS)).build());
    }

    private AppSpec watched(Datadog datadog) {
        world.account.client(SecretsManagerClient.class)
                .createSecret(request -> request.name("production/datadog").secretString("{\"api-key\": \"open sesame\"}"));
        return Specs.task(world.app("techdoc"), task -> task.but().datadog(Optional.of(datadog)).build());
    }

    private Map<String, ContainerDefinition> containers() {
        var service = world.account.ecs().describeServices(request -> request.cluster("local").services("techdoc")).services().getFirst();
        return world.account.ecs().describeTaskDefinition(request -> request.taskDefinition(service.taskDefinition())).taskDefinition()
                .containerDefinitions().stream().collect(Collectors.toMap(ContainerDefinition::name, container -> container));
    }

    private static Map<String, String> environment(ContainerDefinition container) {
        return container.environment().stream().collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value));
    }

    private static List<String> awaited(ContainerDefinition container) {
        return container.dependsOn().stream().map(other -> other.containerName() + " " + other.conditionAsString()).sorted().toList();
    }

    @Test
    void sidecars_run_beside_the_app_and_in_the_order_that_the_spec_says() {
        world.wants(withSidecars(world.app("techdoc"))).settle();

        var containers = containers();
        assertThat(containers).containsOnlyKeys("techdoc", "proxy", "migrate");
        assertThat(awaited(containers.get("techdoc"))).containsExactly("migrate SUCCESS", "proxy HEALTHY");
        assertThat(awaited(containers.get("proxy"))).containsExactly("migrate COMPLETE");
        assertThat(containers.get("proxy")).satisfies(proxy -> {
            assertThat(proxy.image()).isEqualTo("public.ecr.aws/docker/library/haproxy:3.2");
            assertThat(proxy.essential()).isTrue();
            assertThat(proxy.stopTimeout()).isEqualTo(10);
            assertThat(proxy.readonlyRootFilesystem()).isTrue();
            assertThat(proxy.healthCheck().command()).containsExactly("CMD", "probe");
            assertThat(proxy.logConfiguration().options()).containsEntry("awslogs-group", "/ecs/local/techdoc");
        });
        assertThat(containers.get("migrate").essential()).isFalse();
    }

    /** A sidecar's digest is none of the app's image. */
    @Test
    void the_app_is_pinned_to_its_own_image_and_not_to_a_sidecars() {
        var pinned = new Sidecar("aaa", "agent@sha256:" + "0".repeat(64), true, List.of(), Map.of(), Map.of(), Optional.empty(),
                Duration.ofSeconds(30), false, Map.of());
        world.wants(Specs.task(world.app("techdoc"), task -> task.but().sidecars(List.of(pinned)).build())).settle();

        world.restart();

        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void datadogs_agent_runs_beside_the_app_with_its_key_out_of_a_secret() {
        world.wants(watched(DATADOG)).settle();

        var agent = containers().get("datadog-agent");
        assertThat(agent.image()).isEqualTo("public.ecr.aws/datadog/agent:7");
        assertThat(agent.essential()).isFalse();
        assertThat(environment(agent)).containsEntry("ECS_FARGATE", "true").containsEntry("DD_SITE", "datadoghq.eu")
                .containsEntry("DD_ECS_TASK_COLLECTION_ENABLED", "true").containsEntry("DD_CLUSTER_NAME", "local")
                .containsEntry("DD_TAGS", "env:local service:techdoc version:1.0.0");
        assertThat(agent.secrets()).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo("DD_API_KEY");
            assertThat(secret.valueFrom()).contains(":secret:production/datadog").contains(":api-key:");
        });
        assertThat(agent.portMappings()).extracting(port -> port.containerPort() + "/" + port.protocolAsString())
                .containsExactlyInAnyOrder("8125/udp", "8126/tcp");
        assertThat(agent.healthCheck().command()).containsExactly("CMD-SHELL", "/probe.sh");
        assertThat(agent.mountPoints()).extracting(mount -> mount.sourceVolume() + " " + mount.containerPath())
                .containsExactly("dd-sockets /var/run/datadog");
    }

    @Test
    void the_app_gets_datadogs_labels_variables_and_sockets() {
        world.wants(watched(DATADOG)).settle();

        var app = containers().get("techdoc");
        assertThat(app.dockerLabels()).isEqualTo(Map.of("com.datadoghq.tags.env", "local", "com.datadoghq.tags.service", "techdoc",
                "com.datadoghq.tags.version", "1.0.0"));
        assertThat(environment(app)).containsEntry("DD_ENV", "local").containsEntry("DD_SERVICE", "techdoc")
                .containsEntry("DD_VERSION", "1.0.0").containsEntry("DD_TRACE_AGENT_URL", "unix:///var/run/datadog/apm.socket")
                .containsEntry("DD_DOGSTATSD_URL", "unix:///var/run/datadog/dsd.socket").containsEntry("LOG_LEVEL", "info");
        assertThat(app.mountPoints()).extracting(mount -> mount.containerPath()).containsExactly("/var/run/datadog");
        assertThat(awaited(app)).containsExactly("datadog-agent START", "datadog-log-router START");
    }

    @Test
    void the_apps_log_goes_to_datadog_by_firelens() {
        world.wants(watched(DATADOG)).settle();

        var containers = containers();
        var log = containers.get("techdoc").logConfiguration();
        assertThat(log.logDriver()).isEqualTo(LogDriver.AWSFIRELENS);
        assertThat(log.options()).containsEntry("Name", "datadog").containsEntry("Host", "http-intake.logs.datadoghq.eu")
                .containsEntry("TLS", "on");
        assertThat(log.secretOptions()).singleElement().satisfies(secret -> assertThat(secret.name()).isEqualTo("apikey"));
        var router = containers.get("datadog-log-router");
        assertThat(router.firelensConfiguration().typeAsString()).isEqualTo("fluentbit");
        assertThat(router.firelensConfiguration().options()).isEqualTo(Map.of("enable-ecs-log-metadata", "true"));
        assertThat(router.logConfiguration().logDriver()).isEqualTo(LogDriver.AWSLOGS);
    }

    @Test
    void an_environment_that_keeps_logs_in_cloudwatch_has_no_log_router() {
        world.wants(watched(new Datadog(DATADOG.site(), DATADOG.apiKey(), DATADOG.agentImage(), false, DATADOG.routerImage()))).settle();

        var containers = containers();
        assertThat(containers).containsOnlyKeys("techdoc", "datadog-agent");
        assertThat(containers.get("techdoc").logConfiguration().logDriver()).isEqualTo(LogDriver.AWSLOGS);
    }

    @Test
    void the_key_stands_in_no_plan_and_a_new_one_redeploys() {
        var app = watched(DATADOG);
        assertThat(world.wants(app).plan().json()).doesNotContain("sesame");
        world.settle();
        world.account.client(SecretsManagerClient.class)
                .putSecretValue(request -> request.secretId("production/datadog").secretString("{\"api-key\": \"another\"}"));

        assertThat(world.plan().applicable()).extracting(change -> change.id().kind()).contains("task-definition", "service");
    }

    @Test
    void a_missing_key_blocks_the_app_with_its_name() {
        world.wants(Specs.task(world.app("techdoc"), task -> task.but().datadog(Optional.of(DATADOG)).build()));

        assertThat(world.plan().blocked()).anySatisfy(blocked -> assertThat(blocked.because()).contains("secret production/datadog"));
    }

    @Test
    void what_the_spec_says_of_a_variable_stays() {
        var app = watched(DATADOG);
        world.wants(Specs.task(app, task -> task.but().environment(Map.of("DD_ENV", "mine")).build())).settle();

        assertThat(environment(containers().get("techdoc"))).containsEntry("DD_ENV", "mine");
    }

    @Test
    void all_of_it_reads_back_as_it_was_wanted() {
        world.wants(withSidecars(watched(DATADOG))).settle();
        world.restart();

        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void architecture_and_roles_reach_the_task_definition() {
        var app = Specs.task(world.app("techdoc"), task -> task.but().architecture(AppSpec.Architecture.ARM64)
                .role(Optional.of("arn:aws:iam::000000000000:role/own"))
                .executionRole(Optional.of("arn:aws:iam::000000000000:role/own-execution")).build());
        world.wants(app).settle();

        var running = world.account.ecs().describeTaskDefinition(request -> request.taskDefinition("meddevo-local-techdoc"))
                .taskDefinition();
        assertThat(running.runtimePlatform().cpuArchitectureAsString()).isEqualTo("ARM64");
        assertThat(running.runtimePlatform().operatingSystemFamilyAsString()).isEqualTo("LINUX");
        assertThat(running.taskRoleArn()).endsWith("role/own");
        assertThat(running.executionRoleArn()).endsWith("role/own-execution");
    }

    @Test
    void an_app_that_names_no_role_gets_the_environments() {
        world.wants(Specs.task(world.app("techdoc"), task -> task.but().architecture(AppSpec.Architecture.X86_64).build())).settle();

        var running = world.account.ecs().describeTaskDefinition(request -> request.taskDefinition("meddevo-local-techdoc"))
                .taskDefinition();
        assertThat(running.runtimePlatform().cpuArchitectureAsString()).isEqualTo("X86_64");
        assertThat(Optional.of(running.taskRoleArn())).isEqualTo(world.environment.roles().task());
        assertThat(Optional.of(running.executionRoleArn())).isEqualTo(world.environment.roles().execution());
    }
}
