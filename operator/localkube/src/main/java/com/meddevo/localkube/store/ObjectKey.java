package com.meddevo.localkube.store;

import java.util.Comparator;

/**
 * Where an object is kept; versions of an API share one place.
 *
 * @param collection group and plural, {@code meddevo.com/meddevoapps}; the core group is empty: {@code /configmaps}
 * @param namespace empty for what belongs to no namespace
 * @param name name of the object
 */
public record ObjectKey(String collection, String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::collection).thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    @Override
    public int compareTo(ObjectKey other) { return ORDER.compare(this, other); }
}
