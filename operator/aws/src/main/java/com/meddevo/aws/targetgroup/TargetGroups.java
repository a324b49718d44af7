package com.meddevo.aws.targetgroup;

import com.meddevo.aws.tags.ContentHash;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Reading;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An app with a route has a target group, and two of them if its deployments move traffic. */
public final class TargetGroups implements ResourceKind<TargetGroup> {
    /** The kind's name. */
    public static final String KIND = "target-group";
    /** The facet of the attributes, which have no batch. */
    static final String ATTRIBUTES = "attributes";
    static final String PREFIX = "md-";
    /** What the second group's name ends with; the first one has the name that an app with one group has, so that it can get a second one. */
    private static final String GREEN = "-green";
    private static final int PORT = 80;
    private static final int NAME_LENGTH = 32;
    private static final int HASH_LENGTH = 8;

    /** The id of the group that an app's route begins with, the blue one; empty without a route, or when the environment lacks the listener. */
    public static Optional<ResourceId> id(AppSpec app, Environment environment) {
        return app.route().flatMap(AppSpec.Route::listener).map(environment.listeners()::get)
                .map(listener -> new ResourceId(KIND, app.name(),
                        "http-" + ContentHash.of(List.of(fixed(environment), listener.loadBalancerArn()), HASH_LENGTH)));
    }

    /**
     * The groups of an app: the one that serves, and beside it the other colour where traffic is to move or moves. What serves stays what it is, also for
     * an app that goes back to rolling deployments.
     */
    public static Optional<Colours> colours(AppSpec app, Resolved resolved) {
        return Optional.ofNullable(resolved.once(app, Colours.class,
                () -> id(app, resolved.environment()).map(blue -> coloured(blue, app, resolved)).orElse(null)));
    }

    private static Colours coloured(ResourceId blue, AppSpec app, Resolved resolved) {
        var green = green(blue);
        var live = resolved.traffic(app).flatMap(Facts.Traffic::live).filter(green::equals).orElse(blue);
        boolean two = app.deployment().shift().isPresent() || resolved.shifting(app);
        return new Colours(live, two ? Optional.of(live.equals(blue) ? green : blue) : Optional.empty());
    }

    /** The second group of the pair that begins with this one. */
    public static ResourceId green(ResourceId blue) {
        return new ResourceId(KIND, blue.app(), blue.name() + GREEN);
    }

    /** The colour of a group, in a word. */
    public static String colour(ResourceId id) { return isGreen(id) ? "green" : "blue"; }

    /** Whether it is the second group of a pair. */
    public static boolean isGreen(ResourceId id) { return id.name().endsWith(GREEN); }

    /**
     * An app's target groups by what they do.
     *
     * @param live gets the requests
     * @param other the other one of the pair; empty for an app with one group
     */
    public record Colours(ResourceId live, Optional<ResourceId> other) {
        /** The live one first. */
        public Stream<ResourceId> all() { return Stream.concat(Stream.of(live), other.stream()); }
    }

    /** The physical name: 32 characters, the app cut to what the hash of the id leaves. */
    static String groupName(Environment environment, ResourceId id) {
        String app = id.app().substring(0, Math.min(id.app().length(), NAME_LENGTH - PREFIX.length() - HASH_LENGTH - 1));
        String head = PREFIX + app;
        return (head.endsWith("-") ? head.substring(0, head.length() - 1) : head) + "-"
                + ContentHash.of(List.of(environment.name(), id), HASH_LENGTH);
    }

    private static TargetGroup.Fixed fixed(Environment environment) {
        return new TargetGroup.Fixed("HTTP", "HTTP1", PORT, environment.network().vpcId(), "ip", "ipv4");
    }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<TargetGroup> type() { return TargetGroup.class; }

    @Override
    public Set<Choice> choices() { return Set.of(Choice.LIVE_GROUP); }

    @Override
    public Set<String> facets() { return Set.of(Reading.WHOLE, ATTRIBUTES); }

    @Override
    public List<TargetGroup> desired(Resolved resolved) {
        return resolved.apps().stream().flatMap(app -> colours(app, resolved).stream().flatMap(Colours::all)
                .map(id -> desired(app, portKept(id, resolved), id))).toList();
    }

    /** A group that somebody else made may have another port, which has no effect: ECS registers every target with its own. */
    private static TargetGroup.Fixed portKept(ResourceId id, Resolved resolved) {
        var fixed = fixed(resolved.environment());
        return resolved.snapshot().find(id).map(TargetGroup.class::cast).map(there -> fixed.on(there.fixed().port())).orElse(fixed);
    }

    private static TargetGroup desired(AppSpec app, TargetGroup.Fixed fixed, ResourceId id) {
        var route = app.route().orElseThrow();
        var check = route.healthCheck();
        return new TargetGroup(id, fixed,
                new TargetGroup.HealthCheck(true, "HTTP", "traffic-port", check.path(), seconds(check.interval()), seconds(check.timeout()),
                        check.healthyThreshold(), check.unhealthyThreshold(), check.matcher()),
                Optional.of(new TargetGroup.Attributes(seconds(route.deregistration()))), Optional.of(Set.of()));
    }

    private static int seconds(Duration duration) { return Math.toIntExact(duration.toSeconds()); }
}
