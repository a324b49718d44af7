package com.meddevo.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.Golden;
import com.meddevo.api.manifest.ManifestValidator.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestValidatorTest {
    static List<Path> examples() { return Golden.yaml("crds/examples"); }

    static List<Path> refused() { return Golden.yaml("crds/examples/refused"); }

    static Stream<Path> apps() throws IOException {
        try (Stream<Path> folders = Files.list(Golden.path("apps"))) {
            return folders.map(folder -> folder.resolve("app.yaml")).filter(Files::exists).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_has_nothing_wrong(Path example) { assertThat(ManifestValidator.validate(List.of(example)).findings()).isEmpty(); }

    @Test
    void the_examples_fit_the_environment_beside_them() {
        Report report = ManifestValidator.validate(examples());

        assertThat(report.findings()).isEmpty();
        assertThat(report.checked()).isEqualTo(examples().size());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_refused_example_says_where_and_why(Path refused) {
        Report report = ManifestValidator.validate(List.of(refused));

        String found = report.findings().stream()
                .map(f -> f.line() + ": " + (f.path().isEmpty() ? "" : f.path() + ": ") + f.problem() + "\n")
                .collect(Collectors.joining());
        assertThat(found).isNotEmpty();
        Golden.assertHolds(Golden.beside(refused), found);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("apps")
    void the_services_of_this_repository_are_described_soundly(Path app) {
        Report report = ManifestValidator.validate(List.of(app));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checked()).isEqualTo(1);
    }

    @Test
    void a_finding_reads_like_a_compilers() {
        Path file = Golden.path("crds/examples/refused/field-unknown.yaml");

        List<Finding> findings = ManifestValidator.validate(List.of(file)).findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst()).hasToString(file + ":10: spec.replicas: unknown field" + System.lineSeparator()
                + "    expected: one of environment, image, task, port, scale, route, discovery, datadog, dns, access, deployment, capacity, alarms, logs, images, adopt, "
                + "drift, dependsOn, suspend, deletion");
    }

    @ParameterizedTest
    @CsvSource({"port: 8084, prot: 8084, spec.prot", "replicas: 2, replica: 2, spec.scale.replica", "tag: '1', tga: '1', spec.image.tga",
            "'{cpuPercent: 60, min: 1, max: 2}', '{cpuPercent: 60, mim: 1, max: 2}', spec.scale.mim"})
    void a_misspelt_field_is_told_once_and_not_again_by_the_rules_that_miss_it(String right, String wrong, String path,
            @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("app.yaml"), """
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: quality}
                spec:
                  environment: local
                  image: {repository: quality, tag: '1'}
                  task: {cpu: 512, memory: 1024}
                  port: 8084
                  scale: %s
                  route: {listener: internal, paths: [/quality]}
                """.formatted(right.startsWith("{") ? right : "{replicas: 2}").replace(right, wrong));

        List<Finding> findings = ManifestValidator.validate(List.of(file)).findings();

        assertThat(findings).extracting(Finding::path).containsExactly(path);
    }

    @Test
    void resources_of_others_are_passed_over(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("namespace.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: production\n");

        Report report = ManifestValidator.validate(List.of(file));

        assertThat(report).isEqualTo(new Report(0, 1, List.of()));
    }

    @Test
    void a_file_that_is_not_there_is_a_finding(@TempDir Path folder) {
        List<Finding> findings = ManifestValidator.validate(List.of(folder.resolve("app.yaml"))).findings();

        assertThat(findings).extracting(Finding::problem).containsExactly("there is no such file");
    }

    @Test
    void a_file_that_is_no_text_is_a_finding(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("app.yaml"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});

        assertThat(ManifestValidator.validate(List.of(file)).findings()).extracting(Finding::problem).containsExactly("is not UTF-8 text");
    }
}
