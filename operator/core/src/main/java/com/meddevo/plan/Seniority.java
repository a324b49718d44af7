package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import java.time.Instant;
import java.util.Comparator;

/** Who comes first where two apps want what one can have. */
final class Seniority {
    /** By the time of creation; a spec that nobody has applied yet comes last; equal times by key, so that every operator decides alike. */
    static final Comparator<AppSpec> OLDEST_FIRST = Comparator.comparing((AppSpec app) -> app.created().orElse(Instant.MAX))
            .thenComparing(AppSpec::key);

    private Seniority() {}
}
