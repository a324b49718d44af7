package com.meddevo.cli.local;

import com.meddevo.cli.workspace.Manifests;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import com.meddevo.localcloud.registry.LocalRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The services of this checkout: their specs, and their jars as images under the tags that the specs name. */
final class BuiltImages {
    private final Workspace workspace;

    BuiltImages(Workspace workspace) { this.workspace = workspace; }

    /** Every {@code apps/<service>/app.yaml}, by name. */
    List<Path> specs() throws IOException {
        try (var apps = Files.list(workspace.root().resolve("apps"))) {
            return apps.map(app -> app.resolve("app.yaml")).filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** @return how many images the registry holds for them now; content that is there already costs nothing */
    int push() throws IOException {
        var registry = new LocalRegistry(workspace.registry());
        var specs = specs();
        for (Path spec : specs) {
            var image = Manifests.read(spec).getFirst().path("spec").path("image");
            registry.pushJar(image.path("repository").asText(), image.path("tag").asText(), jar(spec.getParent()));
        }
        return specs.size();
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
