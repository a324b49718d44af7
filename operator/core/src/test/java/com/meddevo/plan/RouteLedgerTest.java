package com.meddevo.plan;

import static com.meddevo.plan.example.Example.PLANNER;
import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.at;
import static com.meddevo.plan.example.Example.fleet;
import static com.meddevo.plan.example.Example.route;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Facts.RouteClaim;
import com.meddevo.plan.Plan.Note;
import com.meddevo.plan.example.ListenerRule;
import com.meddevo.plan.example.Past;
import com.meddevo.plan.example.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RouteLedgerTest {
    private static final List<String> NO_HOSTS = List.of();

    @Test
    void of_two_apps_that_ask_for_the_same_the_younger_is_refused_and_both_are_told() {
        var old = made(at(app("old"), route(NO_HOSTS, List.of("/api/*"))), "2026-01-01T00:00:00Z");
        var young = made(at(app("another"), route(NO_HOSTS, List.of("/api/*"))), "2026-01-02T00:00:00Z");

        var plan = plan(fleet(young, old), new World());

        assertThat(plan.forApp("old").blocked()).isEmpty();
        assertThat(plan.forApp("another").blocked()).filteredOn(blocked -> blocked.by().equals("route")).singleElement()
                .satisfies(blocked -> assertThat(blocked.because()).isEqualTo(
                        "app old has the same route on listener \"internal\" (/api/*): give one of them other hosts or paths"));
        assertThat(plan.notes()).containsExactly(
                new Note("old", "route", "app another asks for the same route on listener \"internal\" (/api/*) and is refused"));
    }

    @Test
    void the_app_whose_rule_is_there_keeps_the_route_even_against_an_older_one() {
        var world = new World();
        var young = made(at(app("b"), route(NO_HOSTS, List.of("/api/*"))), "2026-01-02T00:00:00Z");
        Past.settle(fleet(young), world);
        var old = made(at(app("a"), route(NO_HOSTS, List.of("/api/*"))), "2026-01-01T00:00:00Z");

        var plan = plan(fleet(old, young), world);

        assertThat(plan.forApp("b")).matches(Plan::settled);
        assertThat(plan.forApp("a").blocked()).extracting(Change.Blocked::by).contains("route");
    }

    @Test
    void the_same_hosts_in_other_letters_and_another_order_are_the_same_route() {
        var ledger = ledger(List.of(), at(app("a"), route(List.of("one.example.com", "TWO.example.com"), List.of())),
                at(app("b"), route(List.of("two.example.com", "one.example.com"), List.of())));

        assertThat(ledger.refused()).containsOnlyKeys("b");
    }

    @Test
    void the_same_route_on_two_listeners_is_no_collision() {
        var ledger = ledger(List.of(), at(app("a"), route(NO_HOSTS, List.of("/api/*"))),
                at(app("b"), route(NO_HOSTS, List.of("/api/*")).on("public")));

        assertThat(ledger).isEqualTo(new RouteLedger.Result(Map.of(), List.of()));
    }

    @Test
    void a_rule_that_lies_wholly_behind_an_earlier_one_is_told_to_both() {
        var wide = claim(1000, Optional.of("wide"), List.of("/api/*"));
        var ledger = ledger(List.of(wide), at(app("wide"), route(NO_HOSTS, List.of("/api/*"))),
                at(app("narrow"), route(NO_HOSTS, List.of("/api/?"))));

        assertThat(ledger.refused()).isEmpty();
        assertThat(ledger.notes()).extracting(Note::app).containsExactly("narrow", "wide");
        assertThat(ledger.notes().getFirst().text()).contains("never gets a request", "the rule of app wide", "/api/*");
        assertThat(ledger.notes().getLast().text()).contains("takes every request of the rule of app narrow");
    }

    @Test
    void a_rule_of_somebody_else_that_takes_everything_is_told_to_the_app() {
        var ledger = ledger(List.of(claim(1, Optional.empty(), List.of("/*"))), at(app("techdoc"), route(NO_HOSTS, List.of("/api/*"))));

        assertThat(ledger.notes()).singleElement().satisfies(note -> {
            assertThat(note.app()).isEqualTo("techdoc");
            assertThat(note.text()).contains("a rule of somebody else (priority 1) comes first");
        });
    }

    @Test
    void a_wide_rule_that_comes_last_shadows_nobody() {
        assertThat(ledger(List.of(), at(app("web"), route(NO_HOSTS, List.of("/*"))),
                at(app("techdoc"), route(NO_HOSTS, List.of("/api/*")))).notes()).isEmpty();
    }

    @Test
    void what_a_held_app_has_cannot_be_taken_by_another() {
        var ledger = ledger(List.of(claim(1000, Optional.of("held"), List.of("/api/*"))),
                at(app("techdoc"), route(NO_HOSTS, List.of("/api/*"))));

        assertThat(ledger.refused().get("techdoc")).startsWith("app held has the same route");
    }

    @Property(tries = 100)
    void a_change_of_specificity_moves_only_the_rule_of_that_app(@ForAll @IntRange(min = 2, max = 12) int apps,
            @ForAll @IntRange(min = 0, max = 11) int changed, @ForAll @IntRange(min = 1, max = 40) int deeper) {
        var world = new World();
        var before = routed(apps, -1, 0);
        Past.settle(before, world);
        var after = routed(apps, changed % apps, deeper);

        var plan = plan(after, world);

        assertThat(plan.changes()).extracting(change -> change.id().app()).containsOnly("app" + changed % apps);
        assertThat(plan.changes()).filteredOn(change -> change.id().kind().equals("listener-rule")).singleElement()
                .satisfies(change -> assertThat(((ListenerRule) change.after().orElseThrow()).priority())
                        .isLessThan(((ListenerRule) change.before().orElseThrow()).priority()));
    }

    @Property(tries = 300)
    void a_pattern_that_covers_another_matches_whatever_that_one_matches(@ForAll("patterns") String wide, @ForAll("patterns") String narrow,
            @ForAll("texts") String text) {
        if (RoutePattern.covers(wide, narrow) && RoutePattern.covers(narrow, text)) assertThat(RoutePattern.covers(wide, text)).isTrue();
    }

    @Provide
    Arbitrary<String> patterns() { return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(6); }

    @Provide
    Arbitrary<String> texts() { return Arbitraries.strings().withChars('a', 'b').ofMaxLength(6); }

    private static Fleet routed(int apps, int changed, int deeper) {
        return fleet(IntStream.range(0, apps)
                .mapToObj(i -> at(app("app" + i),
                        route(NO_HOSTS, List.of("/" + (i == changed ? "x".repeat(deeper) : "") + "app" + i + "/*"))))
                .toArray(AppSpec[]::new));
    }

    private static AppSpec made(AppSpec app, String at) { return app.but().created(Optional.of(Instant.parse(at))).build(); }

    private static Plan plan(Fleet fleet, World world) { return PLANNER.plan(fleet, world.snapshot(fleet)); }

    private static RouteLedger.Result ledger(List<RouteClaim> claims, AppSpec... apps) {
        var environment = fleet(apps).environment();
        return RouteLedger.of(environment, List.of(apps), RulePriorities.assign(environment, List.of(apps), claims), claims);
    }

    private static RouteClaim claim(int priority, Optional<String> owner, List<String> paths) {
        return new RouteClaim("arn:listener/internal", priority, owner.map(app -> new ResourceId("listener-rule", app, "internal")),
                NO_HOSTS, paths);
    }
}
