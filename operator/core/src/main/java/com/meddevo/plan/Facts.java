package com.meddevo.plan;

import java.time.Duration;
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
 * @param foreign what has the physical name that a resource of ours would have, and is not ours
 * @param balancers how full the load balancers are
 * @param traffic where each app's requests go; no entry for an app when nobody could ask
 * @param movable by image reference, of tags that somebody follows: whether the repository lets them move; no entry when nobody could ask
 */
public record Facts(Map<String, Optional<String>> digests, List<RouteClaim> routes, List<Rejection> rejections,
        Map<String, Optional<SecretVersion>> secrets, List<Foreign> foreign, List<Balancer> balancers, List<Traffic> traffic,
        Map<String, Boolean> movable) {
    public static final Facts NONE = new Facts(Map.of(), List.of(), List.of());

    /** Facts that say nothing of secrets, owners, room, traffic and what tags may do. */
    public Facts(Map<String, Optional<String>> digests, List<RouteClaim> routes, List<Rejection> rejections) {
        this(digests, routes, rejections, Map.of(), List.of(), List.of(), List.of(), Map.of());
    }

    /** What is known of secrets alone. */
    public static Facts ofSecrets(Map<String, Optional<SecretVersion>> secrets) {
        return new Facts(Map.of(), List.of(), List.of(), secrets, List.of(), List.of(), List.of(), Map.of());
    }

    public Facts {
        digests = Map.copyOf(digests);
        routes = List.copyOf(routes);
        rejections = List.copyOf(rejections);
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
        foreign = foreign == null ? List.of() : List.copyOf(foreign); // a snapshot that was saved earlier has none
        balancers = balancers == null ? List.of() : List.copyOf(balancers);
        traffic = traffic == null ? List.of() : List.copyOf(traffic);
        movable = movable == null ? Map.of() : Map.copyOf(movable);
    }

    /** The load balancers alone. */
    public static Facts ofBalancers(List<Balancer> balancers) {
        return new Facts(Map.of(), List.of(), List.of(), Map.of(), List.of(), balancers, List.of(), Map.of());
    }

    /** Somebody else's resources alone. */
    public static Facts ofForeign(List<Foreign> foreign) {
        return new Facts(Map.of(), List.of(), List.of(), Map.of(), foreign, List.of(), List.of(), Map.of());
    }

    /** Where requests go alone. */
    public static Facts ofTraffic(List<Traffic> traffic) {
        return new Facts(Map.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), traffic, Map.of());
    }

    /** What tags may do alone. */
    public static Facts ofTags(Map<String, Boolean> movable) {
        return new Facts(Map.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), movable);
    }

    public Facts and(Facts other) {
        var both = new HashMap<>(digests);
        both.putAll(other.digests);
        var versions = new HashMap<>(secrets);
        versions.putAll(other.secrets);
        var tags = new HashMap<>(movable);
        tags.putAll(other.movable);
        return new Facts(both, joined(routes, other.routes), joined(rejections, other.rejections), versions, joined(foreign, other.foreign),
                joined(balancers, other.balancers), joined(traffic, other.traffic), tags);
    }

    private static <T> List<T> joined(List<T> some, List<T> others) { return Stream.concat(some.stream(), others.stream()).toList(); }

    /**
     * Where a service's requests go.
     *
     * @param live the target group of the version that is complete; empty for an app with no service, or one without a load balancer
     * @param shifting whether ECS is moving the traffic to another group now; whatever the rule's weights are then is ECS's affair
     */
    public record Traffic(String app, Optional<ResourceId> live, boolean shifting) {
        /** No requests reach the app. */
        public static Traffic none(String app) { return new Traffic(app, Optional.empty(), false); }
    }

    /**
     * A resource in AWS that stands where one of ours would be.
     *
     * @param id the id that ours would have
     * @param arn what AWS calls it
     * @param holder whose it is, as its tags say it: {@code nobody, it has no tags}
     * @param adoptable whether the spec's {@code adopt} is enough to take it over; not what another app or environment of this platform owns
     */
    public record Foreign(ResourceId id, String arn, String holder, boolean adoptable) {
    }

    /**
     * How much of a load balancer's quotas is used.
     *
     * @param targetGroups who has the target groups that it sends requests to, an entry each; empty for somebody else
     * @param mostTargetGroups how many it may have in this account
     * @param mostRules how many rules all its listeners may have together, default rules not counted
     */
    public record Balancer(String arn, List<Optional<ResourceId>> targetGroups, int mostTargetGroups, int mostRules) {
        public Balancer {
            targetGroups = List.copyOf(targetGroups);
        }
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
     * @param at when the deployment began that failed
     */
    public record Rejection(String app, ResourceId taskDefinition, String because, Instant at) {
        /** ECS tells of one deployment in two ways, whose times need not be the same. */
        private static final Duration SAME = Duration.ofMinutes(1);

        /** Whether this tells of the same failure as the other, and not of another deployment of the same version. */
        public boolean isAgain(Rejection known) {
            return taskDefinition.equals(known.taskDefinition) && !at.isAfter(known.at.plus(SAME));
        }
    }
}
