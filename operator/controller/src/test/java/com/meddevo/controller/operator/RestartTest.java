package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.controller.OperatorApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The operator's process goes, and another one comes. */
class RestartTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    private Playground playground;
    private ConfigurableApplicationContext operator;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        playground = new Playground(folder);
        playground.environment("test", "apps");
        operator = SpringApplication.run(OperatorApplication.class, playground.arguments());
        playground.app("techdoc", "1.0.0", 2);
        await().atMost(SOON).until(() -> playground.isAtRest("techdoc"));
    }

    @AfterEach
    void stop() {
        operator.close();
        playground.close();
    }

    @Test
    void an_unchanged_fleet_is_read_and_not_written() {
        var before = playground.app("techdoc").get().getStatus().getConditions();
        restart(() -> playground.simulation.account().calls().clear());

        await().atMost(SOON).until(() -> playground.simulation.account().calls().calls("DescribeServices").size() >= 3);

        assertThat(playground.simulation.account().calls().writes()).isZero();
        assertThat(playground.app("techdoc").get().getStatus().getConditions()).as("no condition flickered")
                .usingRecursiveFieldByFieldElementComparator().isEqualTo(before);
    }

    @Test
    void a_spec_that_changed_meanwhile_is_applied_and_is_no_drift() {
        restart(() -> playground.app("techdoc", "1.0.0", 3));

        await().atMost(SOON).until(() -> playground.app("techdoc").get().getStatus().getRollout().getTasks().equals("3/3"));
        assertThat(reasons()).doesNotContain("Drifted");
    }

    @Test
    void what_somebody_changed_meanwhile_is_drift_and_is_healed() {
        restart(() -> playground.simulation.account().ecs()
                .updateService(request -> request.cluster("test").service("techdoc").desiredCount(1)));

        await().atMost(SOON).until(() -> reasons().contains("DriftHealed"));
        assertThat(playground.simulation.account().ecs().describeServices(request -> request.cluster("test").services("techdoc")).services()
                .getFirst().desiredCount()).isEqualTo(2);
    }

    private void restart(Runnable meanwhile) {
        operator.close();
        meanwhile.run();
        operator = SpringApplication.run(OperatorApplication.class, playground.arguments());
    }

    private List<String> reasons() {
        return playground.client.v1().events().inNamespace(Playground.NAMESPACE).list().getItems().stream().map(event -> event.getReason())
                .toList();
    }
}
