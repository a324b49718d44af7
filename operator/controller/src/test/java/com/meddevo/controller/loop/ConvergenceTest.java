package com.meddevo.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Upkeep;
import com.meddevo.plan.Change;
import com.meddevo.plan.Effect;
import com.meddevo.plan.FieldChange;
import com.meddevo.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same difference, again and again. */
class ConvergenceTest {
    private static final Stage.Group WANTED = new Stage.Group(Stage.group("techdoc"), "/health");
    private static final Stage.Group WRONG = new Stage.Group(Stage.group("techdoc"), "/wrong");

    private final Stage stage = new Stage();
    private final CloudInMemory cloud = stage.cloud;

    @Test
    void what_is_made_good_three_times_and_never_shown_is_left_alone_and_names_itself() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.deaf.add(Stage.service("techdoc"));
        stage.loop.ask(stage.want("techdoc", 2));
        cloud.forgetCalls();

        stage.live(Duration.ofMinutes(30));

        assertThat(cloud.writes).containsExactly("update service/techdoc/main", "update service/techdoc/main",
                "update service/techdoc/main");
        assertThat(stage.view(app).work().stuck()).singleElement().asString()
                .startsWith("service/techdoc/main, replicas 1 instead of 2, was made good 3 times since 2026-03-01T08:00:")
                .contains("never showed it").contains("a form that this version of the operator does not know");
    }

    @Test
    void what_somebody_keeps_changing_back_is_left_alone_and_says_that_somebody_fights() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();

        fight(5);

        assertThat(cloud.writes).containsExactly("update group/techdoc/main", "update group/techdoc/main", "update group/techdoc/main");
        assertThat(stage.view(app).work().stuck()).singleElement().asString()
                .startsWith("group/techdoc/main, path /wrong instead of /health, was made good 3 times")
                .contains("AWS showed it, and it came back").contains("CloudTrail");
        assertThat(stage.view(app).drift()).hasSize(1);
    }

    @Test
    void what_comes_back_after_a_quiet_half_hour_is_a_new_difference() {
        stage.want("techdoc", 1);
        stage.settle();
        fight(2);
        stage.live(Duration.ofMinutes(30));
        cloud.forgetCalls();

        fight(2);

        assertThat(cloud.writes).hasSize(2);
    }

    @Test
    void who_asks_for_a_retry_gets_three_more_tries() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        fight(4);
        cloud.forgetCalls();

        retry(app);
        stage.settle();

        assertThat(cloud.writes).containsExactly("update group/techdoc/main");
        assertThat(stage.view(app).work().stuck()).isEmpty();
    }

    /** AWS's lists lag behind its writes; what the operator only believes proves nothing. */
    @Test
    void what_is_only_believed_to_be_there_does_not_count_as_shown() {
        var convergence = new Convergence();
        var plan = new Plan(List.of(new Change.Update<>(WRONG, WANTED,
                List.of(new FieldChange("path", "/wrong", "/health", Effect.IN_PLACE, "")))), List.of(), List.of());
        for (int i = 0; i < 3; i++) {
            convergence.made(plan.changes().getFirst(), stage.now);
            convergence.planned(new Plan(List.of(), List.of(), List.of()), Set.of(WANTED.id()), stage.now);
        }

        assertThat(convergence.given(plan)).singleElement().asString().contains("never showed it");
    }

    private void fight(int rounds) {
        for (int i = 0; i < rounds; i++) {
            cloud.resources.put(WRONG.id(), WRONG);
            stage.live(Duration.ofSeconds(65));
        }
    }

    private void retry(AppKey app) {
        var wanted = ((Member.Wanted) stage.members.get(app)).app();
        stage.members.put(app, new Member.Wanted(wanted.but().upkeep(new Upkeep(Instant.parse("2026-03-01T09:00:00Z"))).build()));
        stage.loop.ask(app);
    }
}
