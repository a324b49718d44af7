package com.meddevo.plan;

import java.util.List;
import java.util.Optional;

/** One thing to do to one resource. The verbs are sealed; the kinds of resource are open. */
public sealed interface Change<S extends ResourceState> {
    ResourceId id();

    /** The state that the change sets out from; empty for a create. */
    default Optional<S> before() {
        return switch (this) {
            case Create<S> _ -> Optional.empty();
            case Update<S> update -> Optional.of(update.observed());
            case Delete<S> delete -> Optional.of(delete.observed());
            case Blocked<S> blocked -> blocked.change().before();
        };
    }

    /** The state that the change leads to; empty for a delete. */
    default Optional<S> after() {
        return switch (this) {
            case Create<S> create -> Optional.of(create.desired());
            case Update<S> update -> Optional.of(update.desired());
            case Delete<S> _ -> Optional.empty();
            case Blocked<S> blocked -> blocked.change().after();
        };
    }

    /** This change, held back; of one that is held back already, the change inside it, with the new reason. */
    default Blocked<S> blockedBy(String by, String because) {
        return new Blocked<>(this instanceof Blocked<S> held ? held.change() : this, by, because);
    }

    /**
     * What makes the one the other; empty when they are equal. Where AWS cannot change a field that differs, the change is blocked and says why.
     *
     * @param observed empty for a resource that is not there
     */
    static <S extends ResourceState> Optional<Change<S>> between(Optional<S> observed, S desired) {
        if (observed.isEmpty()) return Optional.of(new Create<>(desired));
        var fields = Fields.compare(observed.get(), desired);
        if (fields.isEmpty()) return Optional.empty();
        var update = new Update<>(observed.get(), desired, fields);
        return Optional.of(fields.stream().filter(field -> field.effect() == Effect.IMPOSSIBLE).findFirst()
                .<Change<S>>map(field -> update.blockedBy("aws", field.path() + ": " + field.because())).orElse(update));
    }

    /**
     * @param adopts the ARN of somebody else's resource that becomes ours instead of one that is made; what differs from {@code desired} is the
     *        next plan's affair
     */
    record Create<S extends ResourceState>(S desired, Optional<String> adopts) implements Change<S> {
        public Create(S desired) { this(desired, Optional.empty()); }

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
