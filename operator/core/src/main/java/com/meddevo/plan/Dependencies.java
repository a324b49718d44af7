package com.meddevo.plan;

import com.meddevo.plan.Plan.NotRead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds back what refers to something missing and what something still refers to, and puts the rest in order. The edges are the ids inside the
 * states ({@link Fields#edges}); no kind knows another's place.
 */
final class Dependencies {
    private final Coverage coverage;
    private final List<ResourceState> observed;
    private final Set<ResourceId> there = new HashSet<>();
    private final Map<ResourceState, Set<ResourceId>> edges = new IdentityHashMap<>();

    private final Map<ResourceId, Change<?>> builds = new TreeMap<>();
    private final Map<ResourceId, Change.Delete<?>> deletes = new TreeMap<>();
    private final Map<ResourceId, Change.Blocked<?>> blockedById = new HashMap<>();
    private final List<Change.Blocked<?>> blocked = new ArrayList<>();
    private final List<Kept> kept;
    private final List<Plan.Note> notes;
    private final List<Deviation> undeclared;
    private final Set<NotRead> notRead;
    private final Set<ResourceId> unread;

    /** @param draft whose changes come by {@link #add}, after the guards have seen them */
    Dependencies(Coverage coverage, List<ResourceState> observed, Draft draft) {
        this.coverage = coverage;
        this.observed = observed;
        observed.stream().filter(state -> !state.leaving()).forEach(state -> there.add(state.id()));
        this.kept = new ArrayList<>(draft.kept());
        this.notes = List.copyOf(draft.notes());
        this.undeclared = List.copyOf(draft.undeclared());
        this.notRead = new TreeSet<>(draft.notRead());
        this.unread = new HashSet<>(draft.unread());
    }

    void add(Change<?> change) {
        switch (change) {
            case Change.Delete<?> delete -> deletes.put(delete.id(), delete);
            case Change.Blocked<?> held -> block(held);
            case Change.Create<?> _,Change.Update<?> _ -> builds.put(change.id(), change);
        }
    }

    Plan arrange() {
        var inOrder = new ArrayList<Change<?>>(buildsInOrder());
        inOrder.addAll(deletesInOrder());
        blocked.sort(Comparator.comparing((Change.Blocked<?> held) -> held.id()).thenComparing(Change.Blocked::by));
        inOrder.addAll(blocked);
        kept.sort(Comparator.comparing(Kept::id).thenComparing(Kept::because));
        return new Plan(inOrder, kept, List.copyOf(notRead), notes, undeclared);
    }

    private List<? extends Change<?>> buildsInOrder() {
        while (true) {
            holdBackWhatRefersToSomethingMissing();
            var predecessors = builds.values().stream().collect(Collectors.toMap(Change::id, this::needed));
            var order = Ordering.of(predecessors);
            if (order.circle().isEmpty()) return order.sorted().stream().map(builds::get).toList();
            blockCircle(order.circle(), builds);
        }
    }

    private List<? extends Change<?>> deletesInOrder() {
        while (true) {
            keepWhatIsStillUsed();
            var predecessors = new HashMap<ResourceId, Set<ResourceId>>();
            deletes.keySet().forEach(id -> predecessors.put(id, new HashSet<>()));
            deletes.values().forEach(delete -> edges(delete.observed()).stream().filter(predecessors::containsKey)
                    .forEach(used -> predecessors.get(used).add(delete.id())));
            var order = Ordering.of(predecessors);
            if (order.circle().isEmpty()) return order.sorted().stream().map(deletes::get).toList();
            blockCircle(order.circle(), deletes);
        }
    }

    private void holdBackWhatRefersToSomethingMissing() {
        var dependents = new HashMap<ResourceId, Set<ResourceId>>();
        builds.values()
                .forEach(build -> needed(build).forEach(id -> dependents.computeIfAbsent(id, any -> new TreeSet<>()).add(build.id())));
        var open = new ArrayDeque<>(builds.keySet());
        while (!open.isEmpty()) {
            Change<?> build = builds.get(open.remove());
            if (build != null && heldBack(build)) {
                builds.remove(build.id());
                open.addAll(dependents.getOrDefault(build.id(), Set.of()));
            }
        }
    }

    private boolean heldBack(Change<?> build) {
        for (ResourceId needed : needed(build)) {
            if (!coverage.read(needed.kind(), needed.app()) || unread.contains(needed)) {
                unread.add(build.id());
                notRead.add(new NotRead(build.id().app(), needed.kind()));
                return true;
            }
            if (!there.contains(needed) && !builds.containsKey(needed)) {
                block(build.blockedBy("dependency", whyMissing(needed)));
                return true;
            }
        }
        return false;
    }

    private String whyMissing(ResourceId needed) {
        return Optional.ofNullable(blockedById.get(needed)).map(held -> "waits for " + needed + ", blocked by " + held.by())
                .orElse("refers to " + needed + ", which does not exist and which nobody creates");
    }

    /** What is kept goes on using what it refers to, so keeping one can mean keeping another. */
    private void keepWhatIsStillUsed() {
        if (deletes.isEmpty()) return;
        var users = new HashMap<ResourceId, TreeSet<ResourceId>>();
        observed.stream().filter(this::staysAsItIs).forEach(state -> use(state, users));
        builds.values().forEach(build -> use(build.after().orElseThrow(), users));
        var open = new ArrayDeque<>(deletes.keySet());
        while (!open.isEmpty()) {
            Change.Delete<?> delete = deletes.get(open.remove());
            if (delete != null && users.containsKey(delete.id())) {
                deletes.remove(delete.id());
                kept.add(new Kept(delete.id(), "still used by " + users.get(delete.id()).first()));
                use(delete.observed(), users);
                open.addAll(edges(delete.observed()));
            }
        }
    }

    /** Something that AWS is taking away uses what it refers to until it is gone, whatever is to follow it. */
    private boolean staysAsItIs(ResourceState state) {
        Change.Delete<?> delete = deletes.get(state.id());
        return state.leaving() ? delete == null || delete.observed() != state : delete == null && !builds.containsKey(state.id());
    }

    private void use(ResourceState user, Map<ResourceId, TreeSet<ResourceId>> users) {
        edges(user).forEach(used -> users.computeIfAbsent(used, any -> new TreeSet<>()).add(user.id()));
    }

    private void blockCircle(Set<ResourceId> circle, Map<ResourceId, ? extends Change<?>> changes) {
        String members = circle.stream().sorted().map(ResourceId::toString).collect(Collectors.joining(", "));
        circle.forEach(id -> block(changes.remove(id).blockedBy("cycle", "refers to itself in a circle: " + members)));
    }

    private void block(Change.Blocked<?> held) {
        blocked.add(held);
        blockedById.putIfAbsent(held.id(), held);
    }

    private Set<ResourceId> needed(Change<?> build) { return edges(build.after().orElseThrow()); }

    private Set<ResourceId> edges(ResourceState state) { return edges.computeIfAbsent(state, Fields::edges); }
}
