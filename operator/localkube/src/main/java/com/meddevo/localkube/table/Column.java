package com.meddevo.localkube.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One column of a table.
 *
 * @param name title
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param format how a client may show it; {@code name} marks the name's column
 * @param description what it says
 * @param priority 0: always shown; more: with {@code -o wide}
 * @param cell what stands in it
 */
public record Column(String name, String type, String format, String description, int priority, Cell cell) {

    /** Takes the content of a cell from an object. */
    @FunctionalInterface
    public interface Cell {

        /** The content; a null node where there is none. */
        JsonNode of(JsonNode object, Instant now);
    }
}
