package com.meddevo.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppsTest {
    private static final Workspace HERE = new Workspace(Path.of("/checkout"), Path.of("/tmp/second"));

    private static Apps.App app(String status) {
        try {
            return Apps.App.of(new ObjectMapper().readTree(
                    "{\"metadata\": {\"namespace\": \"documentation\", \"name\": \"techdoc\", \"generation\": 3}, \"status\": " + status
                            + "}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_app_is_settled_when_it_is_ready_and_in_sync_with_the_spec_as_it_stands() {
        var current = app("""
                {"observedGeneration": 3, "conditions": [{"type": "Ready", "status": "True"}, {"type": "InSync", "status": "True"}]}""");

        assertThat(current.settled()).isTrue();
    }

    @Test
    void an_app_whose_status_speaks_of_an_older_spec_is_not_settled() {
        var late = app("""
                {"observedGeneration": 2, "conditions": [{"type": "Ready", "status": "True"}, {"type": "InSync", "status": "True"}]}""");

        assertThat(late.settled()).isFalse();
    }

    @Test
    void a_degraded_app_says_why_in_the_table() {
        var degraded = app(
                """
                        {"observedGeneration": 3, "image": {"tag": "1.8.2"}, "rollout": {"desired": 2, "running": 1}, "drift": [{}],
                         "conditions": [{"type": "Drifted", "status": "True"}, {"type": "Degraded", "status": "True", "message": "rolled back: tasks failed to start\\nlast lines"}]}""");

        assertThat(Apps.table(List.of(degraded), HERE, 120).lines().toList().get(1)).startsWith("documentation   techdoc")
                .containsPattern("1\\.8\\.2 +1/2 +True")
                .endsWith("rolled back: tasks failed to start");
    }

    @Test
    void a_reason_that_is_wider_than_the_terminal_is_cut_and_the_line_below_says_where_it_is_whole() {
        var degraded = app("""
                {"conditions": [{"type": "Degraded", "status": "True", "message": "%s"}]}""".formatted("rolled back ".repeat(40)));

        var lines = Apps.table(List.of(degraded), HERE, 120).lines().toList();

        assertThat(lines.get(1)).hasSize(120).endsWith("…");
        assertThat(lines.getLast()).isEqualTo("Cut to the width; whole: MEDDEVO_HOME=/tmp/second ./meddevo get APP -n NAMESPACE");
    }

    @Test
    void environments_are_a_table_that_says_why_one_is_not_ready() throws IOException {
        var refused = new ObjectMapper().readTree(
                """
                        {"metadata": {"name": "production"}, "spec": {"cluster": "production", "aws": {"accountId": "666666666666", "region": "eu-central-1"}},
                         "status": {"apps": 2, "conditions": [{"type": "Ready", "status": "False", "message": "the role cannot be assumed"}]}}""");

        assertThat(Environments.table(List.of(refused), HERE, 120)).isEqualTo("""
                ENVIRONMENT   READY   APPS   ACCOUNT        REGION         CLUSTER      AGE
                production    False   2      666666666666   eu-central-1   production   -     the role cannot be assumed
                """);
    }

    @Test
    void no_apps_are_said_to_be_no_apps() { assertThat(Apps.table(List.of(), HERE, 80)).isEqualTo("No apps.\n"); }
}
