package com.meddevo.localcloud.balancer;

import java.time.Duration;
import java.util.List;

/** What a balancer asks for each request, answered by the simulated ELBv2 from its current state. Safe to call from any thread. */
public interface RoutingTable {

    /**
     * The rules of one listener in the order in which they are tried.
     *
     * @param listenerArn the listener; an unknown one has no routes
     * @return by rising priority, the default rule last
     */
    List<Route> routes(String listenerArn);

    /**
     * The targets that may get a request now: the healthy ones; if there are none, the unhealthy ones, as an application load balancer then
     * tries them (fail open). Targets in their first health checks and draining ones get no new request.
     *
     * @param targetGroupArn the target group; an unknown one has no targets
     */
    List<Target> healthyTargets(String targetGroupArn);

    /**
     * Tells that a target answered, for figures.
     *
     * @param targetGroupArn the target group
     * @param target         who answered
     * @param status         HTTP status it answered with
     * @param took           from the arrival of the request to the end of the answer
     */
    void requestCompleted(String targetGroupArn, Target target, int status, Duration took);
}
