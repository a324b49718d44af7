package com.meddevo.api.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.Golden;
import com.meddevo.api.validation.BundledCrds;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencePageTest {
    static List<JsonNode> definitions() { return BundledCrds.definitions(); }

    @ParameterizedTest
    @MethodSource("definitions")
    void the_page_about_a_resource_says_what_its_definition_says(JsonNode definition) {
        String page = ReferencePage.of(definition);

        Golden.assertHolds(Golden.path("docs/reference/" + definition.at("/spec/names/singular").asText() + ".md"), page);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void every_link_within_a_page_leads_to_one_of_its_headings(JsonNode definition) {
        String page = ReferencePage.of(definition);

        var headings = page.lines().filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase().replaceAll("[^a-z0-9 _-]", ""))
                .toList();
        assertThat(headings).doesNotHaveDuplicates();
        assertThat(java.util.regex.Pattern.compile("\\(#([^)]*)\\)").matcher(page).results().map(link -> link.group(1)))
                .isSubsetOf(headings);
    }
}
