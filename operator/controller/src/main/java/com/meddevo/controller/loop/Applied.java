package com.meddevo.controller.loop;

import com.meddevo.plan.CanonicalJson;
import com.meddevo.plan.Change;
import com.meddevo.plan.FieldChange;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Remembers by hash what was last applied of each resource of one app. A difference from AWS is drift when the same was applied before, and a change
 * of the spec when something else was. An update of something that nobody remembers applying counts as drift; a create of it does not. Of what is
 * held back, only what AWS itself cannot change counts: a version that was rolled back is no drift.
 */
final class Applied {
    private final Map<ResourceId, String> hashes;

    Applied(Map<ResourceId, String> remembered) { this.hashes = new TreeMap<>(remembered); }

    /** 16 hex digits over what the state declares; what is picked late, as a rule's priority, does not count. */
    static String hash(ResourceState desired) {
        String plan = new Plan(List.of(new Change.Create<>(desired)), List.of(), List.of()).hash();
        return plan.substring("sha256:".length(), "sha256:".length() + 16);
    }

    Optional<String> of(ResourceId id) { return Optional.ofNullable(hashes.get(id)); }

    Set<ResourceId> ids() { return hashes.keySet(); }

    /** AWS has these now, by our doing or already. */
    void settled(Collection<? extends ResourceState> states) {
        states.forEach(state -> hashes.put(state.id(), hash(state)));
    }

    /** What the app no longer asks for is forgotten, so that asking for it again is no drift. */
    void retainAll(Collection<ResourceId> desired) {
        hashes.keySet().retainAll(desired);
    }

    /** @param since gives the time at which a resource's field was first seen to differ */
    List<Drift> drift(Plan slice, BiFunction<ResourceId, String, Instant> since) {
        var found = new ArrayList<Drift>();
        for (Change<?> change : slice.changes()) {
            switch (change instanceof Change.Blocked<?> blocked && blocked.by().equals("aws") ? blocked.change() : change) {
                case Change.Create<?>(var desired, _) when isKnown(desired) -> found.add(
                        new Drift(desired.id(), Drift.WHOLE, "absent", "present", since.apply(desired.id(), Drift.WHOLE)));
                case Change.Update<?>(var observed, var desired, var fields) when isKnown(desired) || !hashes.containsKey(desired.id()) ->
                    fields.forEach(field -> found.add(drift(desired.id(), field, since)));
                default -> {
                }
            }
        }
        return found;
    }

    private static Drift drift(ResourceId id, FieldChange field, BiFunction<ResourceId, String, Instant> since) {
        return new Drift(id, field.path(), printed(field.observed()), printed(field.desired()), since.apply(id, field.path()));
    }

    private boolean isKnown(ResourceState desired) { return hash(desired).equals(hashes.get(desired.id())); }

    static String printed(Object value) {
        return value instanceof String || value == null ? String.valueOf(value == null ? "absent" : value) : CanonicalJson.of(value);
    }
}
