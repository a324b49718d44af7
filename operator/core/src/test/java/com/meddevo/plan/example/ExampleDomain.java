package com.meddevo.plan.example;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Architecture;
import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.AppSpec.Image;
import com.meddevo.fleet.AppSpec.Route;
import com.meddevo.fleet.AppSpec.Task;
import com.meddevo.fleet.Environment.Priorities;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.plan.Reading;
import com.meddevo.plan.example.Past.Others;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random fleets, pasts and readings. Few names and values, so that things meet. */
public final class ExampleDomain extends DomainContextBase {
    public static final List<String> NAMES = List.of("a", "b", "c", "d");

    /** A fleet in which every name has one holder. */
    @Provide
    public Arbitrary<Fleet> fleets() {
        return fleetOf(NAMES.stream().map(name -> Combinators.combine(members("production", name), presence())
                .as((member, present) -> present ? List.of(member) : List.<Member>of())).toList());
    }

    /** A fleet in which names may be claimed twice. */
    public Arbitrary<Fleet> contestedFleets() {
        return fleetOf(NAMES.stream().map(name -> Combinators.combine(members("production", name), members("staging", name),
                Arbitraries.integers().between(0, 3)).as((one, other, claims) -> switch (claims) {
                    case 0 -> List.<Member>of();
                    case 1 -> List.of(one, other);
                    case 2 -> List.of(one, one);
                    default -> List.of(one);
                })).toList());
    }

    @Provide
    public Arbitrary<Past> pasts() { return pasts(fleets(), Others.TAMPER); }

    public Arbitrary<Past> pasts(Arbitrary<Fleet> fleets, Others others) {
        return Combinators.combine(fleets.list().ofMaxSize(3), Arbitraries.longs(), Arbitraries.integers().between(0, 6))
                .as((history, seed, deeds) -> new Past(history, seed, deeds, others));
    }

    /** Readings of some kinds, facets and apps, and not of others. */
    public Arbitrary<List<Reading>> partialReadings() {
        var one = Combinators.combine(Arbitraries.of(World.everything()), Arbitraries.of(NAMES).optional(0.5))
                .as((reading, app) -> new Reading(reading.kind(), app, reading.facet(), Instant.EPOCH));
        var most = Arbitraries.subsetOf(World.everything()).ofMinSize(World.everything().size() - 2).map(Set::stream)
                .map(readings -> readings.toList());
        return Arbitraries.oneOf(one.list().ofMaxSize(20), most);
    }

    public static Arbitrary<AppSpec> apps(String namespace, String name) {
        var images = Arbitraries.of("1", "1", "1", "2", "2", "3", "missing", "unanswered")
                .map(tag -> new Image(name, Optional.of(tag), Optional.empty()));
        var tasks = Combinators
                .combine(Arbitraries.of(256, 512),
                        Arbitraries.of(Map.<String, String>of(), Map.of("LOG_LEVEL", "debug"), Map.of("A", "1", "B", "2")))
                .as((cpu, variables) -> Task.of(cpu, 512).architecture(Architecture.ARM64).environment(variables).build());
        var discoveries = Arbitraries.of(name, name + "-alt").map(AppSpec.Discovery::new).optional(0.7);
        return Combinators.combine(images, tasks, Arbitraries.integers().between(0, 2), routes(name).optional(0.8), discoveries,
                Arbitraries.of(30, 365))
                .as((image, task, replicas, route, discovery, retention) -> AppSpec.of(new AppKey(namespace, name), image, task).uid("uid")
                        .generation(1)
                        .port(Optional.of(8080)).replicas(replicas).route(route).discovery(discovery).logRetentionDays(retention).build());
    }

    private static Arbitrary<Member> members(String namespace, String name) {
        var key = new AppKey(namespace, name);
        return apps(namespace, name).flatMap(app -> Arbitraries.frequency(Tuple.of(6, new Member.Wanted(app)),
                Tuple.of(1, new Member.Held(key, "suspended")), Tuple.of(1, new Member.Leaving(key, Deletion.DELETE)),
                Tuple.of(1, new Member.Leaving(key, Deletion.RETAIN))));
    }

    private static Arbitrary<Boolean> presence() { return Arbitraries.of(true, true, true, false); }

    /** Every app has requests of its own; whether two want the same is another matter ({@code RouteLedgerTest}). */
    private static Arbitrary<Route> routes(String app) {
        var hosts = Arbitraries.of(List.of(app + ".example.com"), List.of("*." + app + ".example.com"), List.<String>of());
        var paths = Arbitraries.of(List.of("/" + app + "/*"), List.of("/api/" + app + "/*"),
                List.of("/api/v1/" + app + "/documents/*", "/api/v1/" + app + "/*"));
        var checks = Arbitraries.of("/health", "/ready")
                .map(path -> new HealthCheck(path, Duration.ofSeconds(30), Duration.ofSeconds(5), 3, 2, "200"));
        return Combinators
                .combine(Arbitraries.of("internal", "internal", "internal", "public", "nowhere"), hosts, paths, checks)
                .as((listener, host, path, check) -> new Route(listener, host, path, check, Duration.ofSeconds(60)));
    }

    private static Arbitrary<Fleet> fleetOf(List<Arbitrary<List<Member>>> membersByName) {
        var environments = Arbitraries.of("vpc-1", "vpc-1", "vpc-2").map(vpc -> Example.environment(vpc, new Priorities(1000, 49_000)));
        return Combinators
                .combine(environments, Combinators.combine(membersByName).as(lists -> lists.stream().flatMap(List::stream).toList()))
                .as(Fleet::new);
    }
}
