package com.meddevo.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.Sweep;
import com.meddevo.aws.service.Rollout;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnvironmentLoopTest {
    private final Stage stage = new Stage();
    private final CloudInMemory cloud = stage.cloud;

    @Test
    void what_a_fleet_wants_is_created_in_one_apply_and_then_seen() {
        var app = stage.want("techdoc", 2);

        stage.settle();

        assertThat(cloud.writes).containsExactly("create group/techdoc/main", "create service/techdoc/main");
        assertThat(stage.view(app).inSync()).isTrue();
        assertThat(stage.view(app).resources()).extracting(AppView.Resource::state).containsOnly(AppView.State.IN_SYNC);
    }

    @Test
    void an_unchanged_fleet_is_swept_and_never_written() {
        stage.want("techdoc", 2);
        stage.settle();
        cloud.forgetCalls();

        stage.live(Duration.ofMinutes(10));

        assertThat(cloud.writes).isEmpty();
        assertThat(cloud.sweeps()).isBetween(19L, 20L);
        assertThat(cloud.slices()).isEmpty();
    }

    @Test
    void what_a_sweep_takes_from_memory_is_read_at_the_start_and_every_hour() {
        stage.want("techdoc", 2);

        stage.live(Duration.ofMinutes(150));

        assertThat(cloud.scopes).filteredOn(scope -> scope.app().isEmpty() && scope.slow()).hasSize(3);
        assertThat(cloud.scopes.getFirst().slow()).isFalse();
    }

    @Test
    void requests_of_many_apps_share_one_reading() {
        for (int i = 0; i < 50; i++)
            stage.want("app-" + i, 1);
        stage.settle();
        cloud.forgetCalls();

        for (int i = 0; i < 50; i++)
            stage.loop.ask(stage.want("app-" + i, 2));
        stage.settle();

        assertThat(cloud.writes).hasSize(50);
        assertThat(cloud.sweeps()).as("one to answer the requests, one to see what was written").isEqualTo(2);
        assertThat(cloud.slices()).isEmpty();
    }

    @Test
    void a_request_of_one_app_reads_that_app_alone() {
        stage.want("other", 1);
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();

        stage.loop.ask(stage.want("techdoc", 3));
        stage.settle();

        assertThat(cloud.writes).containsExactly("update service/techdoc/main");
        assertThat(cloud.slices()).containsOnly("techdoc");
        assertThat(cloud.sweeps()).isZero();
        assertThat(stage.view(app).inSync()).isTrue();
    }

    @Test
    void a_request_is_not_answered_by_a_reading_that_began_before_it() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();
        stage.loop.ask(app);
        stage.loop.turn();
        assertThat(stage.waitingCalls()).isEqualTo(1);

        stage.now = stage.now.plusMillis(1);
        stage.loop.ask(app);
        stage.settle();

        assertThat(cloud.slices()).hasSize(2);
    }

    @Test
    void requests_that_are_made_before_a_reading_begins_are_all_answered_by_it() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();

        stage.loop.ask(app);
        stage.loop.ask(app);
        stage.settle();

        assertThat(cloud.slices()).hasSize(1);
    }

    @Test
    void an_app_has_one_apply_at_a_time_and_others_have_theirs_meanwhile() {
        stage.want("a", 1);
        stage.want("b", 1);
        stage.loop.turn();
        stage.runOne();
        stage.loop.turn();
        assertThat(stage.waitingCalls()).as("an apply of each, and the first slow sweep").isEqualTo(3);

        stage.want("a", 5);
        stage.loop.ask(new AppKey("apps", "a"));
        stage.loop.turn();
        int readings = stage.waitingCalls() - 2;
        stage.settle();

        assertThat(readings).as("nobody looks at an app while it is applied; the slow sweep alone begins").isEqualTo(1);
        assertThat(cloud.writes.indexOf("update service/a/main")).isGreaterThan(cloud.writes.indexOf("create service/a/main"));
        assertThat(cloud.resources.get(Stage.service("a"))).isEqualTo(new Stage.Service(Stage.service("a"), Stage.group("a"), 5));
    }

    @Test
    void nothing_is_planned_from_a_reading_that_began_before_the_last_write_ended() {
        stage.want("techdoc", 1);
        stage.loop.turn();
        stage.runOne();
        stage.loop.turn();
        stage.runOne();
        stage.loop.turn();
        cloud.writes.clear();

        stage.settle();

        assertThat(cloud.writes).isEmpty();
    }

    @Test
    void what_waits_is_looked_at_again_when_it_said_and_holds_no_thread() {
        var app = stage.want("techdoc", 1);
        cloud.answers.put(Stage.service("techdoc"), new Outcome.Waiting("service/techdoc/main drains", Duration.ofSeconds(7)));
        stage.settle();
        assertThat(stage.waitingCalls()).isZero();
        assertThat(stage.view(app).work().waiting()).containsExactly("service/techdoc/main drains");
        assertThat(stage.view(app).resources()).extracting(AppView.Resource::state).contains(AppView.State.WAITING);
        cloud.forgetCalls();

        stage.live(Duration.ofSeconds(6));
        assertThat(cloud.writes).isEmpty();
        cloud.answers.clear();
        stage.live(Duration.ofSeconds(3));

        assertThat(cloud.writes).containsExactly("create service/techdoc/main");
        assertThat(stage.view(app).inSync()).isTrue();
    }

    @Test
    void what_fails_and_may_pass_is_tried_again_less_and_less_often() {
        stage.want("techdoc", 1);
        cloud.answers.put(Stage.group("techdoc"), new Outcome.Failed("ServerException", "AWS had a bad moment", true));
        cloud.answers.put(Stage.service("techdoc"), new Outcome.Waiting("group/techdoc/main", Duration.ofHours(2)));

        stage.live(Duration.ofMinutes(2));

        assertThat(cloud.writes).filteredOn(write -> write.contains("group")).as("after 0, 2, 6, 14, 30, 62 s").hasSize(6);
    }

    @Test
    void what_fails_for_good_is_left_alone_until_the_plan_changes() {
        var app = stage.want("techdoc", 1);
        cloud.answers.put(Stage.service("techdoc"), new Outcome.Failed("AccessDeniedException", "ecs:CreateService is not allowed", false));
        stage.settle();
        cloud.forgetCalls();
        stage.live(Duration.ofMinutes(5));
        assertThat(cloud.writes).isEmpty();
        assertThat(stage.view(app).work().failed()).containsExactly("service/techdoc/main: ecs:CreateService is not allowed");

        stage.loop.ask(stage.want("techdoc", 2));
        stage.settle();

        assertThat(cloud.writes).containsExactly("create service/techdoc/main");
    }

    @Test
    void a_permission_that_came_back_is_noticed_by_the_slow_sweep() {
        var app = stage.want("techdoc", 1);
        cloud.answers.put(Stage.service("techdoc"), new Outcome.Failed("AccessDeniedException", "ecs:CreateService is not allowed", false));
        stage.settle();
        cloud.answers.clear();

        stage.live(Duration.ofMinutes(61));

        assertThat(stage.view(app).inSync()).isTrue();
    }

    @Test
    void what_a_simulated_aws_does_not_do_is_told_and_unsettles_nothing() {
        var app = stage.want("asks-too-much", 1);

        stage.settle();

        assertThat(stage.view(app).plan().notes()).extracting(note -> note.text()).containsExactly("nobody does that here");
        assertThat(stage.view(app).inSync()).isTrue();
    }

    @Test
    void while_the_apps_are_not_listed_nothing_is_read_or_written() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();
        stage.listed = false;
        stage.members.clear();

        stage.live(Duration.ofMinutes(2));

        assertThat(cloud.scopes).isEmpty();
        assertThat(cloud.resources).containsKey(Stage.service(app.name()));
    }

    @Test
    void an_app_that_is_in_nobodys_list_keeps_what_it_has() {
        stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();
        stage.members.clear();

        stage.live(Duration.ofMinutes(2));

        assertThat(cloud.writes).isEmpty();
        assertThat(stage.loop.apps()).isEmpty();
        assertThat(stage.loop.plan().kept()).hasSize(2);
    }

    @Test
    void a_held_app_is_not_touched() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();
        cloud.resources.remove(Stage.service("techdoc"));

        stage.hold(app, "spec.task.cpu: 100 is not offered");
        stage.live(Duration.ofMinutes(2));

        assertThat(cloud.writes).isEmpty();
        assertThat(stage.view(app).standing()).isEqualTo(new AppView.Standing.Held("spec.task.cpu: 100 is not offered"));
    }

    @Test
    void the_last_app_of_a_fleet_can_leave() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.forgetCalls();

        stage.leave(app);
        stage.loop.ask(app);
        stage.settle();

        assertThat(cloud.writes).containsExactly("delete service/techdoc/main", "delete group/techdoc/main");
        assertThat(stage.view(app).gone()).isTrue();
    }

    @Test
    void an_app_is_not_gone_while_something_of_it_waits() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.answers.put(Stage.service("techdoc"), new Outcome.Waiting("service/techdoc/main drains", Duration.ofSeconds(5)));

        stage.leave(app);
        stage.loop.ask(app);
        stage.settle();
        boolean goneWhileItDrains = stage.view(app).gone();
        cloud.answers.clear();
        stage.live(Duration.ofSeconds(10));

        assertThat(goneWhileItDrains).isFalse();
        assertThat(stage.view(app).gone()).isTrue();
    }

    @Test
    void an_app_is_not_gone_while_some_kind_cannot_be_read() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        stage.leave(app);
        cloud.unreadable.add("service");
        stage.pass(Duration.ofMinutes(10));

        stage.live(Duration.ofMinutes(2));

        assertThat(stage.view(app).gone()).isFalse();
        assertThat(stage.view(app).unread()).containsExactly("service: ThrottlingException");
        assertThat(cloud.resources).hasSize(2);
    }

    @Test
    void a_leaving_app_whose_name_another_one_claims_is_gone_at_once() {
        var old = stage.want("techdoc", 1);
        stage.settle();
        stage.leave(old);
        var heir = new AppKey("elsewhere", "techdoc");
        stage.hold(heir, "suspended");

        stage.loop.ask(old);
        stage.settle();

        assertThat(stage.view(old).gone()).isTrue();
        assertThat(cloud.resources).hasSize(2);
    }

    @Test
    void a_rollout_that_is_under_way_is_looked_at_until_it_ends() {
        stage.want("techdoc", 1);
        stage.settle();
        cloud.rollouts.put("techdoc", new Rollout("Rolling", 2, 1, Optional.empty(), "IN_PROGRESS", Optional.empty(),
                Optional.empty()));
        stage.loop.ask(new AppKey("apps", "techdoc"));
        stage.settle();
        cloud.forgetCalls();

        stage.live(Duration.ofSeconds(25));

        assertThat(cloud.slices()).hasSizeBetween(2, 3);
    }

    @Test
    void a_version_that_failed_is_shown_with_its_last_lines() {
        var app = stage.want("techdoc", 1);
        stage.settle();
        cloud.rollouts.put("techdoc", new Rollout("Rolling", 1, 0, Optional.empty(), "FAILED",
                Optional.of("circuit breaker"), Optional.empty()));

        stage.loop.ask(app);
        stage.settle();

        assertThat(stage.view(app).log()).containsExactly("panic: techdoc");
    }

    @Test
    void an_app_that_planning_breaks_on_is_held_and_all_others_go_on() {
        var apps = Stream.of("audit", "broken", "render", "techdoc")
                .map(name -> stage.want(name, 1, name.equals("broken") ? Stage.BREAKS : "/health")).toList();

        stage.live(Duration.ofSeconds(40));

        assertThat(cloud.resources).containsKeys(Stage.service("audit"), Stage.service("render"), Stage.service("techdoc"))
                .doesNotContainKey(Stage.service("broken"));
        assertThat(stage.view(apps.get(1)).standing()).isInstanceOfSatisfying(AppView.Standing.Held.class,
                held -> assertThat(held.because()).contains("a path that nobody thought of").contains("report it"));
        assertThat(stage.loop.environment().unread()).extracting(Sweep.Unread::subject).containsExactly("app apps/broken");
        assertThat(stage.loop.environment().blindSince()).isEmpty();
    }

    @Test
    void what_an_app_has_stays_while_planning_breaks_on_it_and_it_goes_on_with_the_next_spec() {
        var app = stage.want("techdoc", 1);
        stage.want("render", 1);
        stage.settle();
        stage.want("techdoc", 2, Stage.BREAKS);
        stage.live(Duration.ofSeconds(40));
        var meanwhile = List.copyOf(cloud.resources.keySet());

        stage.want("techdoc", 3);
        stage.live(Duration.ofSeconds(70));

        assertThat(meanwhile).contains(Stage.service("techdoc"), Stage.group("techdoc"));
        assertThat(cloud.resources.get(Stage.service("techdoc"))).hasFieldOrPropertyWithValue("replicas", 3);
        assertThat(stage.view(app).inSync()).isTrue();
        assertThat(stage.loop.environment().unread()).isEmpty();
    }

    @Test
    void where_planning_breaks_on_no_single_app_nothing_is_changed_and_the_environment_is_blind() {
        stage.want("render", 1, Stage.BREAKS_TOGETHER);
        stage.want("techdoc", 1, Stage.BREAKS_TOGETHER);
        for (int i = 0; i < 3; i++) {
            stage.loop.turnOrRest();
            while (stage.waitingCalls() > 0)
                stage.runOne();
            stage.pass(Duration.ofSeconds(31));
        }

        assertThat(cloud.resources).isEmpty();
        assertThat(stage.loop.environment().blindSince()).isPresent();
        assertThat(stage.loop.environment().unread()).extracting(Sweep.Unread::subject).containsExactly("plan");
    }

    @Test
    void what_cannot_be_read_makes_the_environment_blind_until_it_can() {
        stage.want("techdoc", 1);
        stage.settle();
        cloud.unreadable.add("group");
        stage.live(Duration.ofSeconds(40));
        var blind = stage.loop.environment();
        cloud.unreadable.clear();

        stage.live(Duration.ofSeconds(40));

        assertThat(blind.blindSince()).isPresent();
        assertThat(blind.unread()).extracting(Sweep.Unread::kind).containsExactly("group");
        assertThat(stage.loop.environment().blindSince()).isEmpty();
    }
}
