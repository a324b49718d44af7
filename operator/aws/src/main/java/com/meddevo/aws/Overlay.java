package com.meddevo.aws;

import com.meddevo.plan.Change;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Remembers what was just done until a reading shows it. AWS's lists lag behind its writes by seconds; without this memory the next plan would do it
 * again. A resource that reads exactly as before the change reads stale; one that reads in any other way has moved on, and the memory ends. Thread-safe.
 */
final class Overlay {
    /** Terraform waits as long for a service that it created. */
    private static final Duration MEMORY = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<ResourceId, Done> done = new ConcurrentHashMap<>();

    private record Done(Optional<ResourceState> before, Optional<ResourceState> after, Instant at) {
        boolean stale(Optional<ResourceState> read) {
            return before.isPresent() ? before.equals(read) : read.isEmpty() || read.get().leaving();
        }
    }

    Overlay(Clock clock) { this.clock = clock; }

    void remember(Change<?> change) {
        var now = clock.instant();
        done.put(change.id(), switch (change) {
            case Change.Create<?> create -> new Done(Optional.empty(), Optional.of(create.desired()), now);
            case Change.Update<?> update -> new Done(Optional.of(update.observed()), Optional.of(update.desired()), now);
            case Change.Delete<?> delete -> new Done(Optional.of(delete.observed()), Optional.empty(), now);
            case Change.Blocked<?> blocked -> throw new IllegalArgumentException("a blocked change was not done: " + blocked);
        });
    }

    /**
     * The resources as they are once AWS shows what was done.
     *
     * @param covered whether the reading would show a resource of that id; where it would not, nothing is added or taken away
     */
    List<ResourceState> over(List<ResourceState> read, Predicate<ResourceId> covered) {
        var byId = new TreeMap<ResourceId, List<ResourceState>>();
        read.forEach(state -> byId.computeIfAbsent(state.id(), id -> new ArrayList<>()).add(state));
        done.entrySet().removeIf(entry -> entry.getValue().at().plus(MEMORY).isBefore(clock.instant()));
        done.forEach((id, one) -> {
            if (!covered.test(id)) return;
            Optional<ResourceState> seen = byId.getOrDefault(id, List.of()).stream().findFirst();
            if (!one.stale(seen)) {
                done.remove(id, one);
            } else {
                one.after().ifPresentOrElse(after -> byId.put(id, List.of(after)), () -> byId.remove(id));
            }
        });
        return byId.values().stream().flatMap(List::stream).toList();
    }

    /** What no reading has shown yet. */
    Set<ResourceId> pending(Scope scope) {
        return done.keySet().stream().filter(id -> scope.includes(id.app())).collect(Collectors.toSet());
    }
}
