package com.meddevo.plan;

import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.Plan.NotRead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Desired and observed in, plan out. Pure and deterministic; the table in the package's comment says what becomes of each resource. First every
 * resource gets a change of its own, then {@link Dependencies} holds back what cannot be done yet and puts the rest in order.
 */
public final class Planner {
    private final List<ResourceKind<?>> kinds;
    private final List<Guard> guards;

    /** @param kinds in any order */
    public Planner(List<ResourceKind<?>> kinds, List<Guard> guards) {
        this.kinds = kinds.stream().<ResourceKind<?>>map(Function.identity()).sorted(Comparator.comparing(ResourceKind::name)).toList();
        this.guards = List.copyOf(guards);
    }

    public Plan plan(Fleet fleet, Snapshot snapshot) {
        var draft = new Draft(fleet, Resolved.of(fleet, snapshot));
        kinds.forEach(draft::add);
        return new Dependencies(kinds, snapshot).arrange(draft.changes.stream().<Change<?>>map(change -> guarded(change, fleet)).toList(),
                draft.kept,
                draft.notRead, draft.unread);
    }

    private <S extends ResourceState> Change<S> guarded(Change<S> change, Fleet fleet) {
        if (change instanceof Change.Blocked) return change;
        for (Guard guard : guards) {
            Optional<String> objection = guard.objection(change, fleet);
            if (objection.isPresent()) return new Change.Blocked<>(change, guard.name(), objection.get());
        }
        return change;
    }

    /** One pass over all kinds. */
    private final class Draft {
        private final Fleet fleet;
        private final Resolved resolved;
        private final Map<String, Map<Choice, Resolved.Obstacle>> obstacles;
        private final List<Change<?>> changes = new ArrayList<>();
        private final List<Kept> kept = new ArrayList<>();
        private final TreeSet<NotRead> notRead = new TreeSet<>(Comparator.comparing(NotRead::app).thenComparing(NotRead::what));

        private final List<ResourceId> unread = new ArrayList<>();

        Draft(Fleet fleet, Resolved resolved) {
            this.fleet = fleet;
            this.resolved = resolved;
            this.obstacles = new HashMap<>();
            resolved.apps().forEach(app -> resolved.obstacles(app)
                    .forEach(obstacle -> obstacles.computeIfAbsent(app.name(), name -> new HashMap<>()).put(obstacle.choice(), obstacle)));
        }

        <S extends ResourceState> void add(ResourceKind<S> kind) {
            Map<ResourceId, List<S>> desired = byId(kind.desired(resolved));
            Map<ResourceId, List<S>> observed = byId(resolved.snapshot().of(kind.type()));
            desired.forEach((id, states) -> addDesired(kind, states, observed.getOrDefault(id, List.of())));
            observed.forEach((id, states) -> {
                if (!desired.containsKey(id)) addSurplus(kind, states);
            });
            kind.withheld(resolved).stream().filter(blocked -> resolved.snapshot().read(kind, blocked.id().app())).forEach(changes::add);
        }

        private <S extends ResourceState> void addDesired(ResourceKind<S> kind, List<S> desired, List<S> observed) {
            S wanted = desired.getFirst();
            String app = wanted.id().app();
            if (!resolved.snapshot().read(kind, app)) {
                notRead.add(new NotRead(app, kind.name()));
                unread.add(wanted.id());
                return;
            }
            Optional<Change<S>> change = change(wanted, observed);
            if (desired.size() > 1 || claimants(app).size() > 1) {
                String namespaces = claimants(app).stream().map(member -> member.key().namespace()).collect(Collectors.joining(" and "));
                changes.add(
                        new Change.Blocked<>(change.orElseGet(() -> new Change.Update<>(observed.getFirst(), wanted, List.of())), "name",
                                "two apps want " + wanted.id() + ": \"" + app + "\" stands in namespaces " + namespaces
                                        + "; rename or delete one"));
            } else if (observed.size() > 1) {
                changes.add(new Change.Blocked<>(change.orElseGet(() -> new Change.Update<>(observed.getFirst(), wanted, List.of())),
                        "ownership",
                        observed.size() + " resources carry the tag meddevo:id=" + wanted.id() + "; remove the tag from all but one"));
            } else {
                change.ifPresent(one -> addUnlessObstructed(kind, one));
            }
        }

