package com.meddevo.localcloud.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final String LISTENER = "listener";
    private final TableOfTest table = new TableOfTest().forwardAll(LISTENER, "group");
    private final Balancer balancer = new Balancer(table, Duration.ofSeconds(2));
    private final int port = balancer.listen(LISTENER, 0);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        client.close();
        balancer.close();
        for (AutoCloseable closeable : open)
            closeable.close();
    }

    @Test
    void the_rule_with_the_lowest_priority_that_matches_decides() throws Exception {
        // given
        table.targets.put("docs", List.of(saying("docs")));
        table.targets.put("api", List.of(saying("api")));
        table.routes.put(LISTENER, List.of(
                TableOfTest.forward(1, List.of(), List.of("/api/*"), "api"),
                TableOfTest.forward(2, List.of("LOCALHOST"), List.of(), "docs"),
                TableOfTest.fixed(Route.DEFAULT, 404, "nobody")));

        // when
        List<String> bodies = List.of(get("localhost", "/api/x").body(), get("localhost", "/").body(), get("127.0.0.1", "/").body());

        // then
        assertThat(bodies).containsExactly("api", "docs", "nobody");
    }

    @Test
    void a_fixed_response_has_its_status_type_and_body() throws Exception {
        // given
        table.routes.put(LISTENER, List.of(TableOfTest.fixed(Route.DEFAULT, 404, "no such app")));

        // when
        HttpResponse<String> response = get("localhost", "/");

        // then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(response.headers().firstValue("Server")).hasValue("awselb/2.0");
        assertThat(response.body()).isEqualTo("no such app");
    }

    @Test
    void without_a_target_the_answer_is_503() throws Exception {
        // when
        HttpResponse<String> response = get("localhost", "/");

        // then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("No target is registered");
    }

    @Test
    void without_any_rule_the_answer_is_404() throws Exception {
        // given
        table.routes.clear();

        // when
        HttpResponse<String> response = get("localhost", "/");

        // then
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void a_target_that_refuses_the_connection_costs_a_502() throws Exception {
        // given
        TargetOfTest gone = TargetOfTest.saying("");
        gone.close();
        table.targets.put("group", List.of(gone.target()));

        // when
        HttpResponse<String> response = get("localhost", "/");

        // then
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(table.completed).isEmpty();
    }

    @Test
    void a_target_that_stays_silent_costs_a_504() throws Exception {
        // given
        CountDownLatch end = new CountDownLatch(1);
        serve(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                exchange.close();
            }
        });

        // when
        HttpResponse<String> response = get("localhost", "/");
        end.countDown();

        // then
        assertThat(response.statusCode()).isEqualTo(504);
    }

    @Test
    void healthy_targets_take_turns() throws Exception {
        // given
        table.targets.put("group", List.of(saying("a"), saying("b"), saying("c")));

        // when
        List<String> bodies = bodies(9);

        // then
        assertThat(bodies.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))).isEqualTo(
                Map.of("a", 3L, "b", 3L, "c", 3L));
    }

    @Test
    void groups_get_requests_by_their_weight() throws Exception {
        // given
        table.targets.put("blue", List.of(saying("blue")));
        table.targets.put("green", List.of(saying("green")));
        table.targets.put("off", List.of(saying("off")));
        Action action = new Action.Forward(List.of(new Weighted("blue", 90), new Weighted("green", 10), new Weighted("off", 0)));
        table.routes.put(LISTENER, List.of(new Route(Route.DEFAULT, List.of(), List.of(), action)));

        // when
        List<String> bodies = bodies(100);

        // then
        assertThat(bodies.stream().filter("green"::equals).count()).isBetween(8L, 12L);
        assertThat(bodies).doesNotContain("off");
    }

    @Test
    void a_target_sees_the_clients_host_and_who_asked() throws Exception {
        // given
        serve(exchange -> TargetOfTest.answer(exchange, 200, exchange.getRequestHeaders().entrySet().stream()
                .map(header -> header.getKey().toLowerCase() + "=" + String.join(",", header.getValue()))
                .sorted().collect(Collectors.joining("\n"))));
        HttpRequest request = HttpRequest.newBuilder(uri("localhost", "/")).header("X-Forwarded-For", "10.1.2.3").header("TE", "trailers")
                .build();

        // when
        String seen = client.send(request, BodyHandlers.ofString()).body();

        // then
        assertThat(seen.lines()).contains("host=localhost:" + port, "x-forwarded-for=10.1.2.3, 127.0.0.1", "x-forwarded-proto=http",
                "x-forwarded-port="
                        + port);
        assertThat(seen).containsPattern("x-amzn-trace-id=Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
        assertThat(seen).doesNotContain("te=trailers", "via=", "\nforwarded=");
    }

    @Test
    void paths_and_queries_reach_the_target_as_they_were_sent() throws Exception {
        // given
        serve(exchange -> TargetOfTest.answer(exchange, 200, exchange.getRequestURI().toString()));

        // when
        String answer = raw("GET /a%2Fb//c/../d%20e?q=%7Bx%7D&r HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // then
        assertThat(answer).endsWith("/a%2Fb//c/../d%20e?q=%7Bx%7D&r");
    }

    @Test
    void large_bodies_are_streamed_both_ways() throws Exception {
        // given
        serve(exchange -> {
            // Read to its end first: a client of HTTP/1.1 may not look at the answer before it has sent everything.
            byte[] received = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(received);
            exchange.close();
        });
        byte[] body = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(body);

        // when
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(uri("localhost", "/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void redirects_cookies_and_error_statuses_of_a_target_pass_unchanged() throws Exception {
        // given
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Set-Cookie", "a=1");
            TargetOfTest.answer(exchange, 302, "");
        });

        // when
        HttpResponse<String> response = get("localhost", "/");

        // then
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().map()).containsEntry("location", List.of("/elsewhere")).containsEntry("set-cookie", List.of("a=1"));
        assertThat(response.headers().firstValue("Server")).isEmpty();
        await().untilAsserted(() -> assertThat(table.completed).containsExactly("group 302"));
    }

    @Test
    void a_request_under_way_finishes_when_its_target_leaves_and_new_ones_go_elsewhere() throws Exception {
        // given
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        serve(exchange -> {
            arrived.countDown();
            try {
                proceed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            TargetOfTest.answer(exchange, 200, "old");
        });
        CompletableFuture<HttpResponse<String>> underWay = client.sendAsync(HttpRequest.newBuilder(uri("localhost", "/")).build(),
                BodyHandlers.ofString());
        arrived.await();

        // when
        table.targets.put("group", List.of(saying("new")));

        // then
        assertThat(get("localhost", "/").body()).isEqualTo("new");
        proceed.countDown();
        assertThat(underWay.get().body()).isEqualTo("old");
    }

    @Test
    void no_request_fails_while_targets_are_exchanged_under_load() {
        // given
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        TargetOfTest serving = keep(TargetOfTest.saying("0"));
        table.targets.put("group", List.of(serving.target()));

        // when
        for (int round = 1; round <= 10; round++) {
            for (int i = 0; i < 15; i++)
                statuses.add(status("/" + round));
            TargetOfTest next = keep(TargetOfTest.saying("" + round));
            table.targets.put("group", List.of(serving.target(), next.target()));
            for (int i = 0; i < 15; i++)
                statuses.add(status("/" + round));
            table.targets.put("group", List.of(next.target()));
            // What ECS does: the task is stopped only when what was sent to it has been answered.
            CompletableFuture.allOf(statuses.toArray(CompletableFuture[]::new)).join();
            serving.close();
            serving = next;
        }

        // then
        assertThat(statuses).hasSize(300).allSatisfy(status -> assertThat(status.join()).isEqualTo(200));
    }

    @Test
    void each_listener_follows_its_own_rules() throws Exception {
        // given
        table.routes.put("other", List.of(TableOfTest.fixed(Route.DEFAULT, 418, "other")));
        int otherPort = balancer.listen("other", 0);

        // when
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + otherPort)).build(),
                BodyHandlers.ofString());

        // then
        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(get("localhost", "/").statusCode()).isEqualTo(503);
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> balancer.listen("second", taken.getLocalPort())).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort()).hasMessageContaining("choose another port");
        }
    }

    private List<String> bodies(int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            try {
                return get("localhost", "/").body();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }

    private CompletableFuture<Integer> status(String path) {
        return client.sendAsync(HttpRequest.newBuilder(uri("localhost", path)).build(), BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    private HttpResponse<String> get(String host, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(host, path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String host, String path) { return URI.create("http://" + host + ":" + port + path); }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void serve(HttpHandler handler) { table.targets.put("group", List.of(keep(new TargetOfTest(handler)).target())); }

    private Target saying(String text) { return keep(TargetOfTest.saying(text)).target(); }

    private TargetOfTest keep(TargetOfTest target) {
        open.add(target);
        return target;
    }
}
