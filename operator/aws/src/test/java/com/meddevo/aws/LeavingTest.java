package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavingTest {
    @Test
    void the_only_app_goes_in_order_and_leaves_its_log_group() {
        try (var world = World.inProcess()) {
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.account.calls().clear();

            world.has(leaving(app, Member.Deletion.DELETE)).settle();

            assertThat(world.account.calls().calls().stream().filter(call -> call.errorCode().isEmpty()).map(Call::operation)
                    .filter(operation -> operation.startsWith("De") && !operation.startsWith("Describe")))
                    .containsSubsequence("DeleteService", "DeleteRule", "DeleteTargetGroup")
                    .containsExactlyInAnyOrder("DeleteService", "DeleteService", "DeleteRule", "DeleteTargetGroup",
                            "DeregisterTaskDefinition");
            assertThat(world.sweep().snapshot().resources()).extracting(state -> state.id().toString())
                    .containsExactly("log-group/techdoc/main");
        }
    }

    @Test
    void what_a_draining_service_uses_waits_for_it_and_holds_no_thread() {
        try (var world = World.inProcess()) {
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.has(leaving(app, Member.Deletion.DELETE));

            var outcomes = world.apply();

            assertThat(outcomes).hasSize(5).allSatisfy((id, outcome) -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Waiting.class,
                    waiting -> assertThat(waiting.on()).contains("service/techdoc/main drains")));
        }
    }

    @Test
    void an_app_that_leaves_touches_no_other() {
        try (var world = World.inProcess()) {
            var leaves = world.app("techdoc");
            var stays = world.app("render");
            world.wants(leaves, stays).settle();
            var before = ofApp(world, "render");

            world.has(leaving(leaves, Member.Deletion.DELETE), new Member.Wanted(stays)).settle();

            assertThat(ofApp(world, "render")).isEqualTo(before);
            assertThat(ofApp(world, "techdoc")).containsExactly("log-group/techdoc/main");
        }
    }

    @Test
    void an_app_that_leaves_with_retain_stays_as_it_is() {
        try (var world = World.inProcess()) {
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.account.calls().clear();

            world.has(leaving(app, Member.Deletion.RETAIN)).settle();

            assertThat(world.account.calls().writes()).isZero();
        }
    }

    @Test
    void an_app_that_comes_back_while_it_drains_is_made_anew_when_it_has_drained() {
        try (var world = World.inProcess()) {
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.has(leaving(app, Member.Deletion.DELETE)).apply();

            world.wants(app);
            assertThat(world.apply().values()).singleElement().isInstanceOf(Outcome.Waiting.class);
            world.settle();

            assertThat(world.sweep().rollouts().get("techdoc").complete()).isTrue();
            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
        }
    }

    private static Member leaving(AppSpec app, Member.Deletion deletion) { return new Member.Leaving(app.key(), deletion); }

    private static List<String> ofApp(World world, String app) {
        return world.sweep().snapshot().resources().stream().map(state -> state.id().toString()).filter(id -> id.contains("/" + app + "/"))
                .toList();
    }
}
