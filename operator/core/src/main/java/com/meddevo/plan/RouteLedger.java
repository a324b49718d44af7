package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Facts.RouteClaim;
import com.meddevo.plan.Plan.Note;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All rules of an environment's listeners side by side, those that are wanted and those of others: which ask for exactly the same, and which never
 * get a request because an earlier one takes them all.
 *
 * <p>Of several that ask for the same, one has it: the one whose rule is there already, else the oldest app. The others are refused. That one rule
 * lies in another's shadow is only told, to both: whoever wrote the routes may mean it so.
 */
final class RouteLedger {
    private final Map<String, List<Entry>> byListener = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private final Set<Note> notes = new TreeSet<>();

    /**
     * @param app whose rule it is; empty for somebody else's
     * @param wanted whether the fleet asks for it; what is only there may have the route, and is refused nothing
     * @param there whether AWS has it, with these conditions
     */
    private record Entry(Optional<String> app, int priority, Conditions conditions, boolean wanted, boolean there) {
        String title() {
            return app.map(name -> "the rule of app " + name).orElse("a rule of somebody else") + " (priority " + priority + ")";
        }
    }

    private record Conditions(Set<String> hosts, Set<String> paths) {
        static Conditions of(Collection<String> hosts, Collection<String> paths) {
            return new Conditions(hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()), Set.copyOf(paths));
        }

        boolean covers(Conditions other) { return covers(hosts, other.hosts) && covers(paths, other.paths); }

        private static boolean covers(Set<String> wide, Set<String> narrow) {
            if (wide.isEmpty()) return true;
            if (narrow.isEmpty()) return wide.contains("*") || wide.contains("/*");
            for (String one : narrow) {
                if (wide.stream().noneMatch(pattern -> RoutePattern.covers(pattern, one))) return false;
            }
            return true;
        }

        @Override
        public String toString() {
            var all = new ArrayList<>(new TreeSet<>(hosts));
            all.addAll(new TreeSet<>(paths));
            return String.join(", ", all);
        }
    }

    /**
     * @param refused by app: whose route is the same as an earlier one's, and what to do
     * @param notes who stands in whose shadow, for both
     */
    record Result(Map<String, String> refused, List<Note> notes) {
    }

    /** @param apps with the listener of each route filled in */
    static Result of(Environment environment, List<AppSpec> apps, Map<String, Integer> priorities, List<RouteClaim> claims) {
        var ledger = new RouteLedger();
        environment.listeners().forEach((name, listener) -> ledger.names.merge(listener.arn(), name, (a, b) -> a.compareTo(b) < 0 ? a : b));
        ledger.enter(environment, apps, priorities, claims);
        ledger.byListener.forEach((arn, entries) -> {
            ledger.collisions(ledger.names.get(arn), entries);
            ledger.shadows(ledger.names.get(arn), entries);
        });
        return new Result(ledger.refused, List.copyOf(ledger.notes));
    }

    private void enter(Environment environment, List<AppSpec> apps, Map<String, Integer> priorities, List<RouteClaim> claims) {
        var there = new HashSet<List<Object>>();
        claims.forEach(claim -> claim.owner().ifPresent(
                owner -> there.add(List.of(claim.listenerArn(), owner.app(), Conditions.of(claim.hosts(), claim.paths())))));
        var wanted = new HashSet<List<String>>();
        var claimants = apps.stream().collect(Collectors.groupingBy(AppSpec::name, Collectors.counting()));
        apps.stream().filter(app -> claimants.get(app.name()) == 1 && priorities.containsKey(app.name())) // the planner blocks namesakes
                .sorted(Seniority.OLDEST_FIRST).forEach(app -> {
                    var route = app.route().orElseThrow();
                    String arn = environment.listeners().get(route.listener().orElseThrow()).arn();
                    wanted.add(List.of(arn, app.name()));
                    var conditions = Conditions.of(route.hosts(), route.paths());
                    byListener.computeIfAbsent(arn, any -> new ArrayList<>()).add(new Entry(Optional.of(app.name()),
                            priorities.get(app.name()), conditions, true, there.contains(List.of(arn, app.name(), conditions))));
                });
        claims.stream().filter(claim -> names.containsKey(claim.listenerArn()))
                .filter(claim -> claim.owner().filter(owner -> wanted.contains(List.of(claim.listenerArn(), owner.app()))).isEmpty())
                .sorted(Comparator.comparingInt(RouteClaim::priority))
                .forEach(claim -> byListener.computeIfAbsent(claim.listenerArn(), any -> new ArrayList<>())
                        .add(new Entry(claim.owner().map(ResourceId::app), claim.priority(), Conditions.of(claim.hosts(), claim.paths()),
                                false,
                                true)));
    }

    /** The entries stand in the order of age. Somebody else's rule is no rival here: it is foreign, and adopted or respected as such. */
    private void collisions(String listener, List<Entry> entries) {
        var same = entries.stream().filter(entry -> entry.app.isPresent()).collect(Collectors.groupingBy(Entry::conditions));
        same.forEach((conditions, rivals) -> {
            if (rivals.size() < 2) return;
            Entry holder = rivals.stream().filter(Entry::there).findFirst().orElse(rivals.getFirst());
            for (Entry rival : rivals) {
                if (!rival.wanted || rival == holder || rival.app.equals(holder.app)) continue;
                refused.put(rival.app.orElseThrow(), "app " + holder.app.orElseThrow() + " has the same route on listener \"" + listener
                        + "\" (" + conditions + "): give one of them other hosts or paths");
                notes.add(new Note(holder.app.orElseThrow(), "route",
                        "app " + rival.app.orElseThrow() + " asks for the same route on listener \""
                                + listener + "\" (" + conditions + ") and is refused"));
            }
        });
    }

    private void shadows(String listener, List<Entry> entries) {
        var inOrder = entries.stream().filter(entry -> !entry.wanted || entry.app.filter(refused::containsKey).isEmpty())
                .sorted(Comparator.comparingInt(Entry::priority)).toList();
        for (int later = 1; later < inOrder.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (!inOrder.get(earlier).conditions.covers(inOrder.get(later).conditions)) continue;
                tell(listener, inOrder.get(earlier), inOrder.get(later));
                break;
            }
        }
    }

    private void tell(String listener, Entry first, Entry never) {
        if (first.app.equals(never.app)) return;
        never.app.ifPresent(app -> notes.add(new Note(app, "route", "its rule on listener \"" + listener + "\" (priority " + never.priority
                + ": " + never.conditions + ") never gets a request: " + first.title() + " comes first and takes all of it with "
                + first.conditions)));
        first.app.ifPresent(app -> notes.add(new Note(app, "route", "its rule on listener \"" + listener + "\" (priority " + first.priority
                + ": " + first.conditions + ") takes every request of " + never.title() + " for " + never.conditions)));
    }
}
