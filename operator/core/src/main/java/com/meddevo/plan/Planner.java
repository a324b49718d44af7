package com.meddevo.plan;

import com.meddevo.fleet.Fleet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Desired and observed in, plan out. Pure and deterministic; the table in the package's comment says what becomes of each resource. First every
 * resource gets a change of its own ({@link Draft}), then the guards are asked, then {@link Dependencies} holds back what cannot be done yet and
 * puts the rest in order.
 */
public final class Planner {
    private final List<ResourceKind<?>> kinds;
    private final List<Guard> guards;

    /** @param kinds in any order */
    public Planner(List<ResourceKind<?>> kinds, List<Guard> guards) {
        this.kinds = kinds.stream().<ResourceKind<?>>map(Function.identity()).sorted(Comparator.comparing(ResourceKind::name)).toList();
        this.guards = List.copyOf(guards);
    }

    public Plan plan(Fleet fleet, Snapshot snapshot) { return plan(Resolved.of(fleet, snapshot)); }

    /** The plan for choices that were made already. */
    public Plan plan(Resolved resolved) {
        var snapshot = resolved.snapshot();
        var coverage = new Coverage(kinds, snapshot.readings());
        var draft = new Draft(resolved, coverage);
        kinds.forEach(draft::add);
        var dependencies = new Dependencies(coverage, snapshot.resources(), draft);
        draft.changes().forEach(change -> dependencies.add(guarded(change, resolved.fleet())));
        return dependencies.arrange();
    }

    private <S extends ResourceState> Change<S> guarded(Change<S> change, Fleet fleet) {
        if (change instanceof Change.Blocked) return change;
        for (Guard guard : guards) {
            Optional<String> objection = guard.objection(change, fleet);
            if (objection.isPresent()) return change.blockedBy(guard.name(), objection.get());
        }
        return change;
    }
}
