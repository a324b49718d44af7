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
 * @param secrets by {@link com.meddevo.fleet.Secret#reference}: the version that a task would get now; empty when there is none; no entry when
 *        nobody could ask
 */
public record Facts(Map<String, Optional<String>> digests, List<RouteClaim> routes, List<Rejection> rejections,
        Map<String, Optional<SecretVersion>> secrets) {
    public static final Facts NONE = new Facts(Map.of(), List.of(), List.of());

    /** Facts that say nothing of secrets. */
    public Facts(Map<String, Optional<String>> digests, List<RouteClaim> routes, List<Rejection> rejections) {
        this(digests, routes, rejections, Map.of());
    }

    /** What is known of secrets alone. */
    public static Facts ofSecrets(Map<String, Optional<SecretVersion>> secrets) {
        return new Facts(Map.of(), List.of(), List.of(), secrets);
    }

    public Facts {
        digests = Map.copyOf(digests);
        routes = List.copyOf(routes);
        rejections = List.copyOf(rejections);
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    }

    public Facts and(Facts other) {
        var both = new HashMap<>(digests);
        both.putAll(other.digests);
        var versions = new HashMap<>(secrets);
        versions.putAll(other.secrets);
        return new Facts(both, Stream.concat(routes.stream(), other.routes.stream()).toList(),
                Stream.concat(rejections.stream(), other.rejections.stream()).toList(), versions);
    }

    /**
     * Which secret, and which version of it; never its value.
     *
     * @param arn of the secret or parameter
     * @param version Secrets Manager's version id, or a parameter's version number
     */
    public record SecretVersion(String arn, String version) {
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
