package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Change;
import org.junit.jupiter.api.Test;

class ImagePinTest {
    @Test
    void a_tag_that_moves_changes_nothing_not_even_after_a_restart() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc")).settle();
            world.simulation.images().push("techdoc", "1.0.0", "another content", world.account.timeline().now());
            world.restart();

            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
            assertThat(world.account.calls().calls("DescribeImages")).hasSize(1);
        }
    }

    @Test
    void an_image_that_is_not_there_blocks_and_is_asked_for_again_until_it_is() {
        try (var world = World.inProcess()) {
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.wants(Specs.tag(app, "2.0.0"));
            assertThat(world.plan().blocked()).hasSize(2).extracting(Change.Blocked::by).containsOnly("image");

            world.push("techdoc", "2.0.0");

            assertThat(world.plan().applicable()).hasSize(2);
        }
    }

    @Test
    void a_registry_that_does_not_answer_holds_back_only_what_needs_it() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"));
            world.account.faults().next("DescribeImages",
                    new Fault.Refused("ServerException", 500, "try again"));

            var sweep = world.sweep();

            assertThat(sweep.unread()).singleElement().satisfies(unread -> assertThat(unread.kind()).isEqualTo("images"));
            assertThat(world.plan(sweep).applicable()).extracting(change -> change.id().kind()).containsExactlyInAnyOrder("discovery",
                    "listener-rule", "log-group", "target-group");
        }
    }
}
