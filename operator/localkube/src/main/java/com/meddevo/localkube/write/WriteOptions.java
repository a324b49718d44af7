package com.meddevo.localkube.write;

import java.util.function.Consumer;

/**
 * What a client says about how to write.
 *
 * @param dryRun whether everything is checked and answered, and nothing is kept
 * @param manager who owns what is written
 * @param force whether an apply takes fields from other managers
 * @param unknownFields what happens with fields that the schema does not know
 * @param warnings receives sentences for the person behind the client
 */
public record WriteOptions(boolean dryRun, String manager, boolean force, UnknownFields unknownFields, Consumer<String> warnings) {

    /** The values of {@code fieldValidation}. */
    public enum UnknownFields {
        /** They are dropped in silence. */
        IGNORE,
        /** They are dropped with a warning each. */
        WARN,
        /** The request is refused. */
        STRICT
    }

    /** For writes of the server itself. */
    public static WriteOptions byServer(String manager) {
        return new WriteOptions(false, manager, false, UnknownFields.IGNORE, warning -> {});
    }
}
