package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SnapshotJsonTest {
    @Test
    void a_snapshot_of_a_settled_fleet_comes_back_equal() {
        try (var world = World.inProcess()) {
            var snapshot = world.wants(world.app("techdoc"), world.app("render")).settle().sweep().snapshot();

            assertThat(SnapshotJson.read(SnapshotJson.write(snapshot))).isEqualTo(snapshot);
        }
    }

    @Test
    void a_plan_from_a_file_is_the_plan_from_the_account() {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc")).settle();
            world.wants(world.app("techdoc"), world.app("render"));
            var sweep = world.sweep();

            var offline = SnapshotJson.read(SnapshotJson.write(sweep.snapshot()));

            assertThat(world.plan(new Sweep(offline, sweep.arns(), sweep.unread(), 0, sweep.rollouts())).json())
                    .isEqualTo(world.plan(sweep).json());
        }
    }

    @Test
    void what_is_no_snapshot_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> SnapshotJson.read("{\"readings\": 3}")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no snapshot").hasMessageContaining("line 1");
        assertThatThrownBy(() -> SnapshotJson.read(
                "{\"readings\": [], \"facts\": {\"digests\": {}, \"routes\": [], \"rejections\": []}, \"resources\": [{\"kind\": \"volcano\", \"state\": {}}]}"))
                .hasMessageContaining("volcano");
    }
}
