package com.meddevo.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the checkout that tests read, and outputs that are held against files; {@code -Dgolden.write} writes those anew. */
public final class Golden {
    private static final Path ROOT = Path.of(System.getProperty("meddevo.root"));

    private Golden() {}

    /** A file or folder by its path from the root of the checkout. */
    public static Path path(String path) { return ROOT.resolve(path); }

    /** The YAML files of a folder, by name. */
    public static List<Path> yaml(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The file beside another that says what is expected of it. */
    public static Path beside(Path yaml) {
        return yaml.resolveSibling(yaml.getFileName().toString().replace(".yaml", ".txt"));
    }

    /** The text must be what the file holds. */
    public static void assertHolds(Path file, String text) {
        try {
            if (System.getProperty("golden.write") != null)
                Files.writeString(file, text);
            assertThat(file).as("written by -Dgolden.write").exists();
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
