package com.meddevo.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was read of AWS that is not a resource of an app but bears on choices.
 *
 * @param digests by image reference ({@link com.meddevo.fleet.AppSpec.Image#pin}): the digest; empty when the registry has no such image;
 *        no entry when nobody could ask
 * @param routes every rule of every listener that was read, ours and others'
 * @param rejections what a circuit breaker rolled back
 */
public record Facts(Map<String, Optional<String>> digests, List<RouteClaim> routes, List<Rejection> rejections) {
    public static final Facts NONE = new Facts(Map.of(), List.of(), List.of());

    public Facts {
        digests = Map.copyOf(digests);
        routes = List.copyOf(routes);
        rejections = List.copyOf(rejections);
    }

    public Facts and(Facts other) {
        var both = new HashMap<>(digests);
        both.putAll(other.digests);
        return new Facts(both, Stream.concat(routes.stream(), other.routes.stream()).toList(),
                Stream.concat(rejections.stream(), other.rejections.stream()).toList());
    }

    /**
     * A listener rule as far as others must respect it.
     *
     * @param listenerArn whose priorities it counts among
     * @param owner the id that it is tagged with; empty for a rule of somebody else
     * @param hosts host patterns, empty for any
     * @param paths path patterns, empty for any
     */
    public record RouteClaim(String listenerArn, int priority, Optional<ResourceId> owner, List<String> hosts, List<String> paths) {
        public RouteClaim {
            hosts = List.copyOf(hosts);
            paths = List.copyOf(paths);
        }
    }

    /**
     * A version that ECS's circuit breaker gave up on. It is remembered in AWS, so that a restart does not try it again.
     *
     * @param taskDefinition the id of the version that failed
     * @param because ECS's words
     */
    public record Rejection(String app, ResourceId taskDefinition, String because, Instant at) {
    }
}
