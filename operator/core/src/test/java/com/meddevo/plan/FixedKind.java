package com.meddevo.plan;

import java.util.List;
import java.util.Set;

/** A kind that always asks for the same. */
record FixedKind(String name, List<FixedKind.Thing> things, List<Change.Blocked<FixedKind.Thing>> withheld,
        Set<Choice> choices) implements ResourceKind<FixedKind.Thing> {
    FixedKind(String name, List<FixedKind.Thing> things, List<Change.Blocked<FixedKind.Thing>> withheld) {
        this(name, things, withheld, Set.of());
    }

    @Override
    public Class<FixedKind.Thing> type() { return FixedKind.Thing.class; }

    @Override
    public List<FixedKind.Thing> desired(Resolved resolved) { return things; }

    @Override
    public List<Change.Blocked<FixedKind.Thing>> withheld(Resolved resolved) { return withheld; }

    /** A state whose size AWS cannot change. */
    record Thing(ResourceId id, @OnChange(value = Effect.IMPOSSIBLE, because = "sizes stay") int size) implements ResourceState {
        Thing(ResourceId id) { this(id, 1); }
    }
}
