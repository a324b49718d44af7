package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.controller.OperatorApplication;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.registry.Registries;
import com.meddevo.controller.roster.Shard;
import com.meddevo.controller.web.FleetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Several operators in one cluster, each with environments of its own. */
class ShardTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void only_the_environments_and_registries_of_the_shard_are_touched(@TempDir Path folder) throws IOException {
        try (var playground = new Playground(folder)) {
            foreignEnvironment(playground);
            playground.environment("test", "apps");
            foreignApp(playground, "{repository: foreign, tag: 1.0.0}");
            playground.registry("platform", "test, other");
            playground.registry("elsewhere", "test, other");
            playground.app("own", "1.0.0", 1);
            try (ConfigurableApplicationContext operator = SpringApplication.run(OperatorApplication.class,
                    playground.arguments("--meddevo.shard.environments=test", "--meddevo.shard.registries=platform"))) {
                await().atMost(SOON).until(() -> playground.isAtRest("own"));
                await().atMost(SOON).until(() -> find(playground, "platform").getStatus() != null);

                assertThat(playground.environment("test").get().getMetadata().getFinalizers()).isNotEmpty();
                assertThat(playground.environment("other").get()).satisfies(other -> {
                    assertThat(other.getMetadata().getFinalizers()).isEmpty();
                    assertThat(other.getStatus()).isNull();
                });
                assertThat(playground.client.resources(MeddevoApp.class).inNamespace("others").withName("foreign").get())
                        .satisfies(foreign -> {
                            assertThat(foreign.getMetadata().getFinalizers()).isEmpty();
                            assertThat(foreign.getStatus()).isNull();
                        });
                assertThat(find(playground, "elsewhere").getMetadata().getFinalizers()).isEmpty();
                assertThat(operator.getBean(FleetReader.class).environments()).containsExactly("test");
                assertThat(operator.getBean(FleetReader.class).apps()).extracting(FleetReader.App::name).containsExactly("own");
            }
        }
    }

    @Test
    void a_shard_cleans_up_for_environments_that_others_drive_and_keeps_what_apps_ask_for_that_it_does_not_watch(@TempDir Path folder)
            throws IOException {
        try (var playground = new Playground(folder)) {
            foreignEnvironment(playground);
            playground.environment("test", "apps");
            String named = playground.untagged("own", "asked for by the other");
            String unneeded = playground.untagged("own", "forgotten");
            foreignApp(playground, "{repository: own, digest: \"%s\"}".formatted(named));
            playground.app("own", "1.0.0", 1);
            playground.registry("platform", "test, other");
            try (ConfigurableApplicationContext operator = SpringApplication.run(OperatorApplication.class, playground.arguments(
                    "--meddevo.shard.environments=test", "--meddevo.shard.registries=platform", "--meddevo.namespaces=apps",
                    "--meddevo.sweep.slow=2s"))) {
                await().atMost(SOON).until(() -> playground.simulation.images().find("own", unneeded).isEmpty());

                assertThat(playground.simulation.images().find("own", named)).isPresent();
                assertThat(operator.getBean(Environments.class).loop("other")).isEmpty();
                assertThat(playground.environment("other").get().getStatus()).isNull();
            }
        }
    }

    @Test
    void a_shard_keeps_every_image_while_one_that_pulls_is_bound_nowhere(@TempDir Path folder) throws IOException {
        try (var playground = new Playground(folder)) {
            playground.environment("test", "apps");
            playground.app("own", "1.0.0", 1);
            String unneeded = playground.untagged("own", "forgotten");
            playground.registry("platform", "test, other");
            try (ConfigurableApplicationContext operator = SpringApplication.run(OperatorApplication.class,
                    playground.arguments("--meddevo.shard.environments=test", "--meddevo.shard.registries=platform"))) {
                await().atMost(SOON).until(() -> find(playground, "platform").getStatus() != null
                        && find(playground, "platform").getStatus().getRepositories() != null);

                assertThat(playground.simulation.images().find("own", unneeded)).isPresent();
                assertThat(operator.getBean(Registries.class).views().get("platform").plan().notRead()).asString().contains("other");
            }
        }
    }

    @Test
    void registries_without_environments_are_refused_with_a_sentence() {
        assertThatThrownBy(() -> new Shard(Set.of(), Set.of("platform"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meddevo.shard.registries is set without meddevo.shard.environments");
    }

    private static void foreignEnvironment(Playground playground) {
        playground.environment("other", "others");
        playground.apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: others}
                """);
    }

    private static void foreignApp(Playground playground, String image) { playground.apply("""
            apiVersion: meddevo.com/v1alpha1
            kind: MeddevoApp
            metadata: {name: foreign, namespace: others}
            spec:
              environment: other
              image: %s
              task: {cpu: 256, memory: 512, architecture: ARM64}
            """.formatted(image)); }

    private static MeddevoRegistry find(Playground playground, String name) {
        return playground.client.resources(MeddevoRegistry.class).withName(name).get();
    }
}
