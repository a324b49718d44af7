package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.environment;
import static com.meddevo.plan.example.Example.fleet;
import static com.meddevo.plan.example.Example.unrouted;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Facts.Balancer;
import com.meddevo.plan.Facts.RouteClaim;
import com.meddevo.plan.example.ListenerRule;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void a_route_that_names_no_listener_goes_where_the_fewest_target_groups_are() {
        assertThat(place(facts(groups("internal", 3), groups("public", 2)), anywhere("techdoc")).listeners())
                .isEqualTo(Map.of("techdoc", "public"));
    }

    @Test
    void of_two_equally_empty_load_balancers_the_one_with_fewer_rules_takes_it() {
        var facts = new Facts(Map.of(), List.of(rule("internal", 7, Optional.empty())), List.of());

        assertThat(place(facts, anywhere("techdoc")).listeners()).containsEntry("techdoc", "public");
    }

    @Test
    void apps_that_come_together_are_spread() {
        var listeners = place(Facts.NONE, anywhere("a"), anywhere("b"), anywhere("c"), anywhere("d")).listeners();

        assertThat(listeners.values()).containsExactlyInAnyOrder("internal", "internal", "public", "public");
    }

    @Test
    void an_app_stays_where_its_rule_is_however_full_that_load_balancer_gets() {
        var rules = IntStream.range(0, 99).mapToObj(i -> rule("internal", 2000 + i, Optional.empty())).toList();
        var facts = new Facts(Map.of(), joined(rules, rule("internal", 1000, owner("techdoc"))), List.of())
                .and(facts(groups("internal", 100), groups("public", 0)));

        var result = place(facts, anywhere("techdoc"));

        assertThat(result.listeners()).containsEntry("techdoc", "internal");
        assertThat(result.refused()).isEmpty();
    }

    @Test
    void an_app_whose_rule_was_cut_off_stays_with_its_target_group() {
        var group = new Balancer("arn:balancer/public", List.of(Optional.of(new ResourceId("target-group", "techdoc", "http-1"))), 100,
                100);

        assertThat(place(facts(group, groups("internal", 0)), anywhere("techdoc")).listeners()).containsEntry("techdoc", "public");
    }

    @Test
    void a_name_wins_over_room_and_over_where_the_app_stands() {
        var facts = new Facts(Map.of(), List.of(rule("public", 1000, owner("techdoc"))), List.of())
                .and(facts(groups("internal", 50)));

        assertThat(place(facts, app("techdoc")).listeners()).containsEntry("techdoc", "internal");
    }

    @Test
    void a_named_listener_whose_load_balancer_has_a_hundred_target_groups_refuses_a_new_route() {
        var refused = place(facts(groups("internal", 100)), app("techdoc")).refused();

        assertThat(refused).containsOnlyKeys("techdoc");
        assertThat(refused.get("techdoc"))
                .isEqualTo("the load balancer of listener \"internal\" is full: it has 100 of 100 target groups and "
                        + "0 of 100 rules; name another listener in spec.route.listener, leave it out to be placed where there is room, or have AWS "
                        + "raise the quota");
    }

    @Test
    void a_hundred_rules_refuse_a_new_route_too_whoever_made_them() {
        var rules = IntStream.range(0, 100).mapToObj(i -> rule("internal", 2000 + i, Optional.empty())).toList();

        assertThat(place(new Facts(Map.of(), rules, List.of()), app("techdoc")).refused().get("techdoc")).contains("100 of 100 rules");
    }

    @Test
    void a_raised_quota_counts() {
        var raised = new Balancer("arn:balancer/internal", groups("internal", 100).targetGroups(), 200, 200);

        assertThat(place(facts(raised), app("techdoc")).refused()).isEmpty();
    }

    @Test
    void where_every_load_balancer_is_full_a_route_by_room_is_refused_with_all_their_names() {
        var result = place(facts(groups("internal", 100), groups("public", 100)), anywhere("techdoc"));

        assertThat(result.refused().get("techdoc")).startsWith("every load balancer is full: that of listener \"internal\" has 100 of 100")
                .contains("\"public\"");
        assertThat(result.listeners()).as("so that the rule is planned and shown as blocked").containsKey("techdoc");
    }

    @Test
    void the_last_place_goes_to_the_older_app() {
        var old = app("z").but().created(Optional.of(Instant.parse("2026-01-01T00:00:00Z"))).build();
        var young = app("a").but().created(Optional.of(Instant.parse("2026-01-02T00:00:00Z"))).build();

        assertThat(place(facts(groups("internal", 99)), young, old).refused()).containsOnlyKeys("a");
    }

    @Test
    void an_app_without_a_route_takes_no_place() {
        assertThat(place(facts(groups("internal", 100)), unrouted(app("techdoc")))).isEqualTo(new Placement.Result(Map.of(), Map.of()));
    }

    @Test
    void a_placed_route_is_seen_by_every_kind_as_if_the_spec_had_named_the_listener() {
        var resolved = Resolved.of(fleet(anywhere("techdoc")),
                new Snapshot(List.of(), List.of(), facts(groups("internal", 1))));

        assertThat(resolved.apps().getFirst().route().orElseThrow().listener()).contains("public");
        assertThat(resolved.priorities()).containsKey("techdoc");
    }

    @Property(tries = 100)
    void who_comes_or_goes_moves_nobody_else(@ForAll List<@IntRange(min = 0, max = 9) Integer> first,
            @ForAll List<@IntRange(min = 0, max = 9) Integer> then) {
        var world = new World();
        Past.settle(fleetOf(first), world);
        var before = listeners(world);

        Past.settle(fleetOf(then), world);

        before.keySet().retainAll(listeners(world).keySet());
        assertThat(listeners(world)).containsAllEntriesOf(before);
    }

    private static Fleet fleetOf(List<Integer> numbers) {
        var members = IntStream.range(0, 10).<Member>mapToObj(i -> numbers.contains(i)
                ? new Member.Wanted(anywhere("app" + i))
                : new Member.Leaving(app("app" + i).key(), Member.Deletion.DELETE)).toArray(Member[]::new);
        return fleet(members);
    }

    private static Map<String, String> listeners(World world) {
        return new HashMap<>(world.all(ListenerRule.class).stream()
                .collect(Collectors.toMap(rule -> rule.id().app(), rule -> rule.id().name())));
    }

    private static Placement.Result place(Facts facts, AppSpec... apps) { return Placement.of(environment(), List.of(apps), facts); }

    private static AppSpec anywhere(String name) {
        var app = app(name);
        return app.but().route(app.route().map(route -> new AppSpec.Route(Optional.empty(), route.hosts(), route.paths(),
                route.healthCheck(), route.deregistration()))).build();
    }

    private static Facts facts(Balancer... balancers) { return Facts.ofBalancers(List.of(balancers)); }

    /** A load balancer with that many target groups of somebody else. */
    private static Balancer groups(String name, int count) {
        return new Balancer("arn:balancer/" + name, Stream.generate(Optional::<ResourceId>empty).limit(count).toList(), 100, 100);
    }

    private static RouteClaim rule(String listener, int priority, Optional<ResourceId> owner) {
        return new RouteClaim("arn:listener/" + listener, priority, owner, List.of("host" + priority + ".example.com"), List.of());
    }

    private static Optional<ResourceId> owner(String app) { return Optional.of(new ResourceId("listener-rule", app, "internal")); }

    private static <T> List<T> joined(List<T> many, T one) {
        var all = new ArrayList<>(many);
        all.add(one);
        return all;
    }
}
