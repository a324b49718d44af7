package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.Plan.NotRead;
import com.meddevo.plan.Plan.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What becomes of each resource, seen by itself. What depends on what is not looked at here. */
final class Draft {
    private final Resolved resolved;
    private final Coverage coverage;
    private final Map<String, Standing> standings;
    private final Map<String, Map<Choice, Resolved.Obstacle>> obstacles = new HashMap<>();
    private final Map<String, AppSpec> apps = new HashMap<>();
    private final Takeover takeover;
    private final FirstStart firstStart;

    private final List<Change<?>> changes = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final Set<NotRead> notRead = new TreeSet<>();
    private final Set<ResourceId> unread = new TreeSet<>();
    private final Set<Note> notes = new TreeSet<>();
    private final List<Deviation> undeclared = new ArrayList<>();

    Draft(Resolved resolved, Coverage coverage) {
        this.resolved = resolved;
        this.coverage = coverage;
        this.standings = Standing.of(resolved.fleet());
        resolved.apps().forEach(app -> apps.put(app.name(), app));
        this.takeover = new Takeover(resolved.snapshot().facts().foreign(), app -> apps.containsKey(app) && apps.get(app).upkeep().adopt());
        this.firstStart = new FirstStart(resolved);
        notes.addAll(resolved.notes());
        notes.addAll(firstStart.notes());
        resolved.apps().forEach(app -> resolved.obstacles(app)
                .forEach(obstacle -> obstacles.computeIfAbsent(app.name(), name -> new HashMap<>()).put(obstacle.choice(), obstacle)));
    }

    List<Change<?>> changes() { return changes; }

    List<Kept> kept() { return kept; }

    Set<NotRead> notRead() { return notRead; }

    /** The ids whose changes are not known, because they or a choice that they depend on were not read. */
    Set<ResourceId> unread() {
        return unread;
    }

    Set<Note> notes() { return notes; }

    List<Deviation> undeclared() { return undeclared; }

    <S extends ResourceState> void add(ResourceKind<S> kind) {
        Map<ResourceId, List<S>> desired = byId(resolved.desired(kind));
        Map<ResourceId, List<S>> observed = byId(resolved.snapshot().of(kind.type()));
        observed.replaceAll((id, states) -> withoutThoseThatLeave(states));
        desired.forEach((id, states) -> {
            if (coverage.read(kind, id.app())) addDesired(kind, states, observed.getOrDefault(id, List.of()));
            else
                addNotRead(id, kind.name());
        });
        observed.forEach((id, states) -> {
            if (!desired.containsKey(id)) addSurplus(kind, states);
        });
        kind.withheld(resolved).stream().filter(blocked -> coverage.read(kind, blocked.id().app())).forEach(changes::add);
    }

    private void addNotRead(ResourceId id, String what) {
        notRead.add(new NotRead(id.app(), what));
        unread.add(id);
    }

    private <S extends ResourceState> void addDesired(ResourceKind<S> kind, List<S> desired, List<S> observed) {
        S wanted = desired.getFirst();
        Optional<Change<S>> change = change(wanted, observed);
        if (standings.get(wanted.id().app()) instanceof Standing.Contested(var because)) {
            changes.add(change.orElseGet(() -> nothing(observed, wanted)).blockedBy("name", because));
        } else if (desired.size() > 1) {
            changes.add(change.orElseGet(() -> nothing(observed, wanted)).blockedBy("name",
                    wanted.id() + " is asked for " + desired.size() + " times: give each resource a name of its own"));
        } else if (observed.size() > 1) {
            changes.add(change.orElseGet(() -> nothing(observed, wanted)).blockedBy("ownership", carriedTwice(observed)));
        } else {
            change.ifPresent(one -> addUnlessObstructed(kind, one));
            if (!observed.isEmpty() && !observed.getFirst().leaving()) addUndeclared(observed.getFirst(), wanted);
        }
    }

    private static <S extends ResourceState> Change<S> nothing(List<S> observed, S wanted) {
        return new Change.Update<>(observed.getFirst(), wanted, List.of());
    }

    private static <S extends ResourceState> String carriedTwice(List<S> observed) {
        return observed.size() + " resources carry the tag meddevo:id=" + observed.getFirst().id() + "; remove the tag from all but one";
    }

