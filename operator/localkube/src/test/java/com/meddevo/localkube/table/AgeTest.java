package com.meddevo.localkube.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0s", "119, 119s", "120, 2m", "190, 3m10s", "600, 10m", "10799, 179m", "10800, 3h", "11400, 3h10m", "28800, 8h",
            "172799, 47h",
            "172800, 2d", "176400, 2d1h", "691200, 8d", "63072000, 2y", "71280000, 2y95d", "315360000, 10y"})
    void the_longer_ago_the_fewer_digits(long seconds, String words) {
        assertThat(Age.of(NOW.minusSeconds(seconds).toString(), NOW)).isEqualTo(words);
    }

    @Test
    void a_moment_in_the_near_future_is_now() { assertThat(Age.of(NOW.plusSeconds(1).toString(), NOW)).isEqualTo("0s"); }

    @Test
    void a_moment_in_the_future_and_a_text_that_is_none_are_invalid() {
        assertThat(Age.of(NOW.plusSeconds(60).toString(), NOW)).isEqualTo("<invalid>");
        assertThat(Age.of("yesterday", NOW)).isEqualTo("<invalid>");
    }
}
