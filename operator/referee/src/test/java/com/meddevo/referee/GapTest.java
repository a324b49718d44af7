package com.meddevo.referee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GapTest {
    @Test
    void the_documentation_names_every_gap_and_no_other() throws IOException {
        var page = Files.readAllLines(Path.of(System.getProperty("meddevo.root"), "docs", "referee.md"));
        var rows = page.stream().dropWhile(line -> !line.startsWith("## Gaps")).skip(1).takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ")).skip(1).map(line -> line.split("\\|")[1].strip()).toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(Arrays.stream(Gap.values()).map(Gap::title).toList());
    }
}
