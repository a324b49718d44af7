package com.meddevo.localkube.store;

import java.util.ArrayList;
import java.util.List;

/** The newest changes, without gaps. Not thread-safe: the store's lock guards it. */
final class History {
    private final Change[] ring;
    private long floor;
    private long newest;

    /**
     * @param capacity how many changes are kept
     * @param floor the revision after which the history begins
     */
    History(int capacity, long floor) {
        ring = new Change[capacity];
        this.floor = floor;
        newest = floor;
    }

    void add(Change change) {
        if (change.revision() != newest + 1) {
            throw new IllegalStateException("Revision " + change.revision() + " follows " + newest + ": the history would have a gap.");
        }
        newest = change.revision();
        ring[(int) (newest % ring.length)] = change;
        floor = Math.max(floor, newest - ring.length);
    }

    /** The revision after which every change is known. */
    long floor() { return floor; }

    /** Changes after a revision that is not below the floor, oldest first. */
    List<Change> after(long revision) {
        List<Change> changes = new ArrayList<>();
        for (long each = revision + 1; each <= newest; each++) {
            changes.add(ring[(int) (each % ring.length)]);
        }
        return changes;
    }
}
