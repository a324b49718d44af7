package com.meddevo.localcloud.balancer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A routing table that a test writes by hand. */
final class TableOfTest implements RoutingTable {
    final Map<String, List<Route>> routes = new ConcurrentHashMap<>();
    final Map<String, List<Target>> targets = new ConcurrentHashMap<>();
    final List<String> completed = new CopyOnWriteArrayList<>();

    /** Sends every request of a listener to one group. */
    TableOfTest forwardAll(String listener, String group) {
        routes.put(listener, List.of(forward(Route.DEFAULT, List.of(), List.of(), group)));
        return this;
    }

    static Route forward(int priority, List<String> hosts, List<String> paths, String group) {
        return new Route(priority, hosts, paths, new Action.Forward(List.of(new Weighted(group, 1))));
    }

    static Route fixed(int priority, int status, String body) {
        return new Route(priority, List.of(), List.of(), new Action.FixedResponse(status, "text/plain", body));
    }

    @Override
    public List<Route> routes(String listenerArn) { return routes.getOrDefault(listenerArn, List.of()); }

    @Override
    public List<Target> healthyTargets(String targetGroupArn) { return targets.getOrDefault(targetGroupArn, List.of()); }

    @Override
    public void requestCompleted(String targetGroupArn, Target target, int status, Duration took) {
        completed.add(targetGroupArn + " " + status);
    }
}
