package com.meddevo.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.cli.CommandLineCall;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftCommandTest {
    private HttpServer operator;
    private String report;

    @BeforeEach
    void an_operator_answers() throws IOException {
        operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        operator.createContext("/api/environments/local/drift", exchange -> {
            byte[] body = report.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        operator.start();
    }

    @AfterEach
    void stop() { operator.stop(0); }

    private CommandLineCall drift(String... more) {
        String url = "http://127.0.0.1:" + operator.getAddress().getPort();
        var arguments = new String[more.length + 3];
        System.arraycopy(new String[]{"drift", "--operator", url}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineCall.of(arguments);
    }

    @Test
    void what_drifts_is_a_table_with_the_reason_of_what_is_grave_and_exits_with_2() {
        report = """
                {"environment": "local", "read": "2026-03-01T08:00:00Z", "unknown": [], "drift": [
                  {"tier": "SECURITY", "app": "apps/techdoc", "resource": "service/techdoc/main", "field": "extras.executeCommand",
                   "observed": "true", "desired": "false", "declared": true, "because": "people can open a shell",
                   "since": "2026-03-01T07:59:00Z"},
                  {"tier": "OTHER", "app": "apps/techdoc", "resource": "service/techdoc/main", "field": "others",
                   "observed": "1", "desired": "absent", "declared": false, "because": "", "since": "2026-03-01T07:58:00Z"}]}
                """;

        var said = drift();

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).isEqualTo(
                """
                        TIER       APP            RESOURCE               FIELD                   OBSERVED   DESIRED   SINCE
                        security   apps/techdoc   service/techdoc/main   extras.executeCommand   true       false     2026-03-01T07:59:00Z
                        other      apps/techdoc   service/techdoc/main   others                  1          absent    2026-03-01T07:58:00Z   undeclared: left as it is
                        ! service/techdoc/main extras.executeCommand: people can open a shell
                        Read 2026-03-01T08:00:00Z.
                        """);
    }

    @Test
    void nothing_that_drifts_exits_with_0() {
        report = "{\"environment\": \"local\", \"read\": \"2026-03-01T08:00:00Z\", \"drift\": [], \"unknown\": []}";

        var said = drift();

        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("Nothing drifts in local.\n");
    }

    @Test
    void what_was_not_read_is_not_taken_for_in_sync() {
        report = "{\"environment\": \"local\", \"read\": null, \"drift\": [], \"unknown\": [\"apps/techdoc: service: throttled\"]}";

        var said = drift();

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("? not read: apps/techdoc: service: throttled", "Read not yet.");
        assertThat(said.err()).isEqualTo("meddevo: nothing drifts in what was read, but not everything was: see above\n");
    }

    @Test
    void json_is_what_the_operator_says() {
        report = "{\"environment\": \"local\", \"drift\": [], \"unknown\": []}";

        assertThat(drift("-o", "json").out()).isEqualToIgnoringWhitespace(report);
    }
}
