package com.meddevo.localkube.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One line of a watch.
 *
 * @param type what happened
 * @param object the object as it is now; a Status for an error
 */
public record WatchEvent(Type type, ObjectNode object) {

    /** What can happen. */
    public enum Type {
        ADDED, MODIFIED, DELETED, BOOKMARK, ERROR
    }
}
