package com.meddevo.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.cli.workspace.Manifests;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import com.meddevo.localcloud.registry.LocalRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The services of this checkout: their specs, and their jars as images under the tags that the specs name. */
final class BuiltImages {
    private final Workspace workspace;

    BuiltImages(Workspace workspace) { this.workspace = workspace; }

    /** A service's manifest, with the digest of its build. By the tag alone what ran before would go on, since a tag is pinned. */
    record Built(Path file, JsonNode app) {
        String name() { return app.at("/metadata/name").asText(); }
    }

    /** Every {@code apps/<service>/app.yaml}, by name. */
    private List<Path> specs() throws IOException {
        try (var apps = Files.list(workspace.root().resolve("apps"))) {
            return apps.map(app -> app.resolve("app.yaml")).filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Content that is in the registry already costs nothing. */
    List<Built> push() throws IOException {
        var registry = new LocalRegistry(workspace.registry());
        var built = new ArrayList<Built>();
        for (Path spec : specs()) {
            var app = Manifests.read(spec).getFirst();
            var image = (ObjectNode) app.path("spec").path("image");
            var pushed = registry.pushJar(image.path("repository").asText(), image.path("tag").asText(), jar(spec.getParent()));
            image.put("digest", pushed.digest());
            built.add(new Built(spec, app));
        }
        return built;
    }

    private static Path jar(Path app) throws IOException {
        Path target = app.resolve("target");
        if (Files.isDirectory(target)) {
            try (var files = Files.list(target)) {
                var jars = files.filter(file -> file.toString().endsWith(".jar")).filter(file -> !file.toString().endsWith("-sources.jar"))
                        .toList();
                if (jars.size() == 1) return jars.getFirst();
            }
        }
        throw new Refusal("expected one jar in " + target + ": build the checkout with mvn package");
    }
}
