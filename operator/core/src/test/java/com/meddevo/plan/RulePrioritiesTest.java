package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.at;
import static com.meddevo.plan.example.Example.environment;
import static com.meddevo.plan.example.Example.route;
import static com.meddevo.plan.example.Example.unrouted;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Priorities;
import com.meddevo.plan.Facts.RouteClaim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulePrioritiesTest {
    private static final List<String> ANY_HOST = List.of();
    private static final Environment WIDE = environment("vpc-1", new Priorities(1000, 49_000));
    private static final Environment NARROW = environment("vpc-1", new Priorities(10, 12));

    @Test
    void an_exact_host_comes_before_a_wildcard_and_a_wildcard_before_any() {
        var assigned = assign(WIDE, at(app("any"), route(ANY_HOST, List.of("/docs/*"))),
                at(app("exact"), route(List.of("docs.example.com"), List.of("/docs/*"))),
                at(app("wildcard"), route(List.of("*.example.com"), List.of("/docs/*"))));

        assertThat(assigned.get("exact")).isLessThan(assigned.get("wildcard"));
        assertThat(assigned.get("wildcard")).isLessThan(assigned.get("any"));
    }

    @Test
    void a_longer_path_comes_before_a_shorter_one() {
        var assigned = assign(WIDE, at(app("a"), route(ANY_HOST, List.of("/*"))), at(app("b"), route(ANY_HOST, List.of("/api/*"))),
                at(app("c"), route(ANY_HOST, List.of("/api/documents/*"))));

        assertThat(assigned.get("c")).isLessThan(assigned.get("b"));
        assertThat(assigned.get("b")).isLessThan(assigned.get("a"));
    }

    @Test
    void a_rule_of_several_patterns_is_as_specific_as_its_least_specific_one() {
        assertThat(RulePriorities.band(List.of("docs.example.com", "*.example.com"), List.of("/api/documents/*", "/api/*")))
                .isEqualTo(RulePriorities.band(List.of("*.example.com"), List.of("/api/*")));
    }

    @Test
    void a_question_mark_ends_the_literal_part_too() {
        assertThat(RulePriorities.band(ANY_HOST, List.of("/v?/documents"))).isEqualTo(RulePriorities.band(ANY_HOST, List.of("/v*")));
    }

    @Test
    void the_whole_of_a_listener_comes_last() {
        var assigned = assign(WIDE, at(app("web"), route(ANY_HOST, List.of("/*"))), at(app("docs"), route(ANY_HOST, List.of("/d*"))));

        assertThat(assigned.get("web")).isGreaterThan(assigned.get("docs")).isBetween(48_000, 49_000);
    }

    @Test
    void routes_that_are_equally_specific_take_the_lowest_free_slots_of_one_band() {
        var assigned = assign(WIDE, app("b"), app("a"));

        assertThat(assigned.get("b")).isEqualTo(assigned.get("a") + 1);
    }

    @Test
    void every_band_of_the_usual_range_has_a_hundred_slots() {
        var full = IntStream.range(0, 100).mapToObj(number -> app("app-%02d".formatted(number))).toArray(AppSpec[]::new);
        var next = route(List.of("docs.example.com"), List.of());

        var assigned = assign(WIDE, full);

        int end = assign(WIDE, at(app("next"), route(next.hosts(), List.of("/")))).get("next");
        assertThat(assigned.values()).allMatch(priority -> priority > end);
        assertThat(assigned.values()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void a_rule_that_is_there_keeps_its_priority_whatever_comes() {
        var claims = List.of(ours("techdoc", 4711, List.of("techdoc.example.com"), List.of()));

        assertThat(RulePriorities.assign(WIDE, List.of(app("techdoc"), app("a"), app("b")), claims)).containsEntry("techdoc", 4711);
    }

    @Test
    void a_route_that_becomes_more_specific_moves_to_its_band() {
        var before = assign(WIDE, at(app("techdoc"), route(ANY_HOST, List.of("/*")))).get("techdoc");
        var claims = List.of(ours("techdoc", before, ANY_HOST, List.of("/*")));

        var after = RulePriorities.assign(WIDE, List.of(at(app("techdoc"), route(ANY_HOST, List.of("/api/*")))), claims);

        assertThat(after.get("techdoc")).isLessThan(before);
    }

    @Test
    void a_rule_whose_conditions_somebody_edited_stays_in_its_band() {
        int own = assign(WIDE, app("techdoc")).get("techdoc");
        var claims = List.of(ours("techdoc", own, ANY_HOST, List.of("/edited/*")));

        assertThat(RulePriorities.assign(WIDE, List.of(app("techdoc")), claims)).containsEntry("techdoc", own);
    }

    @Test
    void a_rule_of_somebody_else_keeps_its_slot() {
        int own = assign(WIDE, app("techdoc")).get("techdoc");
        var foreign = new RouteClaim("arn:listener/internal", own, Optional.empty(), List.of("theirs.example.com"), List.of());

        assertThat(RulePriorities.assign(WIDE, List.of(app("techdoc")), List.of(foreign))).containsEntry("techdoc", own + 1);
    }

    @Test
    void a_rule_on_another_listener_takes_no_slot_of_this_one() {
        int own = assign(WIDE, app("techdoc")).get("techdoc");
        var elsewhere = new RouteClaim("arn:listener/public", own, Optional.empty(), List.of(), List.of("/*"));

        assertThat(RulePriorities.assign(WIDE, List.of(app("techdoc")), List.of(elsewhere))).containsEntry("techdoc", own);
    }

    @Test
    void a_slot_of_a_held_app_is_taken_while_its_rule_is_there() {
        int own = assign(WIDE, app("a")).get("a");
        var held = ours("held", own, List.of("held.example.com"), List.of());

        assertThat(RulePriorities.assign(WIDE, List.of(app("a")), List.of(held))).containsEntry("a", own + 1);
    }

    @Test
    void a_full_band_flows_over_into_the_next_and_the_last_back_to_the_first() {
        var general = route(ANY_HOST, List.of("/*"));
        var claims = List.of(foreign(12));

        var assigned = RulePriorities.assign(NARROW, List.of(at(app("a"), general), at(app("b"), general)), claims);

        assertThat(assigned.values()).containsExactlyInAnyOrder(10, 11);
    }

    @Test
    void a_listener_without_a_free_slot_gives_none() {
        var assigned = RulePriorities.assign(NARROW, List.of(app("a"), app("b")), List.of(foreign(10), foreign(11)));

        assertThat(assigned).containsExactly(Map.entry("a", 12));
    }

    @Test
    void an_overflowed_rule_stays_where_it_went_when_its_band_has_room_again() {
        var claims = List.of(ours("a", 40_000, List.of("a.example.com"), List.of()));

        assertThat(RulePriorities.assign(WIDE, List.of(app("a")), claims)).containsEntry("a", 40_000);
    }

    @Test
    void two_names_of_one_listener_share_its_slots() {
        var listener = WIDE.listeners().get("internal");
        var twice = WIDE.but().listeners(Map.of("internal", listener, "same", listener)).build();
        var route = app("b").route().orElseThrow();
        var other = at(app("b"), new AppSpec.Route("same", route.hosts(), route.paths(), route.healthCheck(), route.deregistration()));

        assertThat(assign(twice, app("a"), other).values()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void an_app_without_a_route_or_with_an_unknown_listener_gets_none() {
        var route = app("lost").route().orElseThrow();
        var lost = at(app("lost"), new AppSpec.Route("nowhere", route.hosts(), route.paths(), route.healthCheck(), route.deregistration()));

        assertThat(assign(WIDE, unrouted(app("quiet")), lost)).isEmpty();
    }

    private static Map<String, Integer> assign(Environment environment, AppSpec... apps) {
        return RulePriorities.assign(environment, Stream.of(apps).toList(), List.of());
    }

    private static RouteClaim ours(String app, int priority, List<String> hosts, List<String> paths) {
        return new RouteClaim("arn:listener/internal", priority, Optional.of(new ResourceId("listener-rule", app, "internal")), hosts,
                paths);
    }

    private static RouteClaim foreign(int priority) {
        return new RouteClaim("arn:listener/internal", priority, Optional.empty(), List.of("theirs.example.com"), List.of());
    }
}
