package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.controller.OperatorApplication;
import com.meddevo.controller.leader.Leadership;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Two replicas: one leads, the other stands by. */
class StandbyTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private Playground playground;
    private ConfigurableApplicationContext leader;
    private ConfigurableApplicationContext standby;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        playground = new Playground(folder);
        playground.environment("test", "apps");
        playground.app("techdoc", "1.0.0", 1);
        leader = replica();
        await().atMost(SOON).until(() -> playground.isAtRest("techdoc"));
        standby = replica();
    }

    @AfterEach
    void stop() {
        standby.close();
        leader.close();
        playground.close();
    }

    @Test
    void whoever_stands_by_is_ready_and_lets_the_leader_answer() throws Exception {
        await().atMost(SOON).until(() -> get(standby, "/actuator/health/readiness").statusCode() == 200);

        assertThat(get(standby, "/actuator/health/readiness").body()).contains("standsBy");
        assertThat(get(standby, "/api/apps").body()).isEqualTo(get(leader, "/api/apps").body()).contains("techdoc");
        assertThat(get(standby, "/").headers().firstValue("content-type")).hasValue("text/html;charset=UTF-8");
        assertThat(get(standby, "/api/environments/nowhere/plan").statusCode()).isEqualTo(404);
        assertThat(firstLine("/live")).isEqualTo("event:fleet");
        assertThat(get(standby, "/actuator/prometheus").body()).contains("meddevo_leader 0.0");
        assertThat(get(leader, "/actuator/prometheus").body()).contains("meddevo_leader 1.0");
    }

    @Test
    void whoever_stands_by_takes_over_and_says_so_meanwhile() throws Exception {
        leader.close();
        assertThat(get(standby, "/api/apps")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("This replica stands by, and ").contains("try again in a moment");
        });

        // a lease that runs out by itself takes 15 s
        playground.client.leases().inNamespace("default").withName("meddevo-operator").delete();

        await().atMost(SOON).until(() -> standby.getBean(Leadership.class).isOurs());
        await().atMost(SOON).until(() -> get(standby, "/api/apps").body().contains("techdoc"));
        await().atMost(SOON).until(() -> get(standby, "/actuator/health/readiness").statusCode() == 200);
    }

    private ConfigurableApplicationContext replica() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        return SpringApplication.run(OperatorApplication.class, Stream.concat(
                Arrays.stream(playground.arguments()).filter(argument -> !argument.startsWith("--server.port=")),
                Stream.of("--server.port=" + port, "--meddevo.leader-election.enabled=true",
                        "--meddevo.leader-election.address=127.0.0.1:" + port))
                .toArray(String[]::new));
    }

    private static HttpRequest request(ConfigurableApplicationContext replica, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.getEnvironment().getProperty("local.server.port") + path))
                .build();
    }

    private HttpResponse<String> get(ConfigurableApplicationContext replica, String path) throws IOException, InterruptedException {
        return http.send(request(replica, path), BodyHandlers.ofString());
    }

    private String firstLine(String path) throws IOException, InterruptedException {
        try (var lines = new BufferedReader(
                new InputStreamReader(http.send(request(standby, path), BodyHandlers.ofInputStream()).body()))) {
            return lines.readLine();
        }
    }
}
