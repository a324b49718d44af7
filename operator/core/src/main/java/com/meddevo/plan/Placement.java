package com.meddevo.plan;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Listener;
import com.meddevo.plan.Facts.Balancer;
import com.meddevo.plan.Facts.RouteClaim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * On which listener each route stands, and whether there is room for it.
 *
 * <p>A route stands where its spec says; one whose spec says nothing stands where its app has a rule or a target group already, for life, and a new
 * one on the load balancer with the fewest target groups. What a new route would need beyond a load balancer's quotas is refused here, before AWS
 * refuses it half-way. What is there already is never refused anything, and leaving needs no room.
 */
final class Placement {
    /** AWS's quotas for target groups and rules where nobody has raised them. */
    private static final int USUAL_QUOTA = 100;
    /** Stands for the listener in an environment that has none. */
    private static final String NO_LISTENER = "none";

    private final Map<String, Listener> listeners;
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<String, Set<String>> ruled = new HashMap<>();
    private final Map<String, String> placed = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();

    /** What a load balancer has, and for whom. */
    private static final class Room {
        private final Balancer quota;
        private final Set<String> grouped = new HashSet<>();
        private final Set<String> ruled = new HashSet<>();
        private int groups;
        private int rules;

        Room(Balancer quota) {
            this.quota = quota;
            groups = quota.targetGroups().size();
            quota.targetGroups().forEach(owner -> owner.ifPresent(id -> grouped.add(id.app())));
        }

        boolean takes(String app) {
            return (grouped.contains(app) || groups < quota.mostTargetGroups()) && (ruled.contains(app) || rules < quota.mostRules());
        }

        void take(String app) {
            if (grouped.add(app)) groups++;
            if (ruled.add(app)) rules++;
        }

        String fullness() {
            return groups + " of " + quota.mostTargetGroups() + " target groups and " + rules + " of " + quota.mostRules() + " rules";
        }
    }

    private Placement(Environment environment, Facts facts) {
        listeners = new TreeMap<>(environment.listeners());
        var balancers = facts.balancers().stream().collect(Collectors.toMap(Balancer::arn, one -> one, (one, same) -> one));
        listeners.values().forEach(listener -> rooms.computeIfAbsent(listener.loadBalancerArn(),
                arn -> new Room(balancers.getOrDefault(arn, new Balancer(arn, List.of(), USUAL_QUOTA, USUAL_QUOTA)))));
        var byArn = listeners.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().arn(), Map.Entry::getKey, (first, second) -> first));
        for (RouteClaim claim : facts.routes()) {
            String name = byArn.get(claim.listenerArn());
            if (name == null) continue;
            Room room = rooms.get(listeners.get(name).loadBalancerArn());
            room.rules++;
            claim.owner().ifPresent(owner -> {
                room.ruled.add(owner.app());
                ruled.computeIfAbsent(owner.app(), app -> new HashSet<>()).add(name);
            });
        }
    }

    /**
     * @param listeners by app: the name of its route's listener, whether or not there is room or even such a listener
     * @param refused by app: why its route cannot be made, and what to do
     */
    record Result(Map<String, String> listeners, Map<String, String> refused) {
    }

    /** Those who are there come first, then the older ones, so that no newcomer takes anybody's place. */
    static Result of(Environment environment, List<AppSpec> apps, Facts facts) {
        var placement = new Placement(environment, facts);
        var open = new ArrayList<AppSpec>();
        apps.stream().filter(app -> app.route().isPresent()).sorted(Seniority.OLDEST_FIRST).forEach(app -> {
            var there = placement.there(app);
            if (there.isEmpty()) open.add(app);
            else
                placement.placed.putIfAbsent(app.name(), there.get());
        });
        apps.stream().filter(app -> placement.placed.containsKey(app.name())).forEach(app -> placement.settle(app.name()));
        open.forEach(placement::place);
        return new Result(placement.placed, placement.refused);
    }

    /** The listener that the app stands on already and may stay on. */
    private Optional<String> there(AppSpec app) {
        Optional<String> named = app.route().orElseThrow().listener();
        Set<String> has = ruled.getOrDefault(app.name(), Set.of());
        if (named.isPresent()) return named.filter(has::contains);
        return has.stream().min(Comparator.naturalOrder()).or(() -> listeners.keySet().stream()
                .filter(name -> room(name).grouped.contains(app.name())).findFirst());
    }

    private void settle(String app) { room(placed.get(app)).take(app); }

    private void place(AppSpec app) {
        if (placed.containsKey(app.name())) return; // a second app of that name; the planner blocks both
        Optional<String> named = app.route().orElseThrow().listener();
        if (listeners.isEmpty() || named.filter(name -> !listeners.containsKey(name)).isPresent()) {
            placed.put(app.name(), named.orElse(NO_LISTENER));
            return;
        }
        Optional<String> found = named.or(() -> listeners.keySet().stream().filter(name -> room(name).takes(app.name()))
                .min(Comparator.<String>comparingInt(name -> room(name).groups).thenComparingInt(name -> room(name).rules)));
        placed.put(app.name(), found.orElseGet(() -> listeners.keySet().iterator().next()));
        if (found.filter(name -> room(name).takes(app.name())).isPresent()) settle(app.name());
        else
            refused.put(app.name(), because(named));
    }

    private String because(Optional<String> named) {
        if (named.isPresent()) {
            return "the load balancer of listener \"" + named.get() + "\" is full: it has " + room(named.get()).fullness()
                    + "; name another listener in spec.route.listener, leave it out to be placed where there is room, or have AWS raise the quota";
        }
        return "every load balancer is full: " + listeners.keySet().stream()
                .map(name -> "that of listener \"" + name + "\" has " + room(name).fullness()).collect(Collectors.joining(", "))
                + "; give the environment another load balancer's listener, or have AWS raise the quota";
    }

    private Room room(String listener) { return rooms.get(listeners.get(listener).loadBalancerArn()); }
}