    private <S extends ResourceState> Optional<Change<S>> change(S asked, List<S> observed) {
        if (observed.isEmpty() || observed.getFirst().leaving()) return Optional.of(takeover.create(asked));
        var wanted = Ignoring.keeping(observed.getFirst(), asked, ignored(observed.getFirst(), asked));
        return Change.between(Optional.of(observed.getFirst()), wanted);
    }

    private List<FieldChange> ignored(ResourceState observed, ResourceState asked) {
        String app = asked.id().app();
        if (!apps.containsKey(app)) return List.of();
        var ignored = Ignoring.ignored(observed, asked, apps.get(app).upkeep().ignored());
        ignored.forEach(field -> notes.add(new Note(app, "drift", asked.id() + " " + field.path() + " stays "
                + PlanText.value(field.observed()) + " instead of " + PlanText.value(field.desired()) + ", as spec.drift.ignore says")));
        return ignored;
    }

    private void addUndeclared(ResourceState observed, ResourceState wanted) {
        for (Deviation one : Fields.undeclared(observed, wanted)) {
            if (ignored(one))
                notes.add(new Note(one.resource().app(), "drift", one.resource() + " " + one.field() + " stays "
                        + PlanText.value(one.observed()) + ", which nobody declared, as spec.drift.ignore says"));
            else
                undeclared.add(one);
        }
    }

    private boolean ignored(Deviation one) {
        AppSpec app = apps.get(one.resource().app());
        return app != null && Ignoring.ignores(app.upkeep().ignored(), one.resource().kind(), one.field(), one.observed());
    }

    private <S extends ResourceState> void addUnlessObstructed(ResourceKind<S> kind, Change<S> change) {
        if (kind.startsTheApp() && change instanceof Change.Create<S> && apps.containsKey(change.id().app())) {
            var waits = firstStart.objection(apps.get(change.id().app()), kind, resolved.snapshot());
            if (waits.isPresent()) {
                changes.add(change.blockedBy("dependsOn", waits.get()));
                return;
            }
        }
        var inTheWay = kind.choices().stream().sorted().map(obstacles.getOrDefault(change.id().app(), Map.of())::get)
                .filter(Objects::nonNull).findFirst();
        if (inTheWay.isEmpty()) {
            changes.add(change);
        } else if (inTheWay.get().by().isEmpty()) {
            addNotRead(change.id(), inTheWay.get().what());
        } else {
            changes.add(change.blockedBy(inTheWay.get().by().get(), inTheWay.get().what()));
        }
    }

    private <S extends ResourceState> void addSurplus(ResourceKind<S> kind, List<S> surplus) {
        S first = surplus.getFirst();
        reasonToStay(first.id().app()).or(() -> kind.keep(first, resolved)).ifPresentOrElse(
                because -> surplus.forEach(state -> kept.add(new Kept(state.id(), because))), () -> addDelete(surplus));
    }

    private <S extends ResourceState> void addDelete(List<S> surplus) {
        S first = surplus.getFirst();
        String app = first.id().app();
        var missing = coverage.missing(app);
        if (!missing.isEmpty()) {
            missing.forEach(kind -> notRead.add(new NotRead(app, kind)));
            return;
        }
        var delete = new Change.Delete<>(first,
                standings.get(app) instanceof Standing.Leaving ? "the app is being deleted" : "the app no longer asks for it");
        changes.add(surplus.size() > 1 ? delete.blockedBy("ownership", carriedTwice(surplus)) : delete);
    }

    /** Why nothing of the app may be deleted, whatever its kinds think. */
    private Optional<String> reasonToStay(String app) {
        return switch (standings.get(app)) {
            case null -> Optional.of("orphan: no app \"" + app + "\" is known; delete it by hand, or bring the app back");
            case Standing.Contested(var because) -> Optional.of(because);
            case Standing.Untouched(var because) -> Optional.of(because);
            case Standing.Planned _,Standing.Leaving _ -> Optional.empty();
        };
    }

    /** One that AWS is taking away is no rival of its successor; it counts only while it is alone. */
    private static <S extends ResourceState> List<S> withoutThoseThatLeave(List<S> states) {
        var staying = states.stream().filter(state -> !state.leaving()).toList();
        return staying.isEmpty() ? states.subList(0, 1) : staying;
    }

    private static <S extends ResourceState> Map<ResourceId, List<S>> byId(List<S> states) {
        return states.stream().collect(Collectors.groupingBy(ResourceState::id, TreeMap::new, Collectors.toList()));
    }
}
