package com.meddevo.referee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** docs/referee.md: its tables say what is meant. */
final class Page {
    private static final Path FILE = Path.of(System.getProperty("meddevo.root"), "docs", "referee.md");

    private Page() {}

    /** The rows below a heading, without the table's head, by their cells. */
    static List<List<String>> rows(String heading) {
        try {
            return Files.readAllLines(FILE).stream().dropWhile(line -> !line.equals("## " + heading)).skip(1)
                    .takeWhile(line -> !line.startsWith("## ")).filter(line -> line.startsWith("| ")).skip(1)
                    .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
