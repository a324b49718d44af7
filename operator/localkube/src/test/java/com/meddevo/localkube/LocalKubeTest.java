package com.meddevo.localkube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is peculiar to this server: its file, its limits, how it stands up to clients. */
class LocalKubeTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {plural: things, kind: Thing}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, properties: {size: {type: integer, maximum: 5}}}}
            """;
    private static final String THING = """
            ---
            apiVersion: example.com/v1
            kind: Thing
            metadata: {name: a}
            size: 3
            """;

    @TempDir
    private Path folder;
    private LocalKube kube;
    private HttpClient http;

    @BeforeEach
    void start() {
        kube = LocalKube.start(folder.resolve("state.json"), 0);
        http = HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    }

    @AfterEach
    void stop() {
        http.close();
        kube.close();
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(kube.url() + path)).header("Content-Type", type)
                    .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode get(String path) {
        try {
            return new ObjectMapper().readTree(send("GET", path, "application/json", "").body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int create(String name, String data) {
        return send("POST", MAPS, "application/json",
                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"" + name + "\"}, \"data\": {" + data + "}}")
                .statusCode();
    }

    @Test
    void objects_definitions_and_versions_survive_a_restart() {
        kube.apply(DEFINITION + THING, "test");
        String before = get("/apis/example.com/v1/namespaces/default/things").at("/metadata/resourceVersion").asText();

        kube.close();
        kube = LocalKube.start(folder.resolve("state.json"), 0);

        JsonNode thing = get("/apis/example.com/v1/namespaces/default/things/a");
        assertThat(thing.path("size").asInt()).isEqualTo(3);
        assertThat(get("/apis/example.com/v1/namespaces/default/things").at("/metadata/resourceVersion").asText()).isEqualTo(before);
        assertThat(create("a", "")).isEqualTo(201);
        assertThat(get(MAPS + "/a").at("/metadata/resourceVersion").asLong()).isGreaterThan(Long.parseLong(before));
    }

    @Test
    void applying_the_same_at_every_start_changes_nothing() {
        kube.apply(DEFINITION + THING, "test");
        JsonNode before = get("/apis/example.com/v1/namespaces/default/things/a");

        kube.apply(DEFINITION + THING, "test");

        assertThat(get("/apis/example.com/v1/namespaces/default/things/a")).isEqualTo(before);
    }

    @Test
    void what_cannot_be_applied_is_said_in_a_sentence() {
        kube.apply(DEFINITION, "test");

        assertThatThrownBy(() -> kube.apply(THING.replace("3", "30"), "test")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot apply Thing \"a\": Thing.example.com \"a\" is invalid: size: Invalid value: 30");
        assertThatThrownBy(() -> kube.apply(THING.replace("Thing", "Think"), "test"))
                .hasMessage("Cannot apply Think \"a\": there is no kind Think in example.com/v1.");
        assertThatThrownBy(() -> kube.apply("a: [", "test")).hasMessageContaining("line");
    }

    @Test
    void a_port_that_is_taken_is_said_in_a_sentence() {
        assertThatThrownBy(() -> LocalKube.start(folder.resolve("other.json"), kube.port())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + kube.port());
        LocalKube.start(folder.resolve("other.json"), 0).close();
    }

    @Test
    void the_kubeconfig_points_here() {
        assertThat(kube.kubeconfig()).contains("current-context: meddevo-local", "server: http://127.0.0.1:" + kube.port());
    }

    @Test
    void a_web_socket_is_declined_at_once() {
        var attempt = http.newWebSocketBuilder().buildAsync(URI.create(kube.url().replace("http", "ws") + MAPS + "?watch=true"),
                new WebSocket.Listener() {
                });

        assertThatThrownBy(attempt::join).isInstanceOf(CompletionException.class).hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void protobuf_is_declined_with_advice() {
        var answer = send("POST", MAPS, "application/vnd.kubernetes.protobuf", "k8s");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("kubectl create KIND NAME --dry-run=client -o yaml | kubectl apply -f -");
    }

    @Test
    void a_request_to_another_name_is_not_from_here() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", kube.port())) {
            socket.getOutputStream().write(
                    "GET /version HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 403")
                    .contains("answers to 127.0.0.1 and localhost only");
        }
    }

    @Test
    void a_page_from_elsewhere_is_not_answered() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(kube.url() + MAPS)).header("Origin", "https://evil.example.com")
                .POST(BodyPublishers.ofString("{\"metadata\": {\"name\": \"a\"}}")).build();

        var answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("not to a page from https://evil.example.com");
        assertThat(get(MAPS).path("items").isEmpty()).isTrue();
    }

    @Test
    void a_body_that_is_too_large_is_declined() { assertThat(create("a", "\"x\": \"" + "y".repeat(4_000_000) + "\"")).isEqualTo(413); }

    @Test
    void a_body_that_is_no_json_is_declined_with_the_place() {
        var answer = send("POST", MAPS, "application/json", "{\"kind\":\n  oops}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 2");
    }

    @Test
    void a_version_of_the_future_is_refused_after_a_while() {
        var answer = send("GET", MAPS + "?resourceVersion=999999999&resourceVersionMatch=NotOlderThan", "application/json", "");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("ResourceVersionTooLarge");
    }

    @Test
    void writers_that_meet_lose_nothing() throws Exception {
        create("a", "\"x\": \"0\"");
        int writers = 8;
        int each = 25;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        send("PATCH", MAPS + "/a", "application/merge-patch+json", "{\"data\": {\"k" + number + "-" + i + "\": \"v\"}}");
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(get(MAPS + "/a").path("data").size()).isEqualTo(1 + writers * each);
    }

    @Test
    void appliers_that_meet_over_nothing_all_have_their_way() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int number = i;
                all.add(threads.submit(() -> send("PATCH", MAPS + "/a?fieldManager=m" + number, "application/apply-patch+yaml",
                        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"data\": {\"k" + number + "\": \"v\"}}").statusCode()));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isIn(200, 201);
            }
        }

        assertThat(get(MAPS + "/a").path("data").size()).isEqualTo(10);
    }

    @Test
    void a_watcher_that_does_not_read_holds_up_nobody() throws IOException {
        try (Socket lazy = watch("")) {
            String large = "\"x\": \"" + "y".repeat(100_000) + "\"";
            for (int i = 0; i < 100; i++) {
                assertThat(create("a" + i, large)).isEqualTo(201);
            }
            assertThat(lazy.isConnected()).isTrue();
        }
    }

    @Test
    void watches_cost_no_platform_threads() throws IOException {
        long before = platformThreads();
        List<Socket> watches = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                watches.add(watch("&timeoutSeconds=60"));
                assertThat(watches.getLast().getInputStream().read()).isEqualTo('H');
            }
            assertThat(platformThreads()).isLessThan(before + 30);
        } finally {
            for (Socket watch : watches) {
                watch.close();
            }
        }
    }

    private static long platformThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> !thread.isVirtual()).count();
    }

    private Socket watch(String more) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", kube.port()));
        socket.getOutputStream()
                .write(("GET " + MAPS + "?watch=true" + more + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
