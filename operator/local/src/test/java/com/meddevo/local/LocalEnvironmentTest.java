package com.meddevo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.meddevo.api.manifest.ManifestValidator;
import com.meddevo.localcloud.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEnvironmentTest {
    private static final List<String> WHOLE = List.of("metadata.labels", "spec.api", "spec.datadog", "spec.listeners.*.priorities",
            "spec.registry");

    @TempDir
    private Path folder;

    @Test
    void the_environment_that_is_written_is_valid_and_takes_the_apps_of_this_checkout() throws IOException {
        var foundations = Simulation.start().account().foundations(LocalEnvironment.NAME, 8080);
        Path file = Files.writeString(folder.resolve("environment.yaml"), LocalEnvironment.yaml(foundations));
        Path apps = Path.of(System.getProperty("meddevo.root"), "apps");

        var report = ManifestValidator.validate(List.of(file, apps.resolve("techdoc/app.yaml"), apps.resolve("render/app.yaml")));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checked()).isEqualTo(3);
    }

    /** infra/test writes the file: the manifest that the modules hand over when a whole environment is applied. */
    @Test
    void it_has_the_shape_of_what_terraform_hands_over() throws IOException {
        var foundations = Simulation.start().account().foundations(LocalEnvironment.NAME, 8080);
        var ofTerraform = fields(Files.readString(Path.of(System.getProperty("meddevo.root"), "infra/test/environment/manifest.yaml")));

        var here = fields(LocalEnvironment.yaml(foundations));

        assertThat(here.stream().filter(field -> !field.startsWith("spec.defaults."))).isSubsetOf(ofTerraform);
        assertThat(ofTerraform.stream().filter(field -> !here.contains(field)).map(LocalEnvironmentTest::part).distinct())
                .as("what one machine has none of").containsExactlyInAnyOrder("metadata.labels", "spec.api", "spec.aws.roleArn",
                        "spec.aws.externalId", "spec.datadog", "spec.listeners.*.priorities", "spec.logs.kmsKeyArn",
                        "spec.network.assignPublicIp", "spec.registry");
    }

    private static String part(String field) { return WHOLE.stream().filter(field::startsWith).findFirst().orElse(field); }

    /** Paths of all fields, names of listeners left open. */
    private static Set<String> fields(String yaml) throws IOException {
        var fields = new TreeSet<String>();
        collect("", new YAMLMapper().readTree(yaml), fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Set<String> fields) {
        if (!node.isObject()) {
            fields.add(path);
            return;
        }
        node.properties().forEach(field -> {
            String name = path.equals("spec.listeners") ? "*" : field.getKey();
            collect(path.isEmpty() ? name : path + "." + name, field.getValue(), fields);
        });
    }
}
