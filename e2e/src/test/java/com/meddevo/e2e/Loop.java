package com.meddevo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/** The running loop from outside: its Kubernetes API, its AWS, its load balancer and its dashboard, each over the wire. */
final class Loop implements AutoCloseable {
    static final String NAMESPACE = "documentation";
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    final Checkout checkout;
    final EcsClient ecs;
    final ElasticLoadBalancingV2Client elb;
    final ServiceDiscoveryClient discovery;
    final CloudWatchLogsClient logs;
    private final JsonNode urls;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5))
            .build();

    Loop(Checkout checkout, JsonNode status) {
        this.checkout = checkout;
        this.urls = status.path("urls");
        var asPrinted = ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.builder().content(Path.of(status.path("awsConfig").asText()))
                        .type(ProfileFile.Type.CONFIGURATION).build())
                .build();
        ecs = EcsClient.builder().overrideConfiguration(asPrinted).build();
        elb = ElasticLoadBalancingV2Client.builder().overrideConfiguration(asPrinted).build();
        discovery = ServiceDiscoveryClient.builder().overrideConfiguration(asPrinted).build();
        logs = CloudWatchLogsClient.builder().overrideConfiguration(asPrinted).build();
    }

    URI balancer(String path) { return URI.create(urls.path("loadBalancer").asText() + path); }

    URI dashboard(String path) { return URI.create(urls.path("dashboard").asText() + path); }

    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(40)).build(), BodyHandlers.ofByteArray());
    }

    /** Sends JSON and gives the answer's JSON; anything but success fails the test with the answer. */
    JsonNode send(String method, URI address, String body) throws IOException, InterruptedException {
        return send(method, address, body, "application/json");
    }

    /** @param headers further names and values in turn */
    JsonNode send(String method, URI address, String body, String mediaType, String... headers) throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).header("Content-Type", mediaType)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) builder.headers(headers);
        var request = builder.build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(method + " " + address + " answered " + response.body()).isBetween(200, 299);
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    /** The app as the Kubernetes API holds it; a missing node when it is gone. */
    JsonNode app(String name) {
        try {
            var response = get(URI.create(
                    urls.path("kubernetes").asText() + "/apis/meddevo.com/v1alpha1/namespaces/" + NAMESPACE + "/meddevoapps/" + name));
            return response.statusCode() == 404 ? JSON.missingNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("the Kubernetes API does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String condition(JsonNode app, String type) { return conditionOf(app, type).path("status").asText(""); }

    static JsonNode conditionOf(JsonNode app, String type) {
        for (JsonNode condition : app.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) return condition;
        }
        return JSON.missingNode();
    }

    /** Ready and in sync with the spec that the API holds now. */
    static boolean settled(JsonNode app) {
        return app.at("/status/observedGeneration").asLong(-1) == app.at("/metadata/generation").asLong()
                && condition(app, "Ready").equals("True")
                && condition(app, "InSync").equals("True");
    }

    /** Settled, and no deployment is under way. */
    static boolean atRest(JsonNode app) {
        return settled(app) && condition(app, "Progressing").equals("False");
    }

    JsonNode awaitApp(String name, String what, Predicate<JsonNode> condition) {
        return await(name + " " + what).atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> app(name), condition);
    }

    JsonNode awaitSettled(String name) { return awaitApp(name, "is ready and in sync", Loop::settled); }

    /** The service's own {@code app.yaml} with a change, as a developer would commit it. */
    Path spec(String app, Consumer<ObjectNode> change) throws IOException {
        var document = (ObjectNode) YAML.readTree(checkout.root().resolve("apps").resolve(app).resolve("app.yaml").toFile());
        change.accept((ObjectNode) document.get("spec"));
        Path file = Files.createTempFile(checkout.home(), app, ".yaml");
        YAML.writeValue(file.toFile(), document);
        return file;
    }

    void apply(Path file) throws IOException, InterruptedException {
        var said = checkout.meddevo("apply", "-f", file.toString());
        assertThat(said.exit()).as(said.text()).isZero();
    }

    /** A counter of the operator's Prometheus page, summed over the series whose line holds all of the given texts. */
    double metric(String name, String... holding) throws IOException, InterruptedException {
        return get(dashboard("/actuator/prometheus")).body().lines().filter(line -> line.startsWith(name))
                .filter(line -> java.util.Arrays.stream(holding).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Override
    public void close() {
        ecs.close();
        elb.close();
        discovery.close();
        logs.close();
        http.close();
    }
}
