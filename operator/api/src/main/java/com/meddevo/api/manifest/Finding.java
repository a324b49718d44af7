package com.meddevo.api.manifest;

import java.nio.file.Path;

/**
 * Something wrong in a file.
 *
 * @param file where, as it was asked for
 * @param line from 1
 * @param path the field, e.g. {@code spec.task.cpu}; empty if the file cannot even be read as YAML
 * @param problem what is wrong
 * @param expected what belongs there, in the words of the field's description; empty if the problem says it all
 */
public record Finding(Path file, int line, String path, String problem, String expected) {

    /** {@code file:line: path: what is wrong}, and below it what belongs there. */
    @Override
    public String toString() {
        String place = file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ");
        return place + problem + (expected.isEmpty() ? "" : System.lineSeparator() + "    expected: " + expected);
    }
}
