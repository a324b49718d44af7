package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The definitions of this project, as they stand in {@code crds/} and travel in this module's jar. */
public final class BundledCrds {
    /** The API group of all kinds. */
    public static final String GROUP = "meddevo.com";
    /** The one version so far. */
    public static final String VERSION = "v1alpha1";

    private static final String FOLDER = "/META-INF/meddevo/crds/";
    private static final List<Bundled> ALL = List.of(read("meddevoapp.yaml"), read("meddevoenvironment.yaml"),
            read("meddevoregistry.yaml"));

    private record Bundled(JsonNode definition, CrdSchema schema) {
        String kind() { return definition.path("spec").path("names").path("kind").asText(); }
    }

    private BundledCrds() {}

    /** The {@code CustomResourceDefinition} objects, ready to be created in a cluster. The caller owns the copies. */
    public static List<JsonNode> definitions() {
        return ALL.stream().<JsonNode>map(each -> each.definition().deepCopy()).toList();
    }

    /** The names of all kinds. */
    public static List<String> kinds() { return ALL.stream().map(Bundled::kind).toList(); }

    /** The schema of a kind of {@link #GROUP} in {@link #VERSION}, compiled once; empty for a kind that we do not have. */
    public static Optional<CrdSchema> schema(String kind) {
        return ALL.stream().filter(each -> each.kind().equals(kind)).map(Bundled::schema).findFirst();
    }

    private static Bundled read(String file) {
        try (InputStream in = BundledCrds.class.getResourceAsStream(FOLDER + file)) {
            if (in == null)
                throw new IllegalStateException("this build lacks " + FOLDER + file + "; build operator/api again");
            JsonNode definition = new ObjectMapper(new YAMLFactory()).readTree(in);
            return new Bundled(definition, CrdSchema.of(definition, VERSION));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
