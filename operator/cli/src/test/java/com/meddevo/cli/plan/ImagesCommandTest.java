package com.meddevo.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.cli.CommandLineCall;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImagesCommandTest {
    private final Map<String, String> answers = new HashMap<>(Map.of("/api/registries", "[\"platform\"]"));
    private HttpServer operator;

    @BeforeEach
    void an_operator_answers() throws IOException {
        operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        operator.createContext("/", exchange -> {
            byte[] body = answers.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        operator.start();
    }

    @AfterEach
    void stop() { operator.stop(0); }

    private CommandLineCall images() {
        return CommandLineCall.of("images", "--operator", "http://127.0.0.1:" + operator.getAddress().getPort());
    }

    private void reported(String images, String unknown) { answers.put("/api/registries/platform/images", """
            {"registry": "platform", "read": "2026-03-01T08:00:00Z", "deleted": 3, "images": [%s], "unknown": [%s]}
            """.formatted(images, unknown)); }

    @Test
    void each_image_stands_with_what_becomes_of_it_and_why_and_some_that_go_exit_with_2() {
        reported("""
                {"repository": "techdoc", "digest": "sha256:0123456789abcdef", "goes": true, "because": "no tag, older than 7 days"},
                {"repository": "render", "digest": "sha256:fedcba9876543210", "goes": false, "because": "production: runs"}""", "");

        var said = images();

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).isEqualTo("""
                          REPOSITORY   IMAGE                 WHY
                - goes    techdoc      sha256:0123456789ab   no tag, older than 7 days
                = stays   render       sha256:fedcba987654   production: runs
                1 go, 1 stay, 3 went before.
                Read 2026-03-01T08:00:00Z.
                """);
    }

    @Test
    void all_that_stay_exit_with_0() {
        reported("{\"repository\": \"render\", \"digest\": \"sha256:fedcba9876543210\", \"goes\": false, \"because\": \"is tagged 1.0\"}",
                "");

        assertThat(images().exit()).isZero();
    }

    @Test
    void an_environment_that_was_not_heard_is_told_and_exits_with_1() {
        reported("", "\"staging: throttled\"");

        var said = images();

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("No images.", "? staging: throttled");
        assertThat(said.err()).contains("not everything was read");
    }

    @Test
    void of_several_registries_one_is_to_be_named() {
        answers.put("/api/registries", "[\"platform\", \"other\"]");

        assertThat(images().err()).contains("name one of [\"platform\",\"other\"] with --registry");
    }
}
