package com.meddevo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeddevoTest {
    @Test
    void help_lists_every_command_with_a_sentence() {
        var said = CommandLineCall.of("--help");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("up ", "down ", "status ", "logs ", "apply ", "get ", "delete ", "validate ", "plan ", "drift ",
                "image ", "change ");
    }

    @Test
    void a_command_that_does_not_exist_is_a_wrong_call() {
        var said = CommandLineCall.of("deploy");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("deploy");
    }

    @Test
    void what_a_user_can_mend_is_told_in_a_sentence_without_a_trace() {
        var said = CommandLineCall.of("plan", "--operator", "http://127.0.0.1:1");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("meddevo: the operator at http://127.0.0.1:1 does not answer: is it running?")
                .doesNotContain("\tat ");
    }
}
