package com.meddevo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.manifest.ManifestValidator;
import com.meddevo.localcloud.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEnvironmentTest {
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
}
