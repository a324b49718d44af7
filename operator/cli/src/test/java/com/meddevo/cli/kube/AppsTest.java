package com.meddevo.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppsTest {
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
        var degraded = app("""
                {"observedGeneration": 3, "image": {"tag": "1.8.2"}, "rollout": {"desired": 2, "running": 1}, "drift": [{}],
                 "conditions": [{"type": "Degraded", "status": "True", "message": "rolled back: tasks failed to start\\nlast lines"}]}""");

        assertThat(Apps.table(List.of(degraded)).lines().toList().get(1)).startsWith("documentation   techdoc").contains("1.8.2", "1/2")
                .endsWith("rolled back: tasks failed to start");
    }

    @Test
    void no_apps_are_said_to_be_no_apps() { assertThat(Apps.table(List.of())).isEqualTo("No apps.\n"); }
}
