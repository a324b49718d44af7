package com.meddevo.aws.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectionTagTest {
    private static final ResourceId REVISION = new ResourceId("task-definition", "techdoc", "0a1b2c3d4e5f");
    private static final Instant AT = Instant.parse("2026-11-22T20:00:00Z");

    @Test
    void what_is_written_is_read_back() {
        var rejection = new Facts.Rejection("techdoc", REVISION, "ECS deployment circuit breaker: tasks failed to start.", AT);

        assertThat(RejectionTag.read("techdoc", RejectionTag.write(rejection))).isEqualTo(Optional.of(rejection));
    }

    @Test
    void what_a_tag_cannot_hold_becomes_a_space_and_what_is_too_long_is_cut() {
        String value = RejectionTag.write(new Facts.Rejection("techdoc", REVISION, "exit (code 1);\n\"why\" " + "x".repeat(400), AT));

        assertThat(value).hasSize(256).startsWith("0a1b2c3d4e5f@1795377600 exit code 1 why xxx").matches("[\\p{L}\\p{N} _.:/=+\\-@]*");
    }

    @Test
    void a_value_that_somebody_else_wrote_is_no_rejection() {
        assertThat(RejectionTag.read("techdoc", "yes, all of it")).isEmpty();
        assertThat(RejectionTag.read("techdoc", "0a1b@99999999999999999999 a time that no clock has")).isEmpty();
    }
}
