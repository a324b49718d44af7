package com.meddevo.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {
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
        Path file = Files.writeString(folder.resolve("app.yaml"), """
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: one, namespace: documentation}
                spec:
                  environment: local
                  image: {repository: one, tag: "1"}
                  task:
                    cpu: 300
                    memory: 1024
                """);

        var said = CommandLineCall.of("validate", file.toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains(file + ":8: spec.task.cpu:", "300", "256");
    }

    @Test
    void a_file_that_is_not_there_is_said_to_be_missing() {
        var said = CommandLineCall.of("validate", folder.resolve("nothing.yaml").toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("nothing.yaml").contains("no such file");
    }
}
