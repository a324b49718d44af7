package com.meddevo.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
    @TempDir
    private Path folder;

    private ManifestReader.Contents read(String yaml) throws IOException {
        return ManifestReader.read(Files.writeString(folder.resolve("app.yaml"), yaml));
    }

    @Test
    void yaml_means_what_kubectl_makes_of_it() throws IOException {
        var contents = read("""
                text: [a, "1", '2', "yes", 1.8.2, 2026-03-12T18:00:00Z, 0x]
                numbers: [1, -2, 1.5, 1e3, 0x10, 0o17, 123456789012345678901]
                words: [true, False, yes, Off, y, null, ~]
                block: |
                  a
                  b
                anchor: &a {b: 1}
                alias: *a
                empty:
                """);

        assertThat(contents.findings()).isEmpty();
        assertThat(contents.manifests().getFirst().object().toString()).isEqualTo(new ObjectMapper().readTree("""
                {"text": ["a", "1", "2", "yes", "1.8.2", "2026-03-12T18:00:00Z", "0x"],
                 "numbers": [1, -2, 1.5, 1E+3, 16, 15, 123456789012345678901],
                 "words": [true, false, true, false, true, null, null],
                 "block": "a\\nb\\n", "anchor": {"b": 1}, "alias": {"b": 1}, "empty": null}
                """).toString().replace("1000.0", "1E+3"));
    }

    @Test
    void a_path_leads_to_the_line_of_its_field_or_of_what_is_nearest() throws IOException {
        Manifest manifest = read("""
                # a comment
                kind: Box
                spec:
                  list:
                    - a
                    - b: 1
                      c: 2
                  map: {"x.y": 1,
                    z: 2}
                """).manifests().getFirst();

        assertThat(List.of("kind", "spec", "spec.list[0]", "spec.list[1].c", "spec.map[x.y]", "spec.map[z]", "spec.list[1].d",
                "spec.gone.deep"))
                .map(manifest::lineOf).containsExactly(2, 3, 5, 7, 8, 9, 6, 3);
    }

    @Test
    void documents_are_told_apart_and_empty_ones_are_none() throws IOException {
        var contents = read("---\n# nothing\n---\nkind: A\n---\nkind: B\n...\n");

        assertThat(contents.manifests()).extracting(Manifest::kind).containsExactly("A", "B");
        assertThat(contents.manifests().getLast().lineOf("kind")).isEqualTo(6);
    }

    @Test
    void what_is_no_resource_is_a_finding_with_its_line() throws IOException {
        assertThat(read("kind: A\n---\n- a\n").findings()).containsExactly(new Finding(folder.resolve("app.yaml"), 3, "",
                "a Kubernetes resource is expected, with apiVersion, kind and metadata", ""));
        assertThat(read("kind: A\n\t- b\n").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.problem()).startsWith("is not YAML: ");
        });
        assertThat(read("{a: 1}: b\n").findings()).extracting(Finding::problem).singleElement().asString()
                .startsWith("is not YAML: Non scalar key");
        assertThat(read("a: *nowhere\n").findings()).extracting(Finding::problem).singleElement().asString().startsWith("is not YAML: ");
    }
}
