package com.meddevo.fleet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.fleet.Environment.Priorities;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource({"0, 10", "1, 50001", "11, 10"})
    void priorities_are_those_that_a_load_balancer_knows(int from, int to) {
        assertThatThrownBy(() -> new Priorities(from, to)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule priorities must be within 1 to 50000, lowest first, but are " + from + " to " + to);
    }
}
