package com.meddevo.plan.example;

import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Facts.RouteClaim;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * AWS in memory, which refuses what AWS refuses: an id twice, a reference to nothing, the removal of something in use, a rule priority twice. The
 * registry holds the tags {@code 1} to {@code 3} of every image, says of {@code missing} that it has none, and does not answer for others.
 */
public final class World {
    private final Map<ResourceId, ExampleState> states = new TreeMap<>();
    private final List<ExampleState> copies = new ArrayList<>();
    private final List<RouteClaim> foreign = new ArrayList<>();

    /** Puts something there without asking anybody, as a person at the console does. */
    public World put(ExampleState state) {
        states.put(state.id(), state);
        return this;
    }

    /** A second resource that carries the tags of a first. */
    public World putCopy(ExampleState state) {
        copies.add(state);
        return this;
    }

    /** Somebody else's rule, unless the priority is taken. */
    public World putForeignRule(String listener, int priority) {
        String arn = "arn:listener/" + listener;
        if (claims().stream().anyMatch(claim -> claim.listenerArn().equals(arn) && claim.priority() == priority)) return this;
        foreign.add(new RouteClaim(arn, priority, Optional.empty(), List.of("foreign.example.com"), List.of()));
        return this;
    }

    public World remove(ResourceId id) {
        states.remove(id);
        return this;
    }

    public World copy() {
        var copy = new World();
        copy.states.putAll(states);
        copy.copies.addAll(copies);
        copy.foreign.addAll(foreign);
        return copy;
    }

    public Collection<ExampleState> states() { return Collections.unmodifiableCollection(states.values()); }

    public Set<ResourceId> ids() { return new TreeSet<>(states.keySet()); }

    public <S extends ExampleState> List<S> all(Class<S> type) {
        return states.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @SuppressWarnings("unchecked")
    public <S extends ExampleState> S get(ResourceId id) {
        return (S) Optional.ofNullable(states.get(id)).orElseThrow(() -> new AssertionError("there is no " + id));
    }

    /** A reading of everything. */
    public Snapshot snapshot(Fleet fleet) { return snapshot(fleet, everything()); }

    /** What these readings show; resources and rules of a kind that no reading covers do not show. */
    public Snapshot snapshot(Fleet fleet, List<Reading> readings) {
        var read = readings.stream().collect(Collectors.groupingBy(Reading::kind));
        var seen = Stream.concat(states.values().stream(), copies.stream())
                .filter(state -> read.getOrDefault(state.id().kind(), List.of()).stream()
                        .anyMatch(reading -> reading.app().map(state.id().app()::equals).orElse(true)))
                .<ResourceState>map(state -> state).toList();
        return new Snapshot(readings, seen, new Facts(digests(fleet), read.containsKey("listener-rule") ? claims() : List.of(), List.of()));
    }

    /** The same snapshot with every list in another order. */
    public static Snapshot shuffled(Snapshot snapshot, Random random) {
        return new Snapshot(shuffled(snapshot.readings(), random), shuffled(snapshot.resources(), random), new Facts(
                snapshot.facts().digests(), shuffled(snapshot.facts().routes(), random), shuffled(snapshot.facts().rejections(), random)));
    }

    public static <T> List<T> shuffled(List<T> list, Random random) {
        var shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** One reading for each facet of each kind. */
    public static List<Reading> everything() {
        return Example.KINDS.stream()
                .flatMap(kind -> kind.facets().stream().sorted()
                        .map(facet -> new Reading(kind.name(), Optional.empty(), facet, Instant.EPOCH)))
                .toList();
    }

    /** Applies every change that is not blocked, in the plan's order. */
    public World apply(Plan plan) {
        return applyFirst(plan.applicable().size(), plan);
    }

    /** Is cut off after that many changes. */
    public World applyFirst(int count, Plan plan) {
        return apply(plan.applicable().stream().limit(count).toList(), plan.prerequisites());
    }

    /** Applies in any order that the plan's prerequisites allow, as an applier does that does many things at once. */
    public World applyInAnyOrder(Plan plan, Random random) {
        var open = shuffled(plan.applicable(), random);
        var prerequisites = plan.prerequisites();
        var order = new ArrayList<Change<?>>();
        var started = new TreeSet<ResourceId>();
        while (!open.isEmpty()) {
            var next = open.stream().filter(change -> started.containsAll(prerequisites.get(change.id()))).findFirst()
                    .orElseThrow(() -> new AssertionError("each of " + open + " waits for another"));
            open.remove(next);
            order.add(next);
            started.add(next.id());
        }
        return apply(order, prerequisites);
    }

    private World apply(List<Change<?>> changes, Map<ResourceId, Set<ResourceId>> prerequisites) {
        var waiting = new TreeSet<ResourceId>();
        for (Change<?> change : changes) {
            boolean waits = prerequisites.get(change.id()).stream().anyMatch(waiting::contains) || !apply(change);
            if (waits) waiting.add(change.id());
        }
        return this;
    }

    /** What drains is gone. */
    public World drained() {
        states.values().removeIf(ResourceState::leaving);
        return this;
    }

    /** @return whether it was done; a change that meets a draining resource waits */
    private boolean apply(Change<?> change) {
        ExampleState present = states.get(change.id());
        switch (change) {
            case Change.Create<?> create -> {
                if (present != null && present.leaving()) return false;
                check(present == null, change.id() + " is created twice");
                write((ExampleState) create.desired());
            }
            case Change.Update<?> update -> {
                check(present != null, change.id() + " is updated and not there");
                check(present.equals(update.observed()), change.id() + " is not as it was observed");
                write((ExampleState) update.desired());
            }
            case Change.Delete<?> delete -> {
                check(present != null, change.id() + " is deleted and not there");
                if (present.leaving()) return false;
                states.values().stream().filter(user -> user.refersTo().contains(delete.id())).findFirst()
                        .ifPresent(user -> check(false, delete.id() + " is deleted while " + user.id() + " refers to it"));
                states.remove(delete.id());
            }
            case Change.Blocked<?> blocked -> throw new AssertionError("applied although blocked: " + blocked);
        }
        return true;
    }

    private void write(ExampleState state) {
        state.refersTo().forEach(needed -> check(states.containsKey(needed), state.id() + " refers to " + needed + ", which is not there"));
        states.put(state.id(), state);
        var taken = claims().stream().map(claim -> claim.listenerArn() + " " + claim.priority()).toList();
        check(taken.size() == taken.stream().distinct().count(), "a priority is used twice after " + state);
    }

    private static void check(boolean holds, String what) { if (!holds) throw new AssertionError(what); }

    private List<RouteClaim> claims() {
        return Stream.concat(all(ListenerRule.class).stream()
                .map(rule -> new RouteClaim("arn:listener/" + rule.id().name(), rule.priority(), Optional.of(rule.id()), rule.hosts(),
                        rule.paths())),
                foreign.stream()).toList();
    }

    private static Map<String, Optional<String>> digests(Fleet fleet) {
        var digests = new HashMap<String, Optional<String>>();
        fleet.wanted().forEach(app -> {
            String repository = app.image().repository();
            IntStream.rangeClosed(1, 3).forEach(tag -> digests.put(repository + ":" + tag, Optional.of("sha256:" + repository + tag)));
            digests.put(repository + ":missing", Optional.empty());
        });
        return digests;
    }
}
