package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Listener;
import com.meddevo.plan.Facts.RouteClaim;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gives every route a rule priority that it keeps for life.
 *
 * <p>ELBv2 asks rules in order of priority, lowest first, so a specific route must stand before a general one. The listener's range is cut into
 * bands, one for each specificity: first by host (exact, wildcard, any), then by the length of the path before its first wildcard, longest first. A
 * new rule takes the lowest free slot of its band; a full band flows over into the next. A rule stays where it is while its band stays the same, so
 * that no app ever moves another's.
 */
final class RulePriorities {
    /** AWS allows 128 characters in a path pattern; each length has its own band. */
    private static final int PATH_BANDS = 129;
    private static final int BANDS = 3 * PATH_BANDS;

    private RulePriorities() {}

    /** @return by app; no entry for an app without a route, with an unknown listener, or when no slot is free */
    static Map<String, Integer> assign(Environment environment, List<AppSpec> apps, List<RouteClaim> claims) {
        var assigned = new HashMap<String, Integer>();
        environment.listeners().forEach((name, listener) -> {
            var routed = apps.stream().filter(app -> app.route().filter(route -> route.listener().equals(name)).isPresent())
                    .sorted(Comparator.comparing(AppSpec::key)).toList();
            var there = claims.stream().filter(claim -> claim.listenerArn().equals(listener.arn())).toList();
            assignOn(listener, routed, there, assigned);
        });
        return assigned;
    }

    private static void assignOn(Listener listener, List<AppSpec> routed, List<RouteClaim> there, Map<String, Integer> assigned) {
        Set<Integer> taken = new HashSet<>();
        there.forEach(claim -> taken.add(claim.priority()));
        Set<Integer> keptBySomebody = new HashSet<>();
        for (AppSpec app : routed) {
            int band = band(app.route().orElseThrow().hosts(), app.route().orElseThrow().paths());
            there.stream().filter(claim -> claim.owner().filter(id -> id.app().equals(app.name())).isPresent())
                    .filter(claim -> band(claim.hosts(), claim.paths()) == band).map(RouteClaim::priority).sorted()
                    .filter(keptBySomebody::add).findFirst().ifPresent(priority -> assigned.putIfAbsent(app.name(), priority));
        }
        for (AppSpec app : routed) {
            if (assigned.containsKey(app.name())) continue;
            lowestFree(listener.priorities(), band(app.route().orElseThrow().hosts(), app.route().orElseThrow().paths()), taken)
                    .ifPresent(priority -> {
                        taken.add(priority);
                        assigned.put(app.name(), priority);
                    });
        }
    }

    private static OptionalInt lowestFree(Environment.Priorities range, int band, Set<Integer> taken) {
        int size = range.to() - range.from() + 1;
        int start = range.from() + (int) ((long) band * size / BANDS);
        var fromBand = IntStream.rangeClosed(start, range.to()).filter(priority -> !taken.contains(priority)).findFirst();
        return fromBand.isPresent()
                ? fromBand
                : IntStream.rangeClosed(range.from(), start).filter(priority -> !taken.contains(priority)).findFirst();
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
}
