package com.meddevo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that name tests as their proofs; a proof that is renamed or gone takes its page along. */
class ProvenPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("meddevo.root"));
    private static final Pattern PROOF = Pattern.compile("`(\\w+\\.[a-z0-9]+_\\w+)`");
    private static final Pattern METHOD = Pattern.compile("void ([a-z0-9]+_\\w+)\\(");

    @ParameterizedTest
    @ValueSource(strings = {"known-traps.md", "aws-behaviours.md", "in-local-mode.md"})
    void every_test_that_a_page_names_exists(String page) throws IOException {
        Set<String> named = new TreeSet<>();
        PROOF.matcher(Files.readString(ROOT.resolve("docs").resolve(page))).results().forEach(proof -> named.add(proof.group(1)));

        assertThat(named).isNotEmpty();
        assertThat(tests()).containsAll(named);
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new HashSet<>();
        for (String modules : new String[]{"operator", "apps", "e2e"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(modules))) {
                files.filter(file -> file.toString().contains("src/test/java") && file.toString().endsWith(".java"))
                        .forEach(file -> METHOD.matcher(read(file)).results()
                                .forEach(method -> tests.add(file.getFileName().toString().replace(".java", ".") + method.group(1))));
            }
        }
        return tests;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
