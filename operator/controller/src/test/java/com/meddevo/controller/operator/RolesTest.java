package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.controller.OperatorApplication;
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
    private static final Path MANIFESTS = Path.of(System.getProperty("meddevo.root"), "helm", "test", "cases", "smallest", "expected.yaml");

    @Test
    void the_chart_gives_every_right_that_is_used_and_no_other(@TempDir Path folder) throws IOException {
        var roles = ChartRoles.of(MANIFESTS);
        try (var playground = new Playground(folder)) {
            playground.client.resource(new NamespaceBuilder().withNewMetadata().withName(ChartRoles.NAMESPACE).endMetadata().build())
                    .create();
            everythingComesAndGoes(playground, roles, settings(folder.resolve("settings")));
        }

        assertThat(roles.refused()).isEmpty();
        // java-operator-sdk starts only if it may update leases, which it patches; and after a conflict, which no run brings about at will, it reads again
        assertThat(roles.unused()).containsExactlyInAnyOrder("get meddevo.com/meddevoapps", "get meddevo.com/meddevoenvironments",
                "get meddevo.com/meddevoregistries", "update coordination.k8s.io/leases");
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
                        "--management.server.port=0"));
    }

    /** What the chart's pods read beside the operator's own defaults. */
    private static Path settings(Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(MANIFESTS)) {
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
