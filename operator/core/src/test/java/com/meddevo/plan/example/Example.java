package com.meddevo.plan.example;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Architecture;
import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.AppSpec.Image;
import com.meddevo.fleet.AppSpec.Route;
import com.meddevo.fleet.AppSpec.Task;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Account;
import com.meddevo.fleet.Environment.Listener;
import com.meddevo.fleet.Environment.Network;
import com.meddevo.fleet.Environment.Priorities;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
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
        return Environment.named("test", new Account("111122223333", "eu-central-1", Optional.empty(), Optional.empty()))
                .namespaces(List.of("production")).network(new Network(vpc, List.of("subnet-a"), List.of(), false))
                .listeners(Map.of("internal", listener("internal", priorities), "public", listener("public", new Priorities(1000, 49_000))))
                .registry("registry.example").build();
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
        return AppSpec.of(new AppKey("production", name), new Image(name, Optional.of("1"), Optional.empty()),
                Task.of(256, 512).architecture(Architecture.ARM64).environment(Map.of("LOG_LEVEL", "info")).build())
                .uid("uid-" + name).generation(1).port(Optional.of(8080))
                .route(Optional.of(route(List.of(name + ".example.com"), List.of()))).discovery(Optional.of(new AppSpec.Discovery(name)))
                .build();
    }

    public static Route route(List<String> hosts, List<String> paths) {
        return new Route("internal", hosts, paths, new HealthCheck("/health", Duration.ofSeconds(30), Duration.ofSeconds(5), 3, 2, "200"),
                Duration.ofSeconds(60));
    }

    public static AppSpec at(AppSpec app, Route route) { return app.but().route(Optional.of(route)).build(); }

    public static AppSpec unrouted(AppSpec app) { return app.but().route(Optional.empty()).build(); }

    public static AppSpec tagged(AppSpec app, String tag) {
        return imaged(app, new Image(app.image().repository(), Optional.of(tag), Optional.empty()));
    }

    public static AppSpec imaged(AppSpec app, Image image) { return app.but().image(image).build(); }

    public static AppSpec scaled(AppSpec app, int replicas) { return app.but().replicas(replicas).build(); }

    public static AppSpec in(String namespace, AppSpec app) { return app.but().key(new AppKey(namespace, app.name())).build(); }
}
