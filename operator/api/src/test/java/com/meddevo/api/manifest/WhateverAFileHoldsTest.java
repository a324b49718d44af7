package com.meddevo.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.Golden;
import com.meddevo.api.manifest.ManifestValidator.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One value of a sound example is replaced by something else, anywhere: there may be findings, but never an exception. */
class WhateverAFileHoldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode APP = example("every-field.yaml");
    private static final JsonNode ENVIRONMENT = example("environment.yaml");

    private static JsonNode example(String name) {
        return ManifestReader.read(Golden.path("crds/examples").resolve(name)).manifests().getFirst().object();
    }

    @Provide
    Arbitrary<String> strange() {
        return Arbitraries.of("null", "true", "0", "-1", "7", "1e99", "123456789012345678901234567890", "\"\"", "\"x\"",
                "\"2026-06-30T23:59:60Z\"",
                "\"2026-01-01t00:00:00z\"", "[]", "[null]", "[[]]", "{}", "{\"a\": null}", "{\"\": 1}", "[1, \"1\", {\"b\": []}]",
                "\"\\u0000\"", "\"*\"");
    }

    @Property(tries = 200)
    void an_app_with_something_strange_in_it_is_checked(@ForAll("strange") String value, @ForAll int place) throws IOException {
        assertSomethingIsSaid(replaced(APP, place, value), ENVIRONMENT);
    }

    @Property(tries = 200)
    void an_environment_with_something_strange_in_it_is_checked(@ForAll("strange") String value, @ForAll int place) throws IOException {
        assertSomethingIsSaid(APP, replaced(ENVIRONMENT, place, value));
    }

    private static void assertSomethingIsSaid(JsonNode app, JsonNode environment) throws IOException {
        Path file = Files.createTempFile("whatever", ".yaml");
        try {
            Files.writeString(file, app + "\n---\n" + environment + "\n");
            Report report = ManifestValidator.validate(List.of(file));

            assertThat(report.findings()).allSatisfy(finding -> {
                assertThat(finding.line()).isBetween(1, 3);
                assertThat(finding.problem()).isNotBlank();
            });
        } finally {
            Files.delete(file);
        }
    }

    /** A copy with another value in one of all places, metadata's included. */
    private static JsonNode replaced(JsonNode original, int place, String value) throws JsonProcessingException {
        JsonNode copy = original.deepCopy();
        List<Replacement> places = new ArrayList<>();
        collect(copy, places);
        places.get(Math.floorMod(place, places.size())).with(JSON.readTree(value));
        return copy;
    }

    private interface Replacement {
        void with(JsonNode value);
    }

    private static void collect(JsonNode node, List<Replacement> places) {
        if (node instanceof ObjectNode object)
            object.properties().forEach(field -> {
                places.add(value -> object.set(field.getKey(), value));
                collect(field.getValue(), places);
            });
        else if (node instanceof ArrayNode list)
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                places.add(value -> list.set(index, value));
                collect(list.get(i), places);
            }
    }
}
