package com.meddevo.localkube.write;

import java.util.Optional;

/**
 * How to delete.
 *
 * @param propagation what becomes of dependents
 * @param uid only an object with this uid
 * @param resourceVersion only an object at this resource version
 * @param dryRun whether nothing is kept
 */
public record DeleteOptions(Propagation propagation, Optional<String> uid, Optional<String> resourceVersion, boolean dryRun) {
    /** As the server itself deletes. */
    public static final DeleteOptions BACKGROUND = new DeleteOptions(Propagation.BACKGROUND, Optional.empty(), Optional.empty(), false);

    /** What becomes of objects that refer to a deleted one as their owner. */
    public enum Propagation {
        /** They are deleted afterwards. */
        BACKGROUND,
        /** They are deleted first. */
        FOREGROUND,
        /** They stay, without their owner. */
        ORPHAN
    }
}
