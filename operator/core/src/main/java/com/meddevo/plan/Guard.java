package com.meddevo.plan;

import com.meddevo.fleet.Fleet;
import java.util.Optional;

/** A rule that may hold back a change: a quota, a freeze window, an approval. Pure. */
public interface Guard {
    /** One word; stands in {@link Change.Blocked#by}. */
    String name();

    /** @return why the change must not be applied, and what to do about it */
    Optional<String> objection(Change<?> change, Fleet fleet);
}
