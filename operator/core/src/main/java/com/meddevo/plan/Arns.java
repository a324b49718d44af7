package com.meddevo.plan;

import java.util.Optional;

/** From ids to the names that AWS gave. Thread-safe. */
public interface Arns {
    Optional<String> find(ResourceId id);

    void learn(ResourceId id, String arn);

    void forget(ResourceId id);

    /** @throws IllegalStateException if the id was neither read nor created: the applier broke the order */
    default String of(ResourceId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("nobody knows the ARN of " + id + " yet"));
    }
}
