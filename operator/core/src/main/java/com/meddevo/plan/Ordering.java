package com.meddevo.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts ids in an order in which each comes after its predecessors (Kahn's algorithm). Among those that could come next the smallest does, so
 * that the same edges always give the same order.
 *
 * @param sorted those that can be ordered
 * @param circle ids of which each is a predecessor of another one, so that none can be first; empty when all are in {@code sorted}
 */
record Ordering(List<ResourceId> sorted, Set<ResourceId> circle) {

    /** @param predecessors by id; predecessors that are no keys do not count */
    static Ordering of(Map<ResourceId, Set<ResourceId>> predecessors) {
        var open = new TreeMap<ResourceId, Set<ResourceId>>();
        var successors = new HashMap<ResourceId, List<ResourceId>>();
        predecessors.forEach((id, before) -> {
            var counted = new TreeSet<ResourceId>();
            for (ResourceId predecessor : before) {
                if (!predecessors.containsKey(predecessor)) continue;
                counted.add(predecessor);
                successors.computeIfAbsent(predecessor, any -> new ArrayList<>()).add(id);
            }
            open.put(id, counted);
        });
        var ready = new PriorityQueue<ResourceId>();
        open.forEach((id, before) -> {
            if (before.isEmpty()) ready.add(id);
        });
        var sorted = new ArrayList<ResourceId>();
        while (!ready.isEmpty()) {
            ResourceId next = ready.remove();
            open.remove(next);
            sorted.add(next);
            for (ResourceId successor : successors.getOrDefault(next, List.of())) {
                var before = open.get(successor);
                before.remove(next);
                if (before.isEmpty()) ready.add(successor);
            }
        }
        return new Ordering(sorted, open.isEmpty() ? Set.of() : circle(open));
    }

    /** Whatever is left over has a predecessor that is left over too: following them ends in a circle. */
    private static Set<ResourceId> circle(TreeMap<ResourceId, Set<ResourceId>> open) {
        var path = new LinkedHashSet<ResourceId>();
        ResourceId at = open.firstKey();
        while (path.add(at))
            at = open.get(at).iterator().next();
        while (!path.getFirst().equals(at))
            path.removeFirst();
        return path;
    }
}