        private <S extends ResourceState> Optional<Change<S>> change(S wanted, List<S> observed) {
            if (observed.isEmpty() || observed.getFirst().leaving()) return Optional.of(new Change.Create<>(wanted));
            var fields = Fields.compare(observed.getFirst(), wanted);
            if (fields.isEmpty()) return Optional.empty();
            var update = new Change.Update<>(observed.getFirst(), wanted, fields);
            return Optional.of(fields.stream().filter(field -> field.effect() == Effect.IMPOSSIBLE).findFirst()
                    .<Change<S>>map(field -> new Change.Blocked<>(update, "aws", field.path() + ": " + field.because())).orElse(update));
        }

        private <S extends ResourceState> void addUnlessObstructed(ResourceKind<S> kind, Change<S> change) {
            var inTheWay = kind.choices().stream().sorted().map(obstacles.getOrDefault(change.id().app(), Map.of())::get)
                    .filter(Objects::nonNull).findFirst();
            if (inTheWay.isEmpty()) {
                changes.add(change);
            } else if (inTheWay.get().by().isEmpty()) {
                notRead.add(new NotRead(change.id().app(), inTheWay.get().what()));
                unread.add(change.id());
            } else {
                var held = change instanceof Change.Blocked<S> blocked ? blocked.change() : change;
                changes.add(new Change.Blocked<>(held, inTheWay.get().by().get(), inTheWay.get().what()));
            }
        }

        private <S extends ResourceState> void addSurplus(ResourceKind<S> kind, List<S> surplus) {
            S first = surplus.getFirst();
            reasonToStay(first.id().app()).or(() -> kind.keep(first, resolved)).ifPresentOrElse(
                    because -> surplus.forEach(state -> kept.add(new Kept(state.id(), because))), () -> addDelete(surplus));
        }

        private <S extends ResourceState> void addDelete(List<S> surplus) {
            String app = surplus.getFirst().id().app();
            var missing = kinds.stream().filter(kind -> !resolved.snapshot().read(kind, app)).map(ResourceKind::name).toList();
            if (!missing.isEmpty()) {
                missing.forEach(kind -> notRead.add(new NotRead(app, kind)));
            } else if (surplus.size() > 1) {
                changes.add(new Change.Blocked<>(new Change.Delete<>(surplus.getFirst(), "nobody asks for it"), "ownership",
                        surplus.size() + " resources carry the tag meddevo:id=" + surplus.getFirst().id()
                                + "; remove the tag from all but one"));
            } else {
                boolean leaving = claimants(app).isEmpty();
                changes.add(
                        new Change.Delete<>(surplus.getFirst(), leaving ? "the app is being deleted" : "the app no longer asks for it"));
            }
        }

        /** Why nothing of the app may be deleted, whatever its kinds think. */
        private Optional<String> reasonToStay(String app) {
            if (fleet.named(app).isEmpty())
                return Optional.of("orphan: no app \"" + app + "\" is known; delete it by hand, or bring the app back");
            var claimants = claimants(app);
            if (claimants.size() > 1) return Optional.of("two apps are named \"" + app + "\"");
            if (claimants.isEmpty()) {
                return fleet.named(app).stream()
                        .anyMatch(member -> member instanceof Member.Leaving(_, var deletion) && deletion == Deletion.RETAIN)
                                ? Optional.of("the app leaves with deletion: Retain")
                                : Optional.empty();
            }
            return claimants.getFirst() instanceof Member.Held(_, var because) ? Optional.of(because) : Optional.empty();
        }

        /** Those who want the name: a member that leaves gives way to one that stays. */
        private List<Member> claimants(String app) {
            return fleet.named(app).stream().filter(member -> !(member instanceof Member.Leaving)).toList();
        }
    }

    private static <S extends ResourceState> Map<ResourceId, List<S>> byId(List<S> states) {
        return states.stream().collect(Collectors.groupingBy(ResourceState::id, TreeMap::new, Collectors.toList()));
    }
}
