package com.meddevo.plan;

import java.util.List;

/** One thing to do to one resource. The verbs are sealed; the kinds of resource are open. */
public sealed interface Change<S extends ResourceState> {
    ResourceId id();

    record Create<S extends ResourceState>(S desired) implements Change<S> {
        @Override
        public ResourceId id() { return desired.id(); }
    }

    /** @param fields every field that differs, at least one, in the record's order */
    record Update<S extends ResourceState>(S observed, S desired, List<FieldChange> fields) implements Change<S> {
        public Update {
            fields = List.copyOf(fields);
        }

        @Override
        public ResourceId id() { return desired.id(); }
    }

    record Delete<S extends ResourceState>(S observed, String because) implements Change<S> {
        @Override
        public ResourceId id() { return observed.id(); }
    }

    /**
     * What would be done, but is not.
     *
     * @param change the change that is held back; never itself blocked
     * @param by who objects, in one word: a guard's name, {@code aws}, {@code name}, {@code image}, {@code dependency} …
     * @param because a sentence that says what to do about it
     */
    record Blocked<S extends ResourceState>(Change<S> change, String by, String because) implements Change<S> {
        public Blocked {
            if (change instanceof Blocked) throw new IllegalArgumentException("blocked twice: " + change);
        }

        @Override
        public ResourceId id() { return change.id(); }
    }
}
