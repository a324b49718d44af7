package com.meddevo.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meddevo.cli.workspace.Manifests;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The running operator's HTTP API, as far as it tells what it plans and has found. */
final class OperatorClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    OperatorClient(String url) {
        if (!url.matches("https?://[^/]+.*"))
            throw new Refusal("\"" + url + "\" is no address of an operator: write e.g. http://localhost:7070");
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** @param settled whether there is nothing to do */
    record Answer(String text, boolean settled) {
    }

    static String localUrl(Workspace workspace) {
        try {
            return JSON.readTree(workspace.runFile().toFile()).at("/urls/dashboard").asText();
        } catch (IOException e) {
            throw new Refusal(
                    "no operator runs here: start one with ./meddevo up, name another with --operator URL or MEDDEVO_OPERATOR=URL, or plan offline with --snapshot",
                    e);
        }
    }

    Answer plan(String environment, String app, List<Path> files, String mediaType) throws InterruptedException {
        var address = URI.create(url + "/api/environments/" + encoded(environment) + "/plan" + (app == null ? "" : "?app=" + encoded(app)));
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).header("Accept", mediaType);
        if (files.isEmpty()) request.GET();
        else
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(specs(files)));
        var response = send(request.build());
        return new Answer(response.body(), response.headers().firstValue("Meddevo-Plan-Settled").map(Boolean::parseBoolean).orElse(false));
    }

    /** @return {@code {"environment", "read", "drift": [{"tier", "app", …}], "unknown"}}; all apps' for an app that is null */
    JsonNode drift(String environment, String app) throws InterruptedException {
        return json("/api/environments/" + encoded(environment) + "/drift" + (app == null ? "" : "?app=" + encoded(app)));
    }

    /** @return the names of the registries */
    JsonNode registries() throws InterruptedException { return json("/api/registries"); }

    /** @return {@code {"registry", "read", "deleted", "images": [{"repository", "digest", "goes", "because"}], "unknown"}} */
    JsonNode images(String registry) throws InterruptedException {
        return json("/api/registries/" + encoded(registry) + "/images");
    }

    private JsonNode json(String path) throws InterruptedException {
        var answer = send(HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60)).build()).body();
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new Refusal("the operator at " + url + " does not speak as this version does: " + e.getMessage(), e);
        }
    }

    void saveSnapshot(String environment, Path file) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/environments/" + encoded(environment) + "/snapshot"))
                .timeout(Duration.ofSeconds(60)).build();
        Files.writeString(file, send(request).body());
    }

    private static String specs(List<Path> files) {
        var documents = JSON.createArrayNode();
        files.forEach(file -> documents.addAll(Manifests.read(file)));
        return documents.toString();
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) return response;
            throw new Refusal("the operator at " + url + " refused: " + reason(response.body()));
        } catch (IOException e) {
            throw new Refusal("the operator at " + url + " does not answer: is it running? ("
                    + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()) + ")", e);
        }
    }

    /** The detail of an RFC 9457 problem, or the body as it is. */
    private static String reason(String body) {
        try {
            String detail = JSON.readTree(body).path("detail").asText("");
            return detail.isEmpty() ? body : detail;
        } catch (IOException notJson) {
            return body;
        }
    }

    private static String encoded(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8); }
}
