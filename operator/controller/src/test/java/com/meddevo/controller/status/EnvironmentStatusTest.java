package com.meddevo.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.parse.EnvironmentParser;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.v1alpha1.MeddevoEnvironmentStatus;
import com.meddevo.aws.Sweep;
import com.meddevo.controller.loop.EnvironmentView;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentStatusTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private MeddevoEnvironment environment;

    @BeforeEach
    void read() throws IOException {
        var file = Path.of(System.getProperty("meddevo.root"), "crds", "examples", "environment.yaml");
        environment = new KubernetesSerialization().unmarshal(Files.readString(file), MeddevoEnvironment.class);
        environment.getMetadata().setGeneration(2L);
    }

    @Test
    void before_the_first_sweep_nothing_is_known() {
        assertThat(said(status(List.of(), EnvironmentView.unseen("production"))))
                .containsExactly("Ready=Unknown/NotReadYet", "Observed=Unknown/NotReadYet", "Throttled=False/WithinLimits");
    }

    @Test
    void a_sweep_that_reads_everything_makes_it_ready() {
        var status = status(List.of("apps/a", "apps/b"),
                new EnvironmentView("production", 2, Optional.of(NOW), 24, Optional.empty(), List.of()));

        assertThat(said(status)).containsExactly("Ready=True/Ready", "Observed=True/Observed", "Throttled=False/WithinLimits");
        assertThat(status.getApps()).isEqualTo(2);
        assertThat(status.getReads()).isEqualTo(24);
        assertThat(status.getLastSweep()).isEqualTo("2026-03-01T08:00:00Z");
        assertThat(status.getBlindSince()).isNull();
        assertThat(status.getAccountId()).isEqualTo(environment.getSpec().getAws().getAccountId());
    }

    @Test
    void a_missing_permission_makes_it_unready_and_blind() {
        var status = status(List.of(), blind("service", "AccessDeniedException: ecs:ListServices", true));

        assertThat(said(status)).contains("Ready=False/PermissionMissing", "Observed=False/NotRead");
        assertThat(status.getBlindSince()).isEqualTo("2026-03-01T07:58:20Z");
    }

    @Test
    void throttling_is_told_apart() {
        assertThat(said(status(List.of(), blind("target-group", "ThrottlingException: Rate exceeded", false))))
                .contains("Ready=True/Ready", "Observed=False/NotRead", "Throttled=True/Throttled");
    }

    @Test
    void a_spec_that_cannot_be_used_is_told_by_field() {
        environment.getSpec().getAws().setAccountId("12");

        var status = EnvironmentStatus.of(environment, null, EnvironmentParser.parse(environment), List.of(), Optional.empty(), NOW);

        assertThat(said(status)).contains("Ready=False/SpecInvalid");
        assertThat(status.getConditions().getFirst().getMessage()).contains("spec.aws.accountId");
    }

    @Test
    void an_environment_that_is_deleted_names_the_apps_that_hold_it() {
        environment.getMetadata().setDeletionTimestamp("2026-03-01T08:00:00Z");

        var status = status(List.of("apps/a"), EnvironmentView.unseen("production"));

        assertThat(said(status)).contains("Ready=False/InUse");
        assertThat(status.getConditions().getFirst().getMessage()).contains("apps/a");
    }

    private static EnvironmentView blind(String kind, String cause, boolean permission) {
        return new EnvironmentView("production", 0, Optional.of(NOW), 10, Optional.of(NOW.minusSeconds(100)),
                List.of(new Sweep.Unread(kind, cause, permission)));
    }

    private MeddevoEnvironmentStatus status(List<String> apps, EnvironmentView view) {
        return EnvironmentStatus.of(environment, null, EnvironmentParser.parse(environment), apps, Optional.of(view), NOW);
    }

    private static List<String> said(MeddevoEnvironmentStatus status) {
        return status.getConditions().stream().map(one -> one.getType() + "=" + one.getStatus() + "/" + one.getReason()).toList();
    }
}
