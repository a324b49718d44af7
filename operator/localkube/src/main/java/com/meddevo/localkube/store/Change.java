package com.meddevo.localkube.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One write.
 *
 * @param revision the resource version the write got
 * @param key which object
 * @param before the object before; null if it was created
 * @param after the object after; of a deleted object its last form, with the deletion's resource version
 * @param deleted whether the object is gone
 */
public record Change(long revision, ObjectKey key, ObjectNode before, ObjectNode after, boolean deleted) {

    /** Whether the object came into being. */
    public boolean created() { return before == null; }
}
