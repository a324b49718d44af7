package com.meddevo.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Secret;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Tier;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftTest {
    private final Stage stage = new Stage();
    private final CloudInMemory cloud = stage.cloud;

    @Test
    void what_somebody_else_changed_is_told_as_drift_and_healed() {
        stage.want("techdoc", 2);
        stage.settle();
        stage.heard.clear();

        cloud.resources.put(Stage.group("techdoc"), new Stage.Group(Stage.group("techdoc"), "/wrong"));
        stage.live(Duration.ofSeconds(31));

        assertThat(stage.heard).containsSubsequence("drifted group/techdoc/main path: /wrong -> /health", "changed techdoc",
                "healed group/techdoc/main path");
        assertThat(cloud.resources.get(Stage.group("techdoc"))).isEqualTo(new Stage.Group(Stage.group("techdoc"), "/health"));
    }

    @Test
    void drift_is_in_the_view_before_anything_is_written() {
        var app = stage.want("techdoc", 2);
        stage.settle();
        cloud.forgetCalls();
        cloud.resources.remove(Stage.service("techdoc"));

        stage.loop.ask(app);
        stage.loop.turn();
        stage.runOne();
        stage.loop.turn();

        assertThat(cloud.writes).isEmpty();
        assertThat(stage.view(app).drift()).singleElement().satisfies(drift -> {
            assertThat(drift.resource()).isEqualTo(Stage.service("techdoc"));
            assertThat(drift.field()).isEqualTo(Drift.WHOLE);
            assertThat(drift.since()).isEqualTo(stage.now);
        });
        assertThat(stage.view(app).resources()).extracting(AppView.Resource::state).contains(AppView.State.DRIFTED);
    }

    @Test
    void what_was_held_back_until_something_was_read_is_no_drift_when_it_is_created() {
        var secret = new Secret.Parameter("/techdoc/key");
        var app = stage.want("techdoc", 2, "/health", Map.of("KEY", secret));
        stage.settle();
        boolean heldBack = !cloud.resources.containsKey(Stage.group("techdoc"));

        cloud.facts = Facts.ofSecrets(Map.of(secret.reference(), Optional.of(new Facts.SecretVersion("arn:key", "1"))));
        stage.loop.ask(app);
        stage.settle();

        assertThat(heldBack).isTrue();
        assertThat(cloud.resources).containsKey(Stage.group("techdoc"));
        assertThat(stage.heard).noneMatch(line -> line.startsWith("drifted"));
        assertThat(stage.view(app).inSync()).isTrue();
    }

    @Test
    void what_nobody_declared_is_told_by_its_tier_and_left_as_it_is() {
        var app = stage.want("techdoc", 2);
        stage.settle();
        cloud.forgetCalls();
        cloud.resources.put(Stage.group("techdoc"), new Stage.Group(Stage.group("techdoc"), "/health", Set.of("mallory")));

        stage.live(Duration.ofMinutes(5));

        assertThat(cloud.writes).isEmpty();
        assertThat(stage.heard).containsOnlyOnce("drifted group/techdoc/main guests: [\"mallory\"] -> []");
        assertThat(stage.view(app).inSync()).isTrue();
        assertThat(stage.view(app).drift()).singleElement().satisfies(drift -> {
            assertThat(drift.tier()).isEqualTo(Tier.SECURITY);
            assertThat(drift.declared()).isFalse();
        });
        assertThat(stage.view(app).resources()).extracting(AppView.Resource::state).containsOnly(AppView.State.IN_SYNC);
    }

    @Test
    void what_nobody_declared_is_no_drift_any_more_once_it_is_gone() {
        var app = stage.want("techdoc", 2);
        stage.settle();
        cloud.resources.put(Stage.group("techdoc"), new Stage.Group(Stage.group("techdoc"), "/health", Set.of("mallory")));
        stage.live(Duration.ofSeconds(31));

        cloud.resources.put(Stage.group("techdoc"), new Stage.Group(Stage.group("techdoc"), "/health"));
        stage.live(Duration.ofSeconds(31));

        assertThat(stage.heard).contains("healed group/techdoc/main guests");
        assertThat(stage.view(app).drift()).isEmpty();
    }

    @Test
    void a_changed_spec_is_no_drift() {
        stage.want("techdoc", 2);
        stage.settle();
        stage.heard.clear();

        stage.loop.ask(stage.want("techdoc", 3, "/ready"));
        stage.settle();

        assertThat(cloud.writes).contains("update group/techdoc/main", "update service/techdoc/main");
        assertThat(stage.heard).noneMatch(line -> line.startsWith("drifted"));
    }

    @Test
    void a_restart_does_not_take_a_changed_spec_for_drift() {
        stage.want("techdoc", 2);
        stage.settle();
        stage.heard.clear();

        stage.want("techdoc", 2, "/ready");
        stage.restart();
        stage.settle();

        assertThat(cloud.writes).contains("update group/techdoc/main");
        assertThat(stage.heard).noneMatch(line -> line.startsWith("drifted"));
    }

    @Test
    void drift_that_came_while_the_operator_was_down_is_drift() {
        stage.want("techdoc", 2);
        stage.settle();
        stage.heard.clear();

        cloud.resources.put(Stage.group("techdoc"), new Stage.Group(Stage.group("techdoc"), "/wrong"));
        cloud.resources.remove(Stage.service("techdoc"));
        stage.restart();
        stage.settle();

        assertThat(stage.heard).contains("drifted group/techdoc/main path: /wrong -> /health",
                "drifted service/techdoc/main *: absent -> present");
    }

    @Test
    void what_nobody_remembers_applying_counts_as_drift_when_it_differs() {
        cloud.resources.put(Stage.group("techdoc"), new Stage.Group(Stage.group("techdoc"), "/wrong"));

        stage.want("techdoc", 2);
        stage.settle();

        assertThat(stage.heard).contains("drifted group/techdoc/main path: /wrong -> /health");
        assertThat(stage.heard).noneMatch(line -> line.startsWith("drifted service"));
    }

    @Test
    void drift_keeps_the_time_at_which_it_was_first_seen() {
        var app = stage.want("techdoc", 2);
        stage.settle();
        cloud.deaf.add(Stage.service("techdoc"));
        cloud.resources.put(Stage.service("techdoc"), new Stage.Service(Stage.service("techdoc"), Stage.group("techdoc"), 9));
        stage.loop.ask(app);
        stage.loop.turn();
        stage.runOne();
        stage.loop.turn();
        var first = stage.view(app).drift().getFirst().since();

        stage.live(Duration.ofMinutes(30));

        assertThat(stage.view(app).drift()).as("healing had no effect").isNotEmpty();
        assertThat(stage.heard.stream().filter(line -> line.startsWith("drifted"))).isNotEmpty();
        assertThat(first).isBefore(stage.now.minus(Duration.ofMinutes(29)));
    }
}
