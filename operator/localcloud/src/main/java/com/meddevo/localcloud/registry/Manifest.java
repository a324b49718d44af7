package com.meddevo.localcloud.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What an image is, as a small JSON document: {@code {"jar":{"sha256":"…","size":123}}} or {@code {"command":"…"}}. Its bytes decide the
 * image's digest, so its keys stand in one order and nothing in it changes from push to push.
 */
record Manifest(ObjectNode content) {
    static final String FILE = "manifest.json";
    static final String JAR = "image.jar";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Manifest ofJar(String sha256, long size) {
        ObjectNode content = JSON.createObjectNode();
        content.putObject("jar").put("sha256", sha256).put("size", size);
        return new Manifest(content);
    }

    static Manifest ofCommand(String command) { return new Manifest(JSON.createObjectNode().put("command", command)); }

    static Manifest read(byte[] json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode content) return new Manifest(content);
            throw new IllegalStateException("A manifest of the local registry is not a JSON object.");
        } catch (IOException e) {
            throw new UncheckedIOException("A manifest of the local registry cannot be read: " + e.getMessage(), e);
        }
    }

    byte[] json() { return content.toString().getBytes(StandardCharsets.UTF_8); }

    /** Bytes of the jar or of the command's text. */
    long size() {
        JsonNode jar = content.path("jar");
        return jar.isObject() ? jar.path("size").asLong() : command().getBytes(StandardCharsets.UTF_8).length;
    }

    LocalImage image(String digest, Path folder) {
        return content.has("jar") ? new LocalImage.Jar(digest, folder.resolve(JAR)) : new LocalImage.Command(digest, command());
    }

    private String command() { return content.path("command").asText(); }
}
