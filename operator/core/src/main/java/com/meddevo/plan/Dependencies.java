package com.meddevo.plan;

import com.meddevo.plan.Plan.NotRead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Holds back what refers to something missing and what something still refers to, and puts the rest in order. The edges are the ids inside the
 * states ({@link Fields#edges}); no kind knows another's place.
 */
final class Dependencies {
    private final BiPredicate<String, String> read;
    private final Map<ResourceId, ResourceState> observed = new TreeMap<>();

    private final Map<ResourceId, Change<?>> builds = new TreeMap<>();
    private final Map<ResourceId, Change.Delete<?>> deletes = new TreeMap<>();
    private final List<Change<?>> blocked = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final Set<NotRead> notRead = new TreeSet<>(Comparator.comparing(NotRead::app).thenComparing(NotRead::what));
    private final Set<ResourceId> unread = new TreeSet<>();

    Dependencies(List<ResourceKind<?>> kinds, Snapshot snapshot) {
        var byName = new HashMap<String, ResourceKind<?>>();
        kinds.forEach(kind -> byName.put(kind.name(), kind));
        this.read = (kind, app) -> byName.containsKey(kind) && snapshot.read(byName.get(kind), app);
        snapshot.resources().forEach(state -> observed.putIfAbsent(state.id(), state));
    }

    /** @param unread ids whose changes were left out because something that they depend on was not read */
    Plan arrange(Collection<Change<?>> changes, Collection<Kept> kept, Collection<NotRead> notRead, Collection<ResourceId> unread) {
        this.kept.addAll(kept);
        this.notRead.addAll(notRead);
        this.unread.addAll(unread);
        changes.forEach(change -> {
            switch (change) {
                case Change.Delete<?> delete -> deletes.put(delete.id(), delete);
                case Change.Blocked<?> held -> blocked.add(held);
                default -> builds.put(change.id(), change);
            }
        });
        while (holdBackOneBuild() || keepOneThatIsUsed()) {
            // each round takes one change out, and what it took can hold back or free another
        }
        var inOrder = new ArrayList<>(inOrder(builds, change -> Fields.edges(after(change)), "refers to itself through "));
        inOrder.addAll(inOrder(deletes, this::usersThatGo, "is used in a circle by "));
        blocked.sort(Comparator.comparing((Change<?> change) -> change.id()).thenComparing(change -> ((Change.Blocked<?>) change).by()));
        inOrder.addAll(blocked);
        this.kept.sort(Comparator.comparing(Kept::id).thenComparing(Kept::because));
        return new Plan(inOrder, this.kept, List.copyOf(this.notRead));
    }

    private boolean holdBackOneBuild() {
        for (Change<?> build : builds.values()) {
            for (ResourceId needed : Fields.edges(after(build))) {
                if (!read.test(needed.kind(), needed.app()) || unread.contains(needed)) {
                    builds.remove(build.id());
                    unread.add(build.id());
                    notRead.add(new NotRead(build.id().app(), needed.kind()));
                    return true;
                }
                if (!observed.containsKey(needed) && !builds.containsKey(needed)) {
                    builds.remove(build.id());
                    blocked.add(block(build, "dependency", whyMissing(needed)));
                    return true;
                }
            }
        }
        return false;
    }

    private String whyMissing(ResourceId needed) {
        return blocked.stream().filter(change -> change.id().equals(needed)).findFirst().map(change -> (Change.Blocked<?>) change)
                .map(held -> "waits for " + needed + ", blocked by " + held.by())
                .orElse("refers to " + needed + ", which does not exist and which nobody creates");
    }

    private boolean keepOneThatIsUsed() {
        for (Change.Delete<?> delete : deletes.values()) {
            Optional<ResourceId> user = survivors().filter(state -> Fields.edges(state).contains(delete.id())).map(ResourceState::id)
                    .sorted()
                    .findFirst();
            if (user.isPresent()) {
                deletes.remove(delete.id());
                kept.add(new Kept(delete.id(), "still used by " + user.get()));
                return true;
            }
        }
        return false;
    }

    /** What is there once everything that is not held back has been done. */
    private Stream<ResourceState> survivors() {
        var untouched = observed.values().stream().filter(state -> !deletes.containsKey(state.id()) && !builds.containsKey(state.id()));
        return Stream.concat(untouched, builds.values().stream().map(Dependencies::after));
    }

    private Set<ResourceId> usersThatGo(Change.Delete<?> delete) {
        var users = new TreeSet<ResourceId>();
        deletes.values().stream().filter(other -> Fields.edges(other.observed()).contains(delete.id()))
                .forEach(other -> users.add(other.id()));
        users.remove(delete.id());
        return users;
    }

    /** Kahn's algorithm; among those that could come next, the smallest id does. What is left over goes round in a circle. */
    private <C extends Change<?>> List<C> inOrder(Map<ResourceId, C> changes, Function<C, Set<ResourceId>> predecessors,
            String circle) {
        var open = new TreeMap<ResourceId, Set<ResourceId>>();
        changes.values().forEach(change -> {
            var before = new TreeSet<>(predecessors.apply(change));
            before.retainAll(changes.keySet());
            open.put(change.id(), before);
        });
        var done = new ArrayList<C>();
        while (true) {
            Optional<ResourceId> next = open.entrySet().stream().filter(entry -> entry.getValue().isEmpty()).map(Map.Entry::getKey)
                    .findFirst();
            if (next.isEmpty()) break;
            open.remove(next.get());
            open.values().forEach(before -> before.remove(next.get()));
            done.add(changes.get(next.get()));
        }
        open.forEach(
                (id, before) -> blocked.add(block((Change<?>) changes.get(id), "cycle", id + " " + circle + before.iterator().next())));
        return done;
    }

    private static ResourceState after(Change<?> build) {
        return switch (build) {
            case Change.Create<?> create -> create.desired();
            case Change.Update<?> update -> update.desired();
            case Change.Delete<?> delete -> throw new IllegalArgumentException("nothing is left after " + delete);
            case Change.Blocked<?> held -> throw new IllegalArgumentException("nothing is built by " + held);
        };
    }

    private static <S extends ResourceState> Change.Blocked<S> block(Change<S> change, String by, String because) {
        return new Change.Blocked<>(change, by, because);
    }
}
