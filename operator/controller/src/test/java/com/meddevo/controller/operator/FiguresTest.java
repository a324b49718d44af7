package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.controller.leader.Leadership;
import com.meddevo.controller.loop.Drift;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Tier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final AppKey APP = new AppKey("apps", "techdoc");
    private static final ResourceId RULE = new ResourceId("listener-rule", "techdoc", "internal");
    private static final ResourceId SERVICE = new ResourceId("service", "techdoc", "main");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Figures figures = new Figures(registry, Leadership.alone(), () -> Instant.EPOCH);

    @Test
    void changes_are_counted_by_kind_and_outcome() {
        figures.applied("test", APP, Map.of(RULE, new Outcome.Done(), SERVICE, new Outcome.Failed("ThrottlingException", "slower", true)),
                Duration.ofSeconds(1));

        assertThat(registry.get("meddevo.changes").tags("kind", "listener-rule", "outcome", "done").counter().count()).isEqualTo(1);
        assertThat(registry.get("meddevo.changes").tags("kind", "service", "outcome", "failed", "code", "ThrottlingException").counter()
                .count())
                .isEqualTo(1);
        assertThat(registry.get("meddevo.throttles").tags("kind", "service").counter().count()).isEqualTo(1);
    }

    @Test
    void open_drift_goes_up_and_down_and_what_was_seen_only_up() {
        var drift = List.of(new Drift(RULE, "priority", "1", "2", Instant.EPOCH, Tier.AVAILABILITY, true, ""));

        figures.drifted("test", APP, drift, Instant.EPOCH);
        double open = registry.get("meddevo.drift.open").gauge().value();
        figures.healed("test", APP, drift, Instant.EPOCH);

        assertThat(open).isEqualTo(1);
        assertThat(registry.get("meddevo.drift.open").gauge().value()).isZero();
        assertThat(registry.get("meddevo.drift").counter().count()).isEqualTo(1);
    }

    @Test
    void open_drift_is_counted_by_tier_so_that_an_alarm_can_ask_for_the_gravest() {
        var grave = new Drift(SERVICE, "shell", "true", "false", Instant.EPOCH, Tier.SECURITY, true, "people can get in");
        var small = new Drift(SERVICE, "others", "1", "2", Instant.EPOCH, Tier.OTHER, false, "");

        figures.drifted("test", APP, List.of(grave, small), Instant.EPOCH);

        assertThat(registry.get("meddevo.drift.open").tags("tier", "security", "declared", "true").gauge().value()).isEqualTo(1);
        assertThat(registry.get("meddevo.drift.open").tags("tier", "other", "declared", "false").gauge().value()).isEqualTo(1);
    }
}
