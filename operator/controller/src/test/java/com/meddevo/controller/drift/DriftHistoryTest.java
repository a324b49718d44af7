package com.meddevo.controller.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.controller.loop.Drift;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftHistoryTest {
    private static final AppKey APP = new AppKey("apps", "techdoc");
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final DriftHistory history = new DriftHistory();

    @Test
    void the_newest_drift_comes_first_and_is_open_until_it_is_healed() {
        history.drifted("test", APP, List.of(drift("path")), NOW);
        history.drifted("test", APP, List.of(drift("port")), NOW);

        history.healed("test", APP, List.of(drift("path")), NOW.plusSeconds(30));

        assertThat(history.of("test")).extracting(entry -> entry.drift().field()).containsExactly("port", "path");
        assertThat(history.of("test")).extracting(DriftHistory.Entry::healed).containsExactly(Optional.empty(),
                Optional.of(NOW.plusSeconds(30)));
    }

    @Test
    void a_field_that_drifts_again_is_another_entry() {
        history.drifted("test", APP, List.of(drift("path")), NOW);
        history.healed("test", APP, List.of(drift("path")), NOW.plusSeconds(30));

        history.drifted("test", APP, List.of(drift("path")), NOW.plusSeconds(60));

        assertThat(history.of("test")).extracting(entry -> entry.healed().isPresent()).containsExactly(false, true);
    }

    @Test
    void the_last_two_hundred_are_kept_and_environments_apart() {
        for (int i = 0; i < 300; i++)
            history.drifted("test", APP, List.of(drift("field" + i)), NOW);

        assertThat(history.of("test")).hasSize(200).first().satisfies(entry -> assertThat(entry.drift().field()).isEqualTo("field299"));
        assertThat(history.of("other")).isEmpty();
    }

    private static Drift drift(String field) {
        return new Drift(new ResourceId("target-group", "techdoc", "http"), field, "a", "b", NOW, Tier.OTHER, true, "");
    }
}
