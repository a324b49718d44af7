package com.meddevo.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * Says that something was read, completely. What no reading covers is unknown, never absent.
 *
 * @param kind the kind's name
 * @param app the one app that was read; empty when all apps were
 * @param facet which part of the kind: {@link #WHOLE} unless the kind reads some fields on a slower cycle
 * @param startedAt when the first call of the reading began: a change made later may not show in it
 */
public record Reading(String kind, Optional<String> app, String facet, Instant startedAt) {
    /** The facet of kinds that are read in one piece. */
    public static final String WHOLE = "whole";

    /** All resources of a kind, in one piece. */
    public static Reading of(String kind, Instant startedAt) {
        return new Reading(kind, Optional.empty(), WHOLE, startedAt);
    }

    boolean covers(String kind, String app, String facet) {
        return this.kind.equals(kind) && this.facet.equals(facet) && this.app.map(app::equals).orElse(true);
    }
}
