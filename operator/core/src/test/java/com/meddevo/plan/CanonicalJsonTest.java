package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @Test
    void keys_are_sorted_and_nothing_is_indented() {
        var map = new LinkedHashMap<String, Object>();
        map.put("b", List.of(1, 2));
        map.put("a", true);

        assertThat(CanonicalJson.of(map)).isEqualTo("{\"a\":true,\"b\":[1,2]}");
    }

    @Test
    void keys_are_sorted_by_utf_16_code_unit_as_rfc_8785_asks() {
        assertThat(CanonicalJson.of(Map.of("\u20ac", 1, "\r", 2, "\ufb33", 3, "1", 4, "\ud83d\ude00", 5, "\u0080", 6, "\u00f6", 7)))
                .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"`\"`, `\"\\\"\"`", "`\\`, `\"\\\\\"`", "`/`, `\"/\"`", "`ä`, `\"ä\"`"})
    void a_character_is_escaped_only_where_json_asks(String text, String json) { assertThat(CanonicalJson.of(text)).isEqualTo(json); }

    @Test
    void control_characters_are_escaped_the_short_way_where_there_is_one() {
        assertThat(CanonicalJson.of("\b\t\n\f\r\u0001\u001f\u007f")).isEqualTo("\"\\b\\t\\n\\f\\r\\u0001\\u001f\u007f\"");
    }

    @Test
    void records_are_objects_and_absent_parts_are_left_out() {
        assertThat(CanonicalJson.of(new Part("x", Optional.empty(), Optional.of(3L)))).isEqualTo("{\"name\":\"x\",\"size\":3}");
    }

    @Test
    void null_is_written_because_a_field_change_from_nothing_differs_from_none() {
        assertThat(CanonicalJson.of(new FieldChange("a", null, 1, Effect.IN_PLACE, "")))
                .isEqualTo("{\"because\":\"\",\"desired\":1,\"effect\":\"IN_PLACE\",\"observed\":null,\"path\":\"a\"}");
    }

    @Test
    void sets_have_one_order_and_lists_keep_theirs() {
        assertThat(CanonicalJson.of(Set.of("c", "a", "b"))).isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(CanonicalJson.of(Arrays.asList("c", null, "b"))).isEqualTo("[\"c\",null,\"b\"]");
    }

    @Test
    void ids_durations_instants_and_enums_are_strings() {
        assertThat(CanonicalJson.of(List.of(new ResourceId("k", "a", "n"), Duration.ofSeconds(90), Instant.EPOCH, Effect.ROLLING)))
                .isEqualTo("[\"k/a/n\",\"PT1M30S\",\"1970-01-01T00:00:00Z\",\"ROLLING\"]");
    }

    @Test
    void a_value_that_has_no_one_text_is_refused() {
        assertThatThrownBy(() -> CanonicalJson.of(0.1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a Double cannot be written in one way only; use a whole number or a string");
    }

    @Test
    void what_was_chosen_late_is_left_out_on_request() {
        assertThat(CanonicalJson.withoutChosenLate(List.of(new Rule("a", 7)))).isEqualTo("[{\"host\":\"a\"}]");
    }

    record Part(String name, Optional<String> absent, Optional<Long> size) {
    }

    record Rule(String host, @ChosenLate int priority) {
    }
}
