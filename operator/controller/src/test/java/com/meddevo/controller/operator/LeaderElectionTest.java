package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.controller.OperatorApplication;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the operator's process ends while it holds a lease. */
class LeaderElectionTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX");

    private Playground playground;
    private Process operator;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        playground = new Playground(folder);
        playground.environment("test", "apps");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OperatorApplication.class.getName()));
        command.addAll(List.of(playground.arguments("--meddevo.leader-election.enabled=true")));
        operator = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("operator.log").toFile()).start();
        await().atMost(START).until(() -> holder().endsWith("-" + operator.pid()) && isObserved());
    }

    @AfterEach
    void stop() throws InterruptedException {
        operator.destroyForcibly().waitFor();
        playground.close();
    }

    @Test
    void sigterm_ends_a_leader_within_seconds() throws InterruptedException {
        operator.destroy();

        assertThat(operator.waitFor(15, TimeUnit.SECONDS)).as("the process has ended").isTrue();
    }

    @Test
    void a_leader_that_lost_its_lease_ends_at_once() {
        // a merge, since a read and a write would race with the leader's own renewal
        playground.client.leases().inNamespace("default").withName("meddevo-operator").patch(PatchContext.of(PatchType.JSON_MERGE), """
                {"spec": {"holderIdentity": "somebody-else", "renewTime": "%s"}}"""
                .formatted(MICRO_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1))));

        await().atMost(Duration.ofSeconds(30)).until(() -> !operator.isAlive());
        assertThat(operator.exitValue()).isEqualTo(1);
        assertThat(holder()).isEqualTo("somebody-else");
    }

    private String holder() {
        Lease lease = playground.client.leases().inNamespace("default").withName("meddevo-operator").get();
        return Optional.ofNullable(lease).map(held -> held.getSpec().getHolderIdentity()).orElse("");
    }

    private boolean isObserved() {
        var status = playground.environment("test").get().getStatus();
        return status != null && status.getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }
}
