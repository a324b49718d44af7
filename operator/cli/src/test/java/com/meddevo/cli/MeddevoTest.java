package com.meddevo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class MeddevoTest {
    @Test
    void help_lists_every_command_with_a_sentence() {
        var said = CommandLineCall.of("--help");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("up ", "down ", "status ", "logs ", "apply ", "get ", "delete ", "validate ", "plan ", "drift ",
                "image ", "change ").containsSubsequence("  change ", "  bench ", "Exit codes:");
    }

    @Test
    void a_command_that_does_not_exist_is_a_wrong_call() {
        var said = CommandLineCall.of("deploy");

        assertThat(said.exit()).isEqualTo(64);
        assertThat(said.err()).startsWith("meddevo: Unmatched argument at index 0: 'deploy'").endsWith("See ./meddevo --help.\n")
                .doesNotContain("Usage:");
    }

    @Test
    void a_misspelt_command_is_answered_with_the_one_that_was_meant() {
        var said = CommandLineCall.of("statsu");

        assertThat(said.err()).contains("Did you mean: ", "meddevo status");
    }

    @Test
    void a_plan_with_a_word_too_many_is_not_taken_for_changes() {
        var said = CommandLineCall.of("plan", "techdoc");

        assertThat(said.exit()).isEqualTo(64);
        assertThat(said.err()).contains("'techdoc'").endsWith("See ./meddevo plan --help.\n");
    }

    @Test
    void the_exit_codes_stand_in_the_help() {
        assertThat(CommandLineCall.of("--help").out()).containsPattern("64 +The call itself is wrong");
        assertThat(CommandLineCall.of("plan", "--help").out()).containsPattern("64:\\s+the\\s+call\\s+is\\s+wrong")
                .contains("MEDDEVO_OPERATOR");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void the_operator_that_the_environment_names_is_asked_unless_the_call_names_another() {
        // picocli looks a variable up among system properties before the environment.
        System.setProperty("MEDDEVO_OPERATOR", "http://127.0.0.1:1");
        try {
            assertThat(CommandLineCall.of("drift").err()).startsWith("meddevo: the operator at http://127.0.0.1:1 does not answer");
            assertThat(CommandLineCall.of("drift", "--operator", "http://127.0.0.1:2").err()).contains("http://127.0.0.1:2");
        } finally {
            System.clearProperty("MEDDEVO_OPERATOR");
        }
    }

    @Test
    void an_address_that_is_none_is_told_in_a_sentence() {
        assertThat(CommandLineCall.of("drift", "--operator", "localhost:7070").err())
                .startsWith("meddevo: \"localhost:7070\" is no address of an operator");
    }

    @Test
    void what_a_user_can_mend_is_told_in_a_sentence_without_a_trace() {
        var said = CommandLineCall.of("plan", "--operator", "http://127.0.0.1:1");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("meddevo: the operator at http://127.0.0.1:1 does not answer: is it running? (ConnectException)")
                .doesNotContain("\tat ");
    }
}
