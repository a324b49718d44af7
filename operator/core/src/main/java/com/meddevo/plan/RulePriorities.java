package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Route;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Priorities;
import com.meddevo.plan.Facts.RouteClaim;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives every route a rule priority that it keeps for life.
 *
 * <p>ELBv2 asks rules in order of priority, lowest first, so a specific route must stand before a general one. The listener's range is cut into
 * bands, one for each specificity: first by host (exact, wildcard, any), then by the length of the path before its first wildcard, longest first. A
 * new rule takes the lowest free slot of its band; a full band flows over into the next, and the last one back to the first. A rule stays where it
 * is while its route belongs into the same band, so that no app ever moves another's.
 */
final class RulePriorities {
    /** AWS allows 128 characters in a path pattern; each length has its own band. */
    private static final int PATH_BANDS = 129;
    private static final int BANDS = 3 * PATH_BANDS;

    private final Map<String, Set<Integer>> takenByListenerArn;
    private final Map<Place, List<RouteClaim>> ours;
    private final Map<String, Integer> assigned = new HashMap<>();

    private RulePriorities(List<RouteClaim> claims) {
        takenByListenerArn = claims.stream().collect(Collectors.groupingBy(RouteClaim::listenerArn,
                Collectors.mapping(RouteClaim::priority, Collectors.toCollection(HashSet::new))));
        ours = claims.stream().filter(claim -> claim.owner().isPresent())
                .sorted(Comparator.comparingInt(RouteClaim::priority))
                .collect(Collectors.groupingBy(claim -> new Place(claim.listenerArn(), claim.owner().get().app())));
    }

    /** @return by app; no entry for an app without a route, with an unknown listener, or when no slot is free */
    static Map<String, Integer> assign(Environment environment, List<AppSpec> apps, List<RouteClaim> claims) {
        var priorities = new RulePriorities(claims);
        new TreeMap<>(environment.listeners()).forEach((name, listener) -> apps.stream()
                .filter(app -> app.route().filter(route -> route.listener().filter(name::equals).isPresent()).isPresent())
                .sorted(Comparator.comparing(AppSpec::key))
                .forEach(app -> priorities.assign(listener, app.name(), app.route().orElseThrow())));
        return priorities.assigned;
    }

    private void assign(Environment.Listener listener, String app, Route route) {
        if (assigned.containsKey(app)) return; // a second app of that name; the planner blocks both
        int band = band(route.hosts(), route.paths());
        var taken = takenByListenerArn.computeIfAbsent(listener.arn(), arn -> new HashSet<>());
        var kept = ours.getOrDefault(new Place(listener.arn(), app), List.of()).stream()
                .filter(claim -> band(claim.hosts(), claim.paths()) == band
                        || slots(listener.priorities(), band).contains(claim.priority()))
                .mapToInt(RouteClaim::priority).findFirst();
        (kept.isPresent() ? kept : lowestFree(listener.priorities(), band, taken)).ifPresent(priority -> {
            taken.add(priority);
            assigned.put(app, priority);
        });
    }

    private static OptionalInt lowestFree(Priorities range, int band, Set<Integer> taken) {
        int start = start(range, band);
        return IntStream.concat(IntStream.rangeClosed(start, range.to()), IntStream.range(range.from(), start))
                .filter(priority -> !taken.contains(priority)).findFirst();
    }

    private static Slots slots(Priorities range, int band) { return new Slots(start(range, band), start(range, band + 1)); }

    private static int start(Priorities range, int band) {
        long size = range.to() - range.from() + 1L;
        return range.from() + (int) (band * size / BANDS);
    }

    /** 0 is the most specific; a rule of several patterns is as specific as its least specific one. */
    static int band(List<String> hosts, List<String> paths) {
        int host = hosts.isEmpty() ? 2 : hosts.stream().mapToInt(h -> literalLength(h) == h.length() ? 0 : 1).max().getAsInt();
        int path = paths.stream().mapToInt(RulePriorities::literalLength).min().orElse(0);
        return host * PATH_BANDS + (PATH_BANDS - 1 - Math.min(path, PATH_BANDS - 1));
    }

    private static int literalLength(String pattern) {
        int length = 0;
        while (length < pattern.length() && pattern.charAt(length) != '*' && pattern.charAt(length) != '?')
            length++;
        return length;
    }

    private record Place(String listenerArn, String app) {
    }

    /** The priorities of one band, {@code end} excluded. */
    private record Slots(int start, int end) {
        boolean contains(int priority) { return priority >= start && priority < end; }
    }
}
