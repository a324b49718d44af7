package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.at;
import static com.meddevo.plan.example.Example.environment;
import static com.meddevo.plan.example.Example.fleet;
import static com.meddevo.plan.example.Example.imaged;
import static com.meddevo.plan.example.Example.route;
import static com.meddevo.plan.example.Example.tagged;
import static com.meddevo.plan.example.Example.unrouted;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Priorities;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Facts.RouteClaim;
import com.meddevo.plan.Resolved.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolvedTest {
    @Test
    void a_tag_is_pinned_to_the_digest_that_the_registry_gives_it() {
        var resolved = resolve(app("techdoc"), Map.of("techdoc:1", Optional.of("sha256:aa")));

        assertThat(resolved.image(app("techdoc"))).isEqualTo("registry.example/techdoc@sha256:aa");
        assertThat(resolved.obstacles(app("techdoc"))).isEmpty();
    }

    @Test
    void a_digest_in_the_spec_wins_over_the_tag_and_asks_nobody() {
        var app = imaged(app("techdoc"), new AppSpec.Image("techdoc", Optional.of("1"), Optional.of("sha256:bb")));

        var resolved = resolve(app, Map.of("techdoc:1", Optional.of("sha256:aa")));

        assertThat(resolved.image(app)).isEqualTo("registry.example/techdoc@sha256:bb");
        assertThat(resolve(app, Map.of()).obstacles(app)).isEmpty();
    }

    @Test
    void an_image_is_named_by_its_tag_while_nobody_knows_the_digest() {
        assertThat(resolve(app("techdoc"), Map.of()).image(app("techdoc"))).isEqualTo("registry.example/techdoc:1");
    }

    @Test
    void an_environment_without_a_registry_names_the_repository_alone() {
        var environment = environment().but().listeners(Map.of()).registry("").build();
        var resolved = Resolved.of(new Fleet(environment, List.of(new Member.Wanted(app("techdoc")))), snapshot(Map.of()));

        assertThat(resolved.image(app("techdoc"))).isEqualTo("techdoc:1");
    }

    @Test
    void a_tag_that_the_registry_does_not_have_is_an_obstacle_with_a_remedy() {
        var resolved = resolve(tagged(app("techdoc"), "9"), Map.of("techdoc:9", Optional.empty()));

        assertThat(resolved.obstacles(tagged(app("techdoc"), "9"))).containsExactly(new Obstacle(Choice.IMAGE_DIGEST, Optional.of("image"),
                "the registry has no image techdoc:9: push it, or correct spec.image"));
    }

    @Test
    void a_tag_that_nobody_could_ask_for_is_not_read() {
        assertThat(resolve(app("techdoc"), Map.of()).obstacles(app("techdoc")))
                .containsExactly(new Obstacle(Choice.IMAGE_DIGEST, Optional.empty(), "image techdoc:1"));
    }

    @Test
    void a_full_listener_is_an_obstacle_with_a_remedy() {
        var full = new RouteClaim("arn:listener/internal", 7, Optional.empty(), List.of(), List.of("/*"));
        var fleet = new Fleet(environment("vpc-1", new Priorities(7, 7)), List.of(new Member.Wanted(app("techdoc"))));
        var resolved = Resolved.of(fleet,
                new Snapshot(List.of(), List.of(),
                        new Facts(Map.of("techdoc:1", Optional.of("sha256:aa")), List.of(full), List.of()).and(served())));

        assertThat(resolved.obstacles(app("techdoc"))).containsExactly(new Obstacle(Choice.RULE_PRIORITY, Optional.of("route"),
                "every rule priority from 7 to 7 of listener \"internal\" is taken: widen the environment's range"));
    }

    @Test
    void an_app_without_a_route_needs_no_priority() {
        var resolved = resolve(unrouted(app("techdoc")), Map.of("techdoc:1", Optional.of("sha256:aa")));

        assertThat(resolved.priorities()).isEmpty();
        assertThat(resolved.obstacles(unrouted(app("techdoc")))).isEmpty();
    }

    @Test
    void a_route_has_a_priority_within_the_range_of_its_listener() {
        var app = at(app("techdoc"), route(List.of(), List.of("/api/*")));

        assertThat(resolve(app, Map.of()).priorities().get("techdoc")).isBetween(1000, 49_000);
    }

    @Test
    void an_app_with_a_route_whose_service_nobody_could_read_has_no_known_group_that_serves() {
        var resolved = Resolved.of(fleet(app("techdoc")), new Snapshot(List.of(), List.of(),
                new Facts(Map.of("techdoc:1", Optional.of("sha256:aa")), List.of(), List.of())));

        assertThat(resolved.obstacles(app("techdoc")))
                .containsExactly(new Obstacle(Choice.LIVE_GROUP, Optional.empty(), "which target group serves"));
    }

    @Test
    void a_plan_says_whose_traffic_is_on_the_move() {
        var live = new ResourceId("target-group", "techdoc", "http-1");
        var resolved = Resolved.of(fleet(app("techdoc")), new Snapshot(List.of(), List.of(),
                Facts.ofTraffic(List.of(new Facts.Traffic("techdoc", Optional.of(live), true)))));

        assertThat(resolved.notes()).extracting(Plan.Note::text)
                .containsExactly("ECS moves its traffic away from target-group/techdoc/http-1; "
                        + "until that is over its target groups, their weights and the strategy stay as ECS has them");
    }

    private static Resolved resolve(AppSpec app, Map<String, Optional<String>> digests) {
        return Resolved.of(fleet(app), snapshot(digests));
    }

    private static Snapshot snapshot(Map<String, Optional<String>> digests) {
        return new Snapshot(List.of(), List.of(), new Facts(digests, List.of(), List.of()).and(served()));
    }

    private static Facts served() { return Facts.ofTraffic(List.of(Facts.Traffic.none("techdoc"))); }
}
