package com.meddevo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.architecture.HouseRules;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BenchTest {

    @Test
    void a_small_fleet_settles_without_a_refusal_and_is_not_written_to_again() {
        var measured = new Run(12).measure();

        assertThat(measured.idleWrites()).isZero();
        assertThat(measured.refused()).isZero();
        assertThat(measured.throttled()).isZero();
        assertThat(measured.readsPerSweep()).isBetween(1, 20 + 3 * 12 / 10);
        assertThat(measured.lastWrite()).isPositive().isLessThanOrEqualTo(measured.settled());
        assertThat(measured.row()).startsWith("| 12 | ").endsWith(" s |");
    }

    @ParameterizedTest
    @FieldSource("com.meddevo.architecture.HouseRules#ALL")
    void every_house_rule_holds(ArchRule rule) { rule.check(HouseRules.mainClassesOf("com.meddevo.bench")); }
}
