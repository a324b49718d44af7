package com.meddevo.localcloud.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

    @ParameterizedTest
    @CsvSource({
            "/api/*, /api/, true",
            "/api/*, /api/a/b, true",
            "/api/*, /api, false",
            "/api/*, /API/a, false",
            "/v?/x, /v1/x, true",
            "/v?/x, /v12/x, false",
            "/v?/x, /v/x, false",
            "*, /, true",
            "/a*b*c, /aXbYbZc, true",
            "/a*b*c, /aXbYbZ, false",
            "/*/edit, /docs/7/edit, true",
            "/a.b, /aXb, false",
            "/exact, /exact, true",
            "/exact, /exactly, false"})
    void a_star_is_any_text_and_a_question_mark_one_character(String pattern, String path, boolean matches) {
        assertThat(Patterns.matches(pattern, path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"docs.example.com, DOCS.Example.com, true", "*.Example.com, a.b.example.COM, true", "*.example.com, example.com, false"})
    void hosts_are_compared_without_case(String pattern, String host, boolean matches) {
        // given
        Route route = TableOfTest.forward(1, List.of(pattern), List.of(), "group");

        // then
        assertThat(Patterns.matches(route, host, "/")).isEqualTo(matches);
    }

    @Test
    void a_rule_with_hosts_and_paths_needs_one_of_each() {
        // given
        Route route = TableOfTest.forward(1, List.of("a.com", "b.com"), List.of("/x", "/y"), "group");

        // then
        assertThat(Patterns.matches(route, "b.com", "/x")).isTrue();
        assertThat(Patterns.matches(route, "b.com", "/z")).isFalse();
        assertThat(Patterns.matches(route, "c.com", "/x")).isFalse();
    }
}
