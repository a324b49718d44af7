package com.meddevo.techdoc.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactTokensTest {
    @Test
    void every_key_is_found_wherever_it_stands() {
        assertThat(FactTokens.keysIn("# {{fact:b.two}}\n`{{fact:a_1}}` x{{fact:b.two}}{{fact:c}}")).containsExactly("a_1", "b.two", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\{\\{fact:a}}", "{fact:a}", "{{fact}}", "{{ not a token }}", "{{a}} : b"})
    void other_braces_are_text(String markdown) {
        assertThat(FactTokens.keysIn(markdown)).isEmpty();
        assertThat(FactTokens.mistakesIn(markdown)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{fact:A}}", "{{fact: a}}", "{{ fact:a}}", "{{fact:a b}}", "{{fact:a.}}", "{{fact:}}", "{{fragment:WARN-MRI}}",
            "{{Fact:a}}"})
    void what_looks_like_a_token_and_is_none_is_a_mistake(String token) {
        assertThat(FactTokens.mistakesIn("text " + token + " {{fact:good}}")).containsExactly(token);
    }

    @Test
    void unresolved_tokens_stay_as_they_are_written() {
        assertThat(FactTokens.replace("{{fact:a}} {{fact:b}}", key -> key.equals("a") ? "$1 \\x" : null)).isEqualTo("$1 \\x {{fact:b}}");
    }
}
