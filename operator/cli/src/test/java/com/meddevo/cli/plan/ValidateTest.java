package com.meddevo.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.meddevo.cli.CommandLineCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {
    private static final String WRONG = """
            apiVersion: meddevo.com/v1alpha1
            kind: MeddevoApp
            metadata: {name: one, namespace: documentation}
            spec:
              environment: local
              image: {repository: one, tag: "1"}
              task:
                cpu: 300
                memory: 1024
            """;

    @TempDir
    private Path folder;

    @Test
    void every_service_of_this_checkout_has_a_valid_spec() {
        Path apps = Path.of(System.getProperty("meddevo.root"), "apps");

        var said = CommandLineCall.of("validate", apps.resolve("techdoc/app.yaml").toString(), apps.resolve("render/app.yaml").toString());

        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
    }

    @Test
    void a_wrong_field_is_named_with_file_line_path_and_what_is_allowed() throws IOException {
        Path file = Files.writeString(folder.resolve("app.yaml"), WRONG);

        var said = CommandLineCall.of("validate", file.toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains(file + ":8: spec.task.cpu:", "300", "256");
    }

    @Test
    void as_json_a_finding_has_its_file_its_line_its_path_and_a_message() throws IOException {
        Path file = Files.writeString(folder.resolve("app.yaml"), WRONG);

        var said = CommandLineCall.of("validate", "--json", file.toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        var report = new ObjectMapper().readTree(said.out());
        assertThat(report.path("checked").asInt()).isEqualTo(1);
        assertThat(report.path("findings")).singleElement().satisfies(finding -> {
            assertThat(finding.path("file").asText()).isEqualTo(file.toString());
            assertThat(finding.path("line").asInt()).isEqualTo(8);
            assertThat(finding.path("path").asText()).isEqualTo("spec.task.cpu");
            assertThat(finding.path("message").asText()).contains("300");
            assertThat(finding.path("expected").asText()).startsWith("CPU units");
        });
    }

    @Test
    void as_json_what_is_valid_has_no_findings() throws IOException {
        Path file = Files.writeString(folder.resolve("app.yaml"), WRONG.replace("300", "512"));

        var said = CommandLineCall.of("validate", "-o", "json", file.toString());

        assertThat(said.exit()).isZero();
        assertThat(new ObjectMapper().readTree(said.out()).path("findings")).isEmpty();
    }

    @Test
    void standard_input_is_read_where_a_file_is_called_so() {
        assertThat(reading(WRONG, "-").err()).startsWith("-:8: spec.task.cpu: ");
        assertThat(reading(WRONG.replace("300", "512"), "-").out()).isEqualTo("What came in is valid.\n");
        assertThat(reading("a: b: c", "--json", "-").out()).contains("\"file\" : \"-\"", "is not YAML");
    }

    private static CommandLineCall reading(String text, String... arguments) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return CommandLineCall.of(Stream.concat(Stream.of("validate"), Stream.of(arguments)).toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void a_file_that_is_not_there_is_said_to_be_missing() {
        var said = CommandLineCall.of("validate", folder.resolve("nothing.yaml").toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("nothing.yaml").contains("no such file");
    }
}
