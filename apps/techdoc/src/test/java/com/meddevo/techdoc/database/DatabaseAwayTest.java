package com.meddevo.techdoc.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.techdoc.Api;
import com.meddevo.techdoc.Api.Answer;
import com.meddevo.techdoc.TechdocApplication;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class DatabaseAwayTest {
    @Test
    void a_service_without_its_database_lives_says_it_is_not_ready_and_is_as_soon_as_the_database_comes() throws IOException {
        int mongoPort = freePort();
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(TechdocApplication.class).run("--server.port=0",
                "--MONGODB_URI=mongodb://127.0.0.1:" + mongoPort + "/techdoc", "--PEER_RENDER_URL=http://127.0.0.1:" + freePort())) {
            Api api = new Api(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

            assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
            Answer away = api.get("/api/techdoc/devices");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.at("code")).isEqualTo("database-unavailable");
            assertThat(away.header("Retry-After")).isEqualTo("5");

            MongoServer mongo = new MongoServer(new MemoryBackend());
            mongo.bind("127.0.0.1", mongoPort);
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> api.get("/actuator/health/readiness").status() == 200);
                Answer device = api.device();
                assertThat(device.status()).isEqualTo(201);
                assertThat(api.post("/api/techdoc/devices", "{\"basicUdiDi\": \"%s\", \"name\": \"x\"}".formatted(device.at("basicUdiDi")))
                        .status())
                        .as("the indexes were made").isEqualTo(409);
            } finally {
                mongo.shutdownNow();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
