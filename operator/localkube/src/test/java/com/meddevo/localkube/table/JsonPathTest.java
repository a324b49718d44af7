package com.meddevo.localkube.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final String OBJECT = """
            {"status": {"phase": "Done", "counts": [3, 5, 7], "conditions": [{"type": "Ready", "status": "True", "age": 4}, {"type": "Synced", "status": "False", "age": 9}]},
             "metadata": {"annotations": {"example.com/note": "n"}}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            .status.phase                                       | ["Done"]
            .status.missing                                     | []
            .status.counts[0]                                   | [3]
            .status.counts[-1]                                  | [7]
            .status.counts[*]                                   | [3, 5, 7]
            .status.counts[9]                                   | []
            .metadata.annotations['example.com/note']           | ["n"]
            .metadata.annotations["example.com/note"]           | ["n"]
            .metadata.annotations.example\\.com/note            | ["n"]
            .status.conditions[?(@.type=="Ready")].status       | ["True"]
            .status.conditions[?(@.type=='Synced')].status      | ["False"]
            .status.conditions[?(@.type != "Ready")].status     | ["False"]
            .status.conditions[?(@.age > 5)].type               | ["Synced"]
            .status.conditions[?(@.type=="Other")].status       | []
            .status.conditions[*].type                          | ["Ready", "Synced"]
            """)
    void a_path_leads_to_values(String path, String expected) throws JsonProcessingException {
        assertThat(JsonPath.of(path).find(new ObjectMapper().readTree(OBJECT))).hasToString(expected.replace(",", ","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", ".status[", ".status..", ".status[?(type)]"})
    void a_path_that_says_something_else_is_refused(String path) {
        assertThatThrownBy(() -> JsonPath.of(path)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(path);
    }
}
