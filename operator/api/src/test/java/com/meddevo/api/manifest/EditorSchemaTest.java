package com.meddevo.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.Golden;
import com.meddevo.api.validation.BundledCrds;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EditorSchemaTest {
    /** What only a rule, the engine or the file as a whole can tell, and no editor with a JSON schema. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of("sidecar-that-is-not-there", "sidecar-waits-for-nobody-known",
            "sidecar-healthy-without-check", "sidecar-success-of-an-essential-one", "sidecars-in-a-circle", "sidecar-named-like-the-app",
            "sidecar-of-datadog", "sidecar-variable-that-is-a-secret-too", "files-at-one-place", "files-where-the-empty-volume-is",
            "memory-that-fargate-lacks", "memory-between-steps", "route-without-port",
            "discovery-without-port", "route-to-everything", "too-many-conditions", "image-without-version",
            "deployment-that-cannot-proceed", "scale-fixed-and-automatic", "scale-with-no-upper-bound", "scale-upside-down",
            "scale-goal-without-bounds", "scale-of-nothing", "scale-by-requests-without-route", "scale-that-stalls-deployments",
            "schedule-without-bounds", "schedule-upside-down",
            "variable-name-with-dash", "health-check-slower-than-interval", "health-check-of-no-command", "name-with-dots", "app-twice",
            "environment-priorities-upside-down", "environment-listener-twice", "environment-listener-name", "not-yaml", "field-twice",
            "kind-missing", "kind-unknown", "follow-a-digest", "registry-exceptions-of-nothing", "parameter-with-key",
            "secret-from-nowhere", "secret-from-two-places",
            "secret-name-with-dash", "variable-that-is-a-secret-too", "providers-without-weight", "providers-with-two-bases",
            "access-without-port", "dns-without-route", "alarm-of-requests-without-route", "egress-port-of-all-protocols",
            "egress-to-two-places", "strategy-without-route", "canary-without-percent", "linear-for-blue-green",
            "bake-of-a-rolling-deployment", "rollback-by-an-unknown-alarm");

    static List<JsonNode> definitions() { return BundledCrds.definitions(); }

    static List<Path> documents() { return Golden.yaml("crds/examples"); }

    static List<Path> refused() {
        return Golden.yaml("crds/examples/refused").stream().filter(file -> !BEYOND_A_SCHEMA.contains(name(file)))
                .filter(file -> ManifestReader.read(file).manifests().size() == 1).toList();
    }

    private static String name(Path file) { return file.getFileName().toString().replace(".yaml", ""); }

    private static Schema schemaFor(Manifest manifest) {
        JsonNode crd = definitions().stream().filter(d -> d.at("/spec/names/kind").asText().equals(manifest.kind())).findFirst()
                .orElseThrow();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(EditorSchema.of(crd).toString(), InputFormat.JSON);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void the_schema_beside_the_definitions_is_current(JsonNode crd) {
        String text = EditorSchema.of(crd).toPrettyString() + "\n";

        Golden.assertHolds(Golden.path("crds/schema/" + crd.at("/spec/names/singular").asText() + ".json"), text);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void an_editor_has_nothing_against_an_example(Path example) {
        for (Manifest manifest : ManifestReader.read(example).manifests())
            assertThat(schemaFor(manifest).validate(manifest.object().toString(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void an_editor_sees_what_is_wrong_while_it_is_typed(Path example) {
        Manifest manifest = ManifestReader.read(example).manifests().getFirst();

        assertThat(schemaFor(manifest).validate(manifest.object().toString(), InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))).isNotEmpty();
    }
}
