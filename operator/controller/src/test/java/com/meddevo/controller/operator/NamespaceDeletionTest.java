package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.controller.OperatorApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A namespace goes, with apps in it that name each other. Nothing can be created in it any more, no event for instance. */
class NamespaceDeletionTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void a_deleted_namespace_leaves_nothing_behind_but_logs(@TempDir Path folder) throws IOException {
        try (var playground = new Playground(folder);
                ConfigurableApplicationContext operator = SpringApplication.run(OperatorApplication.class, playground.arguments())) {
            playground.environment("test", "apps");
            caller(playground, "one", "other");
            caller(playground, "other", "one");
            await().atMost(SOON).until(() -> playground.isAtRest("one") && playground.isAtRest("other"));
            assertThat(operator.isRunning()).isTrue();
            assertThat(playground.app("one").get().getStatus().getNotes()).singleElement().asString()
                    .startsWith("simulation: spec.access").contains("nothing enforces them here");

            playground.client.namespaces().withName(Playground.NAMESPACE).delete();

            await().atMost(SOON).until(() -> playground.client.namespaces().withName(Playground.NAMESPACE).get() == null);
            var account = playground.simulation.account();
            assertThat(account.ecs().listServices(request -> request.cluster("test")).serviceArns()).isEmpty();
            // ECS shows inactive services for an hour, and their tags
            await().atMost(SOON).untilAsserted(() -> assertThat(account.tagging().getResources(request -> request.tagFilters(
                    filter -> filter.key("meddevo:environment").values("test"))).resourceTagMappingList()).isNotEmpty()
                    .allSatisfy(left -> assertThat(left.resourceARN()).matches(".*(:log-group:|:task-definition/|:service/).*")));
        }
    }

    private static void caller(Playground playground, String name, String lets) {
        playground.push(name, "1.0.0");
        playground.apply("""
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: %1$s, namespace: apps}
                spec:
                  environment: test
                  image: {repository: %1$s, tag: 1.0.0}
                  task: {cpu: 256, memory: 512, architecture: ARM64}
                  port: 8081
                  route: {listener: internal, paths: [/%1$s/*], healthCheck: {path: /health}}
                  discovery: {name: %1$s}
                  access: {from: [%2$s]}
                  alarms: [{name: errors, figure: ServerErrors, above: 5}]
                  scale: {min: 1, max: 2, cpuPercent: 60}
                """.formatted(name, lets));
    }
}
