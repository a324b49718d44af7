package com.meddevo.localcloud.balancer;

import java.util.List;

/**
 * One rule of a listener. A request matches if its host matches one of the hosts (or there are none) and its path one of the paths (or
 * there are none). Patterns are AWS's: {@code *} stands for any characters, {@code ?} for one; hosts are compared without case, paths with
 * it.
 *
 * @param priority 1 to 50000, lower first; {@link #DEFAULT} for the default rule
 * @param hosts    host patterns; empty for any host
 * @param paths    path patterns; empty for any path
 * @param action   what happens with a request that matches
 */
public record Route(int priority, List<String> hosts, List<String> paths, Action action) {

    /** Priority of a listener's default rule: behind all others. */
    public static final int DEFAULT = Integer.MAX_VALUE;

    public Route {
        hosts = List.copyOf(hosts);
        paths = List.copyOf(paths);
    }
}
