package com.meddevo.plan.example;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Architecture;
import com.meddevo.fleet.AppSpec.Deployment;
import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.AppSpec.Image;
import com.meddevo.fleet.AppSpec.Route;
import com.meddevo.fleet.AppSpec.Task;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Account;
import com.meddevo.fleet.Environment.Listener;
import com.meddevo.fleet.Environment.Network;
import com.meddevo.fleet.Environment.Priorities;
import com.meddevo.fleet.Environment.Roles;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.Planner;
import com.meddevo.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The environment, the kinds and the plainest app of the engine's tests. */
public final class Example {
    public static final List<ResourceKind<?>> KINDS = List.of(new LogGroup.Kind(), new TaskDefinition.Kind(), new TargetGroup.Kind(),
            new ListenerRule.Kind(), new Discovery.Kind(), new Service.Kind());
    public static final Planner PLANNER = new Planner(KINDS, List.of());

    private Example() {}

    public static Environment environment() { return environment("vpc-1", new Priorities(1000, 49_000)); }

    /** @param priorities of the listener {@code internal}; {@code public} has 1000 to 49000 */
    public static Environment environment(String vpc, Priorities priorities) {
        return new Environment("test", new Account("111122223333", "eu-central-1", Optional.empty(), Optional.empty()),
                List.of("production"),
                "test", new Network(vpc, List.of("subnet-a"), List.of(), false),
                Map.of("internal", listener("internal", priorities), "public", listener("public", new Priorities(1000, 49_000))),
                Optional.empty(), "registry.example", new Roles(Optional.empty(), Optional.empty()), Optional.empty(), 0.25);
    }

    private static Listener listener(String name, Priorities priorities) {
        return new Listener("arn:listener/" + name, "arn:balancer/" + name, name + ".example.com", priorities);
    }

    public static Fleet fleet(Member... members) { return new Fleet(environment(), List.of(members)); }

    /** A fleet of apps that are all wanted. */
    public static Fleet fleet(AppSpec... apps) {
        return new Fleet(environment(), Stream.of(apps).<Member>map(Member.Wanted::new).toList());
    }

    /** Everything that an app can have, of image {@code <name>:1}, at {@code <name>.example.com}. */
    public static AppSpec app(String name) {
        return new AppSpec(new AppKey("production", name), "uid-" + name, 1, new Image(name, Optional.of("1"), Optional.empty()),
                new Task(256, 512, Architecture.ARM64, Optional.empty(), Optional.empty(), Map.of("LOG_LEVEL", "info"), List.of(),
                        Optional.empty(), Duration.ofSeconds(30)),
                Optional.of(8080), 1, Optional.of(route(List.of(name + ".example.com"), List.of())),
                Optional.of(new AppSpec.Discovery(name)), new Deployment(100, 200, true, Duration.ZERO), 365, Deletion.DELETE);
    }

    public static Route route(List<String> hosts, List<String> paths) {
        return new Route("internal", hosts, paths, new HealthCheck("/health", Duration.ofSeconds(30), Duration.ofSeconds(5), 3, 2, "200"),
                Duration.ofSeconds(60));
    }

    public static AppSpec at(AppSpec app, Route route) { return like(app, app.key(), app.image(), app.replicas(), Optional.of(route)); }

    public static AppSpec unrouted(AppSpec app) { return like(app, app.key(), app.image(), app.replicas(), Optional.empty()); }

    public static AppSpec tagged(AppSpec app, String tag) {
        return imaged(app, new Image(app.image().repository(), Optional.of(tag), Optional.empty()));
    }

    public static AppSpec imaged(AppSpec app, Image image) { return like(app, app.key(), image, app.replicas(), app.route()); }

    public static AppSpec scaled(AppSpec app, int replicas) { return like(app, app.key(), app.image(), replicas, app.route()); }

    public static AppSpec in(String namespace, AppSpec app) {
        return like(app, new AppKey(namespace, app.name()), app.image(), app.replicas(), app.route());
    }

    private static AppSpec like(AppSpec app, AppKey key, Image image, int replicas, Optional<Route> route) {
        return new AppSpec(key, app.uid(), app.generation(), image, app.task(), app.port(), replicas, route, app.discovery(),
                app.deployment(), app.logRetentionDays(), app.deletion());
    }
}
