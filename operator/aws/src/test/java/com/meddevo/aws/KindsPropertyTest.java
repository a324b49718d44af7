package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.listenerrule.ListenerRule;
import com.meddevo.aws.service.Service;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Scale;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.localcloud.Simulation;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the real kinds for any fleet, on an account that does at once what a plan says. */
class KindsPropertyTest {
    static final Environment ENVIRONMENT = World.environment(Simulation.start().account().foundations("local", 8080));
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    static final Planner PLANNER = new Planner(Kinds.all(), List.of());
    private static final int ROUNDS = 4;

    @Property(tries = 100)
    void what_is_applied_settles(@ForAll("fleets") List<AppSpec> fleet) {
        var resources = settled(fleet, List.of());

        assertThat(plan(fleet, resources).text()).isEqualTo("Nothing to do.\n");
    }

    @Property(tries = 100)
    void any_change_of_the_fleet_settles_too_and_ends_with_what_is_wanted(@ForAll("fleets") List<AppSpec> before,
            @ForAll("fleets") List<AppSpec> after) {
        var members = new ArrayList<Member>(after.stream().<Member>map(Member.Wanted::new).toList());
        before.stream().filter(app -> after.stream().noneMatch(other -> other.key().equals(app.key())))
                .forEach(app -> members.add(new Member.Leaving(app.key(), Member.Deletion.DELETE)));
        var resources = settled(before, List.of());
        for (int round = 0; round < ROUNDS; round++) {
            resources = carriedOut(plan(new Fleet(ENVIRONMENT, members), resources), resources);
        }

        assertThat(plan(new Fleet(ENVIRONMENT, members), resources).applicable()).isEmpty();
        assertThat(resources).filteredOn(state -> after.stream().noneMatch(app -> app.name().equals(state.id().app())))
                .allMatch(state -> state.id().kind().equals("log-group"));
    }

    @Property(tries = 100)
    void the_order_of_the_fleet_never_shows(@ForAll("fleets") List<AppSpec> fleet, @ForAll Random random) {
        var shuffled = new ArrayList<>(fleet);
        Collections.shuffle(shuffled, random);

        assertThat(plan(shuffled, List.of()).json()).isEqualTo(plan(fleet, List.of()).json());
    }

    @Property(tries = 100)
    void one_app_s_change_touches_no_other(@ForAll("fleets") List<AppSpec> fleet, @ForAll("apps") AppSpec changed) {
        var resources = settled(fleet, List.of());
        var others = new ArrayList<>(fleet.stream().filter(app -> !app.key().equals(changed.key())).toList());
        others.add(changed);

        assertThat(plan(others, resources).changes())
                .filteredOn(change -> fleet.stream().anyMatch(app -> app.name().equals(change.id().app())))
                .allMatch(change -> change.id().app().equals(changed.name()));
    }

    @Provide
    Arbitrary<List<AppSpec>> fleets() { return apps().list().ofMaxSize(6).uniqueElements(AppSpec::key); }

    @Provide
    Arbitrary<AppSpec> apps() {
        return Combinators.combine(Combinators.combine(Arbitraries.of("techdoc", "render", "web", "trail", "risk"),
                Arbitraries.of("1.0", "2.0"), Arbitraries.integers().between(0, 4), Arbitraries.of("none", "internal"),
                Arbitraries.of(true, false), Arbitraries.of("/a", "/long/path/*", "/*"), Arbitraries.of(8080, 9090))
                .as(KindsPropertyTest::app), Arbitraries.of(true, false)).as((app, shifts) -> shifts ? shifting(app) : app);
    }

    private static AppSpec shifting(AppSpec app) {
        return app.route().isEmpty()
                ? app
                : Specs.deployment(app, new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30))
                        .by(new TrafficShift(new TrafficShift.BlueGreen(), 5, List.of())));
    }

    private static AppSpec app(String name, String tag, int replicas, String listener, boolean discovered, String path, int port) {
        Scale scale = replicas < 3
                ? new Scale.Fixed(replicas)
                : Scale.Between.of(replicas, 2 * replicas)
                        .goals(new Scale.Goals(Optional.of(60), Optional.empty(),
                                listener.equals("none") ? Optional.empty() : Optional.of(100)));
        var app = Specs.port(Specs.scale(World.bare(name, tag), scale), port);
        app = listener.equals("none")
                ? Specs.withoutRoute(app)
                : Specs.route(app,
                        route -> new AppSpec.Route(listener, List.of(), List.of("/" + name + path), route.healthCheck(),
                                Duration.ofSeconds(replicas)));
        return discovered ? app : Specs.discovery(app, Optional.empty());
    }

    static List<ResourceState> settled(List<AppSpec> fleet, List<ResourceState> from) {
        var resources = from;
        for (int round = 0; round < ROUNDS; round++) {
            resources = carriedOut(plan(fleet, resources), resources);
        }
        return resources;
    }

    private static List<ResourceState> carriedOut(Plan plan, List<ResourceState> resources) {
        Map<ResourceId, ResourceState> after = new TreeMap<>();
        resources.forEach(state -> after.put(state.id(), state));
        for (Change<?> change : plan.applicable()) {
            change.after().ifPresentOrElse(state -> after.put(change.id(), state), () -> after.remove(change.id()));
        }
        return List.copyOf(after.values());
    }

    private static Plan plan(List<AppSpec> fleet, List<ResourceState> resources) {
        return plan(new Fleet(ENVIRONMENT, fleet.stream().<Member>map(Member.Wanted::new).toList()), resources);
    }

    private static Plan plan(Fleet fleet, List<ResourceState> resources) { return PLANNER.plan(fleet, snapshot(fleet, resources)); }

    /** An environment of which everything was read. */
    static Snapshot snapshot(Fleet fleet, List<ResourceState> resources) {
        var readings = Kinds.all().stream()
                .flatMap(kind -> kind.facets().stream().map(facet -> new Reading(kind.name(), Optional.empty(), facet, NOW)))
                .toList();
        String listener = ENVIRONMENT.listeners().get("internal").arn();
        var routes = resources.stream().filter(ListenerRule.class::isInstance).map(ListenerRule.class::cast)
                .map(rule -> new Facts.RouteClaim(listener,
                        rule.priority(), Optional.of(rule.id()), List.copyOf(rule.hosts()), List.copyOf(rule.paths())))
                .toList();
        var digests = fleet.wanted().stream().collect(Collectors.toMap(app -> app.image().reference(),
                app -> Optional.of("sha256:" + app.image().reference().hashCode()), (one, same) -> one));
        return new Snapshot(readings, resources, new Facts(digests, routes, List.of()).and(Facts.ofTraffic(traffic(fleet, resources))));
    }

    /** Requests go where the services say, and nobody moves them. */
    static List<Facts.Traffic> traffic(Fleet fleet, List<ResourceState> resources) {
        return fleet.wanted().stream().map(app -> new Facts.Traffic(app.name(), resources.stream()
                .filter(state -> state instanceof Service && state.id().app().equals(app.name())).map(Service.class::cast)
                .flatMap(service -> service.loadBalancer().stream()).map(Service.LoadBalancer::targetGroup).findFirst(), false)).toList();
    }
}
