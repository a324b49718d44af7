package com.meddevo.techdoc;

import com.meddevo.techdoc.device.BasicUdiDi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a client over HTTP sees it, with the steps that many tests begin with. */
public final class Api {
    /** An answer: its status, and its body as JSON and as text. */
    public record Answer(int status, JsonNode json, String text, HttpResponse<String> http) {
        public String at(String field) { return json.at("/" + field.replace('.', '/')).asString(); }

        public String id() { return at("id"); }

        public String etag() { return http.headers().firstValue("ETag").orElseThrow(); }

        public String header(String name) { return http.headers().firstValue(name).orElse(null); }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String base;

    public Api(int port) { this.base = "http://127.0.0.1:" + port; }

    public Answer get(String path) { return send("GET", path, null); }

    public Answer post(String path, String json, String... headers) { return send("POST", path, json, headers); }

    public Answer put(String path, String json, String... headers) { return send("PUT", path, json, headers); }

    public Answer delete(String path, String... headers) { return send("DELETE", path, null, headers); }

    /** A device with a Basic UDI-DI that nobody else has. */
    public Answer device() {
        String model = "1234567" + UUID.randomUUID().toString().substring(0, 12);
        return post("/api/techdoc/devices", "{\"basicUdiDi\": \"%s\", \"name\": \"LegitCAD\", \"riskClass\": \"IIa\"}"
                .formatted(model + BasicUdiDi.checkCharactersOf(model)));
    }

    /** A fact with an approved text in English. */
    public Answer approvedFact(String key, String scope, String scopeId, String text) {
        Answer drafted = post("/api/techdoc/facts",
                "{\"key\": \"%s\", \"type\": \"text\", \"scope\": \"%s\"%s, \"value\": {\"text\": {\"en\": \"%s\"}}}"
                        .formatted(key, scope, scopeId == null ? "" : ", \"scopeId\": \"" + scopeId + "\"", text));
        return post("/api/techdoc/facts/" + drafted.id() + "/approve", "", "If-Match", drafted.etag());
    }

    /** A document of text blocks b1, b2 … in a language. */
    public Answer document(String language, String deviceId, String... markdown) {
        String blocks = String.join(", ",
                Stream.of(markdown).map(text -> "{\"kind\": \"text\", \"markdown\": " + JSON.writeValueAsString(text) + "}").toList());
        return post("/api/techdoc/documents",
                "{\"number\": \"TD-%s\", \"title\": \"Description\", \"language\": \"%s\"%s, \"blocks\": [%s]}"
                        .formatted(UUID.randomUUID(), language, deviceId == null ? "" : ", \"deviceId\": \"" + deviceId + "\"", blocks));
    }

    private Answer send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            boolean isJson = response.headers().firstValue("Content-Type").filter(type -> type.contains("json")).isPresent();
            return new Answer(response.statusCode(), isJson ? JSON.readTree(response.body()) : JSON.nullNode(), response.body(), response);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
