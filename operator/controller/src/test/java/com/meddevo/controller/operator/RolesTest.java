package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.controller.OperatorApplication;
import com.meddevo.controller.registry.Registries;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * What the chart lets the operator do is what the operator does: started with the chart's own settings, it sees everything come, change and go once, and every
 * request is held against the roles.
 */
class RolesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path CASES = Path.of(System.getProperty("meddevo.root"), "helm", "test", "cases");
    private static final Path SMALLEST = CASES.resolve("smallest").resolve("expected.yaml");
    private static final Path SHARD = CASES.resolve("shard").resolve("expected.yaml");

    @Test
    void the_chart_gives_every_right_that_is_used_and_no_other(@TempDir Path folder) throws IOException {
        var roles = ChartRoles.of(SMALLEST);
        try (var playground = new Playground(folder)) {
            playground.client.resource(new NamespaceBuilder().withNewMetadata().withName(ChartRoles.NAMESPACE).endMetadata().build())
                    .create();
            everythingComesAndGoes(playground, roles, settings(SMALLEST, folder.resolve("settings")));
        }

        assertThat(roles.refused()).isEmpty();
        // java-operator-sdk starts only if it may update leases, which it patches; and after a conflict, which no run brings about at will, it reads again
        assertThat(roles.unused()).containsExactlyInAnyOrder("get meddevo.com/meddevoapps", "get meddevo.com/meddevoenvironments",
                "get meddevo.com/meddevoregistries", "update coordination.k8s.io/leases");
    }

    @Test
    void a_shard_that_keeps_a_registry_may_see_every_app_and_needs_no_more_of_those_that_others_drive(@TempDir Path folder)
            throws IOException {
        var roles = ChartRoles.of(SHARD);
        try (var playground = new Playground(folder)) {
            List.of(ChartRoles.NAMESPACE, "production", "production-eu", "develop").forEach(name -> playground.client
                    .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create());
            List.of("production", "production-eu", "develop").forEach(name -> playground.environment(name, name));
            String named = playground.untagged("techdoc", "asked for");
            String unneeded = playground.untagged("techdoc", "forgotten");
            playground.push("techdoc", "1.0.0");
            playground.apply("""
                    apiVersion: meddevo.com/v1alpha1
                    kind: MeddevoApp
                    metadata: {name: techdoc, namespace: develop}
                    spec:
                      environment: develop
                      image: {repository: techdoc, digest: "%s"}
                      task: {cpu: 256, memory: 512, architecture: ARM64}
                    """.formatted(named));
            playground.registry("platform", "develop, production, production-eu");

            try (ConfigurableApplicationContext operator = operator(playground, roles, settings(SHARD, folder.resolve("settings")))) {
                await().atMost(SOON).until(() -> playground.simulation.images().find("techdoc", unneeded).isEmpty());

                assertThat(playground.simulation.images().find("techdoc", named)).isPresent();
                assertThat(operator.getBean(Registries.class).views().get("platform").plan().notRead()).isEmpty();
            }
        }

        assertThat(roles.refused()).isEmpty();
        assertThat(roles.unused()).doesNotContain("list meddevo.com/meddevoapps", "watch meddevo.com/meddevoapps");
    }

    private static void everythingComesAndGoes(Playground playground, ChartRoles roles, Path settings) {
        try (ConfigurableApplicationContext operator = operator(playground, roles, settings)) {
            assertThat(operator.getEnvironment().getProperty("local.management.port")).as("health and metrics have a port of their own")
                    .isNotEqualTo(operator.getEnvironment().getProperty("local.server.port"));
            playground.environment("test", "apps");
            playground.apply("""
                    apiVersion: meddevo.com/v1alpha1
                    kind: MeddevoRegistry
                    metadata: {name: platform}
                    spec:
                      aws: {region: eu-central-1, accountId: "000000000000"}
                      environments: [test]
                    """);
            playground.app("techdoc", "1.0.0", 1);
            await().atMost(SOON).until(() -> playground.isAtRest("techdoc"));
            var registry = playground.client.resources(MeddevoRegistry.class).withName("platform");
            await().atMost(SOON).until(() -> registry.get().getStatus() != null);

            playground.client.namespaces().withName(Playground.NAMESPACE).delete();
            registry.delete();
            await().atMost(SOON).until(() -> playground.app("techdoc").get() == null && registry.get() == null);
            playground.environment("test").delete();
            await().atMost(SOON).until(() -> playground.environment("test").get() == null);
        }
    }

    private static ConfigurableApplicationContext operator(Playground playground, ChartRoles roles, Path settings) {
        return new SpringApplicationBuilder(OperatorApplication.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean("heldAgainstTheRoles", KubernetesClient.class,
                        () -> client(context.getEnvironment().getRequiredProperty("meddevo.kubeconfig"), roles),
                        definition -> definition.setPrimary(true)))
                .run(playground.arguments("--spring.config.additional-location=file:" + settings + "/", "--POD_IP=127.0.0.1",
                        "--management.server.port=0", "--meddevo.sweep.slow=2s"));
    }

    /** What the chart's pods read beside the operator's own defaults. */
    private static Path settings(Path manifests, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(manifests)) {
            Object all = new KubernetesSerialization().unmarshal(file);
            ConfigMap settings = ((Collection<?>) all).stream().filter(ConfigMap.class::isInstance).map(ConfigMap.class::cast).findFirst()
                    .orElseThrow();
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("application.yaml"), settings.getData().get("application.yaml"));
            return folder;
        }
    }

    private static KubernetesClient client(String kubeconfig, ChartRoles roles) {
        return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Path.of(kubeconfig).toFile()))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("roles", roles)).build();
    }
}
