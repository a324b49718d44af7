package com.meddevo.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.Sweep;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Facts.RouteClaim;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration STALE = Duration.ofSeconds(90);

    private final Picture picture = new Picture();

    @Test
    void a_slice_replaces_its_app_alone() {
        sweep(0, "group", group("a", "/1"), group("b", "/1"));

        slice(1, "a", "group", group("a", "/2"));

        assertThat(picture.snapshot().resources()).containsExactlyInAnyOrder(group("a", "/2"), group("b", "/1"));
    }

    @Test
    void a_slice_that_finds_nothing_leaves_nothing() {
        sweep(0, "group", group("a", "/1"), group("b", "/1"));

        slice(1, "a", "group");

        assertThat(picture.snapshot().resources()).containsExactly(group("b", "/1"));
    }

    @Test
    void a_sweep_that_began_before_a_slice_and_came_back_after_it_does_not_undo_it() {
        slice(5, "a", "group", group("a", "/2"));

        sweep(0, "group", group("a", "/1"), group("b", "/1"));

        assertThat(picture.snapshot().resources()).containsExactlyInAnyOrder(group("a", "/2"), group("b", "/1"));
        assertThat(picture.begun("a")).contains(T.plusSeconds(5));
        assertThat(picture.begun("b")).contains(T);
    }

    @Test
    void a_sweep_that_began_later_replaces_everything() {
        slice(5, "a", "group", group("a", "/2"));

        sweep(6, "group", group("b", "/3"));

        assertThat(picture.snapshot().resources()).containsExactly(group("b", "/3"));
    }

    @Test
    void a_slow_sweep_that_was_overtaken_changes_nothing() {
        sweep(10, "group", group("a", "/new"));

        sweep(0, "group", group("a", "/old"));

        assertThat(picture.snapshot().resources()).containsExactly(group("a", "/new"));
    }

    @Test
    void an_app_is_as_fresh_as_its_oldest_kind() {
        sweep(0, "group", group("a", "/1"));
        sweep(0, "service");
        slice(7, "a", "group", group("a", "/1"));

        assertThat(picture.begun("a")).contains(T);
    }

    @Test
    void what_the_newest_sweeps_could_not_read_counts_for_a_while_and_then_not_at_all() {
        sweep(0, "group", group("a", "/1"));

        sweep(80, "service");
        boolean soon = picture.snapshot().read(Stage.KINDS.getFirst(), "a");
        sweep(100, "service");

        assertThat(soon).isTrue();
        assertThat(picture.snapshot().read(Stage.KINDS.getFirst(), "a")).isFalse();
        assertThat(picture.snapshot().resources()).isEmpty();
    }

    @Test
    void a_kind_that_was_read_for_some_apps_only_is_known_for_those_only() {
        var read = new Snapshot(List.of(new Reading("group", Optional.of("a"), Reading.WHOLE, T)), List.of(group("a", "/1")), Facts.NONE);

        picture.add(scope(null), new Sweep(read, Stage.NO_ARNS, List.of(), 1, Map.of()), T, STALE);

        assertThat(picture.snapshot().read(Stage.KINDS.getFirst(), "a")).isTrue();
        assertThat(picture.snapshot().read(Stage.KINDS.getFirst(), "b")).isFalse();
    }

    @Test
    void a_slice_replaces_the_claims_of_the_listeners_that_it_read() {
        facts(0, null, new Facts(Map.of(), List.of(claim("one", 1), claim("two", 1)), List.of()));

        facts(1, "a", new Facts(Map.of("a:1", Optional.of("sha256:1")), List.of(claim("one", 2)), List.of()));

        assertThat(picture.snapshot().facts().routes()).containsExactlyInAnyOrder(claim("two", 1), claim("one", 2));
        assertThat(picture.snapshot().facts().digests()).containsKey("a:1");
    }

    @Test
    void a_listener_that_was_read_late_and_begun_early_does_not_undo_what_is_newer() {
        facts(5, "a", new Facts(Map.of("a:2", Optional.of("sha256:2")), List.of(claim("one", 2)), List.of()));

        facts(0, null, new Facts(Map.of("a:1", Optional.of("sha256:1")), List.of(claim("one", 1), claim("two", 1)), List.of()));

        assertThat(picture.snapshot().facts().routes()).containsExactlyInAnyOrder(claim("one", 2), claim("two", 1));
        assertThat(picture.snapshot().facts().digests()).containsOnlyKeys("a:1", "a:2");
    }

    @Test
    void a_listener_with_no_rule_left_claims_nothing() {
        facts(0, null, new Facts(Map.of(), List.of(claim("one", 1)), List.of()));

        facts(1, null, Facts.NONE);

        assertThat(picture.snapshot().facts().routes()).isEmpty();
    }

    @Test
    void where_requests_go_is_forgotten_when_a_newer_reading_could_not_tell() {
        var traffic = Facts.Traffic.none("a");
        facts(0, null, Facts.ofTraffic(List.of(traffic, Facts.Traffic.none("b"))));

        facts(1, "b", Facts.NONE);

        assertThat(picture.snapshot().facts().traffic()).containsExactly(traffic);
    }

    @Test
    void a_pin_outlives_an_answer_that_knows_no_such_image() {
        facts(0, "a", new Facts(Map.of("a:1", Optional.of("sha256:1")), List.of(), List.of()));

        facts(1, null, new Facts(Map.of("a:1", Optional.empty()), List.of(), List.of()));

        assertThat(picture.snapshot().facts().digests()).containsEntry("a:1", Optional.of("sha256:1"));
    }

    private void sweep(int second, String kind, ResourceState... resources) { read(second, null, kind, resources); }

    private void slice(int second, String app, String kind, ResourceState... resources) { read(second, app, kind, resources); }

    private void read(int second, String app, String kind, ResourceState... resources) {
        var at = T.plusSeconds(second);
        var read = new Snapshot(List.of(new Reading(kind, Optional.ofNullable(app), Reading.WHOLE, at)), List.of(resources), Facts.NONE);
        picture.add(scope(app), new Sweep(read, Stage.NO_ARNS, List.of(), 1, Map.of()), at, STALE);
    }

    private void facts(int second, String app, Facts facts) {
        picture.add(scope(app), new Sweep(new Snapshot(List.of(), List.of(), facts), Stage.NO_ARNS, List.of(), 1, Map.of()),
                T.plusSeconds(second), STALE);
    }

    private static Scope scope(String app) { return new Scope(new Fleet(Stage.ENVIRONMENT, List.of()), Optional.ofNullable(app), false); }

    private static Stage.Group group(String app, String path) { return new Stage.Group(Stage.group(app), path); }

    private static RouteClaim claim(String listener, int priority) {
        return new RouteClaim(listener, priority, Optional.empty(), List.of(), List.of("/*"));
    }
}
