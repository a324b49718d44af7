package com.meddevo.plan;

import com.meddevo.plan.Facts.Foreign;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What becomes of a create whose place somebody else's resource has: blocked, or a takeover where the app's spec asks for it. */
final class Takeover {
    private final Map<ResourceId, Foreign> foreign;
    private final Predicate<String> adopts;

    /** @param adopts whether the spec of an app of that name says {@code adopt} */
    Takeover(List<Foreign> foreign, Predicate<String> adopts) {
        this.foreign = foreign.stream().collect(Collectors.toMap(Foreign::id, Function.identity(), (one, other) -> one));
        this.adopts = adopts;
    }

    <S extends ResourceState> Change<S> create(S desired) {
        var create = new Change.Create<>(desired);
        Foreign there = foreign.get(desired.id());
        if (there == null) return create;
        if (!there.adoptable()) {
            return create.blockedBy("ownership", there.arn() + " is in its place and belongs to " + there.holder()
                    + ": delete it there, or take its meddevo tags away before this app adopts it");
        }
        if (!adopts.test(desired.id().app())) {
            return create.blockedBy("ownership", there.arn() + " is in its place and belongs to " + there.holder()
                    + ": say adopt: true in the spec to take it over, or delete or rename it");
        }
        return new Change.Create<>(desired, Optional.of(there.arn()));
    }
}
