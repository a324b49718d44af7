package com.meddevo.localcloud.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes folders. */
final class Folders {
    private Folders() {}

    /** Deletes a folder and what is in it, the inner parts first; one that is not there is fine. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        List<Path> innerFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            innerFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : innerFirst)
            Files.deleteIfExists(path);
    }
}
