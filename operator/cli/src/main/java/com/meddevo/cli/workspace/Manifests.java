package com.meddevo.cli.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.manifest.Finding;
import com.meddevo.api.manifest.Manifest;
import com.meddevo.api.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The documents of YAML files, for commands that cannot go on without them. */
public final class Manifests {
    private Manifests() {}

    /** @throws Refusal if the file cannot be read as YAML; it names file and line */
    public static List<ObjectNode> read(Path file) {
        var contents = ManifestReader.read(file);
        if (!contents.findings().isEmpty()) {
            throw new Refusal(contents.findings().stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
        return contents.manifests().stream().map(Manifest::object).toList();
    }
}
