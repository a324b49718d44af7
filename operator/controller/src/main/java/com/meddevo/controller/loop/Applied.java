package com.meddevo.controller.loop;

import com.meddevo.plan.Change;
import com.meddevo.plan.Deviation;
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
 * held back, only what AWS itself cannot change counts: a version that was rolled back is no drift. What differs in fields that nobody declared always
 * counts.
 */
final class Applied {
    private final Map<ResourceId, String> hashes;
    /** The states of the hashes that were computed here: a settled app's are the same at each plan, and hashing costs more than comparing. */
    private final Map<ResourceId, ResourceState> hashed = new TreeMap<>();

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
        states.forEach(state -> {
            if (!state.equals(hashed.put(state.id(), state))) hashes.put(state.id(), hash(state));
        });
    }

    /** What the app no longer asks for is forgotten, so that asking for it again is no drift. */
    void retainAll(Collection<ResourceId> desired) {
        hashes.keySet().retainAll(desired);
        hashed.keySet().retainAll(desired);
    }

    /**
     * The gravest first.
     *
     * @param since gives the time at which a resource's field was first seen to differ
     */
    List<Drift> drift(Plan slice, BiFunction<ResourceId, String, Instant> since) {
        var found = new ArrayList<Drift>();
        for (Change<?> change : slice.changes()) {
            switch (change instanceof Change.Blocked<?> blocked && blocked.by().equals("aws") ? blocked.change() : change) {
                case Change.Create<?>(var desired, _) when isKnown(desired) ->
                    found.add(Drift.missing(desired.id(), since.apply(desired.id(), Drift.WHOLE)));
                case Change.Update<?> update when isKnown(update.desired()) || !hashes.containsKey(update.id()) ->
                    Deviation.of(update).forEach(one -> found.add(Drift.of(one, true, since.apply(one.resource(), one.field()))));
                default -> {
                }
            }
        }
        slice.undeclared().forEach(one -> found.add(Drift.of(one, false, since.apply(one.resource(), one.field()))));
        found.sort(Drift.ORDER);
        return found;
    }

    private boolean isKnown(ResourceState desired) { return hash(desired).equals(hashes.get(desired.id())); }
}
