package com.meddevo.registry;

import com.meddevo.plan.ResourceId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Images that nobody needs as far as was seen, and since when. It outlives the operator in the registry's status; what is lost of it costs time alone.
 *
 * @param since by the image's id
 */
public record Candidates(Map<ResourceId, Instant> since) {
    public static final Candidates NONE = new Candidates(Map.of());

    public Candidates {
        since = Collections.unmodifiableMap(new TreeMap<>(since));
    }

    Optional<Instant> since(ResourceId image) { return Optional.ofNullable(since.get(image)); }
}
