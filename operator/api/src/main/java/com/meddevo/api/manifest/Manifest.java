package com.meddevo.api.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** One document of a file. */
public final class Manifest {
    private final Path file;
    private final Located root;

    Manifest(Path file, Located root) {
        this.file = file;
        this.root = root;
    }

    /** The file that it stands in. */
    public Path file() { return file; }

    /** The document as JSON; the caller owns the copy. */
    public ObjectNode object() { return root.value().deepCopy(); }

    String kind() { return root.value().path("kind").asText(); }

    String apiVersion() { return root.value().path("apiVersion").asText(); }

    String name() { return root.value().path("metadata").path("name").asText(); }

    String namespace() { return root.value().path("metadata").path("namespace").asText(); }

    /** The line that a path leads to, from 1. */
    int lineOf(String path) { return root.lineOf(path); }

    Finding finding(String path, String problem, String expected) { return new Finding(file, lineOf(path), path, problem, expected); }
}
