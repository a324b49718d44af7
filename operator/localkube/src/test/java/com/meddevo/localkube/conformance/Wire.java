package com.meddevo.localkube.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The API under test without a client's comfort: requests as they are, answers as they come. */
final class Wire {
    static final String JSON = "application/json";
    static final String MERGE = "application/merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final KubernetesClient client;

    Wire(KubernetesClient client) { this.client = client; }

    /**
     * An answer.
     *
     * @param body null if it is no JSON
     * @param warnings the Warning headers
     */
    record Answer(int status, JsonNode body, List<String> warnings) {
        /** What stands at a JSON pointer, as text. */
        String at(String pointer) { return body.at(pointer).asText(); }

        /** What stands at a JSON pointer, once per entry of the list before it. */
        List<String> each(String list, String pointer) {
            return body.at(list).valueStream().map(entry -> entry.at(pointer).asText()).toList();
        }
    }

    /** JSON to compare with; the order of keys does not count. */
    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String path) { return send("GET", path, null, null, JSON); }

    Answer getAs(String accept, String path) { return send("GET", path, null, null, accept); }

    Answer post(String path, String body) { return send("POST", path, JSON, body, JSON); }

    Answer put(String path, String body) { return send("PUT", path, JSON, body, JSON); }

    Answer patch(String type, String path, String body) { return send("PATCH", path, type, body, JSON); }

    Answer delete(String path, String options) { return send("DELETE", path, JSON, options, JSON); }

    private Answer send(String method, String path, String type, String body, String accept) {
        try {
            HttpResponse<Reader> response = client.getHttpClient().sendAsync(request(method, path, type, body, accept), Reader.class)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            try (BufferedReader reader = new BufferedReader(response.body())) {
                String text = String.join("\n", reader.lines().toList());
                return new Answer(response.code(), text.startsWith("{") ? MAPPER.readTree(text) : null, response.headers("Warning"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private HttpRequest request(String method, String path, String type, String body, String accept) {
        String root = client.getMasterUrl().toString().replaceFirst("/$", "");
        return client.getHttpClient().newHttpRequestBuilder().uri(root + path).header("Accept", accept).method(method, type, body).build();
    }

    /** Watches until an event arrives that is the last one of interest, or the watch ends; gives the events up to then. */
    List<JsonNode> watch(String path, Predicate<JsonNode> last) {
        try {
            var response = client.getHttpClient().sendAsync(request("GET", path, null, null, JSON), java.io.InputStream.class)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<JsonNode> events = new ArrayList<>();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    events.add(MAPPER.readTree(line));
                    if (last.test(events.getLast())) {
                        break;
                    }
                }
            }
            return events;
        } catch (Exception e) {
            throw new AssertionError("watch " + path, e);
        }
    }
}
