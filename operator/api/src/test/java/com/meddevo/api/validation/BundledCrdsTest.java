package com.meddevo.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.Golden;
import com.meddevo.api.manifest.Manifest;
import com.meddevo.api.manifest.ManifestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lint of crds/: what a real API server asks is asked when they are loaded; this is what we ask besides. */
class BundledCrdsTest {
    private static final Set<String> NUMBERS = Set.of("integer", "number");
    /** Fields of a spec whose descriptions name a unit, by the end of their names. */
    private static final Pattern UNIT_IN_NAME = Pattern.compile(".*(Seconds|Minutes|Days|Percent|Arn|Id|Ids|Name)$");

    static List<Example> updates() { return Golden.yaml("crds/examples/refused-updates").stream().map(Example::new).toList(); }

    /** Prints as the file's name. */
    record Example(java.nio.file.Path file) {
        @Override
        public String toString() { return file.getFileName().toString(); }
    }

    private record Field(String path, JsonNode schema) {
    }

    private static List<Field> fields(String part) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode crd : BundledCrds.definitions())
            collect(crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/" + part), crd.at("/spec/names/kind").asText() + "." + part,
                    fields);
        return fields;
    }

    private static void collect(JsonNode schema, String path, List<Field> fields) {
        fields.add(new Field(path, schema));
        schema.path("properties").properties().forEach(each -> collect(each.getValue(), path + "." + each.getKey(), fields));
        if (schema.path("items").path("type").asText().equals("object"))
            collect(schema.get("items"), path + "[]", fields);
        if (schema.path("additionalProperties").path("type").asText().equals("object"))
            collect(schema.get("additionalProperties"), path + "[*]", fields);
    }

    private static List<String> those(Stream<Field> fields) { return fields.map(Field::path).toList(); }

    @Test
    void every_field_has_a_description_that_ends_like_a_sentence() {
        List<Field> all = Stream.concat(fields("spec").stream(), fields("status").stream()).toList();

        assertThat(those(all.stream().filter(f -> !f.schema().path("description").asText().matches("[A-Z].*\\.")))).isEmpty();
    }

    @Test
    void every_field_of_a_spec_that_takes_a_value_says_its_default() {
        List<Field> values = fields("spec").stream().filter(f -> !f.path().endsWith("]") && !f.schema().has("properties")).toList();

        assertThat(those(values.stream().filter(f -> !f.schema().path("description").asText().matches(".*([Dd]efault).*")))).isEmpty();
    }

    @Test
    void a_default_of_the_schema_is_the_one_that_the_description_says() {
        List<Field> defaulted = fields("spec").stream().filter(f -> f.schema().path("default").isValueNode()).toList();

        assertThat(those(defaulted.stream()
                .filter(f -> !f.schema().get("description").asText().contains("Default " + f.schema().get("default").asText() + ".")
                        && !f.schema().get("description").asText().contains("Default " + f.schema().get("default").asText() + ",")
                        && !f.schema().get("description").asText().contains("Default " + f.schema().get("default").asText() + ";"))))
                .isEmpty();
    }

    @Test
    void a_number_says_its_unit_by_its_name_or_description() {
        List<Field> numbers = fields("spec").stream().filter(f -> NUMBERS.contains(f.schema().path("type").asText())).toList();

        assertThat(those(
                numbers.stream().filter(f -> !UNIT_IN_NAME.matcher(f.path()).matches()).filter(f -> !f.schema().get("description").asText()
                        .matches("(?i).*(units|MiB|GiB|port|priority|number of|share|how many|most tasks).*"))))
                .isEmpty();
    }

    @Test
    void seconds_days_and_percent_in_a_name_are_told_in_the_description() {
        List<Field> named = fields("spec").stream().filter(f -> f.path().matches(".*(Seconds|Days|Percent)$")).toList();

        assertThat(named).isNotEmpty();
        assertThat(those(named.stream().filter(f -> !f.schema().get("description").asText().matches("(?i).*(seconds|days|percent).*"))))
                .isEmpty();
    }

    @Test
    void whatever_costs_money_says_so() {
        String costs = fields("spec").stream().map(f -> f.schema().get("description").asText()).filter(d -> d.matches(".*(cost|bill).*"))
                .collect(Collectors.joining("\n"));

        assertThat(costs).contains("Fargate bills").contains("ARM64 costs").contains("Each task costs").contains("Cloud Map bills")
                .contains("CloudWatch Logs, which bills").contains("public IPv4");
    }

    @Test
    void every_list_map_and_text_of_a_spec_is_bounded() {
        List<Field> unbounded = fields("spec").stream().filter(f -> switch (f.schema().path("type").asText()) {
            case "array" -> !f.schema().has("maxItems") || !bounded(f.schema().get("items"));
            case "string" -> !bounded(f.schema());
            case "object" -> f.schema().has("additionalProperties")
                    && (!f.schema().has("maxProperties") || !bounded(f.schema().get("additionalProperties")));
            default -> false;
        }).toList();

        assertThat(those(unbounded.stream())).isEmpty();
    }

    private static boolean bounded(JsonNode schema) {
        return !schema.path("type").asText().equals("string") || schema.has("maxLength") || schema.has("enum");
    }

    @Test
    void the_examples_use_every_field() {
        List<String> used = new ArrayList<>();
        Golden.yaml("crds/examples").stream().flatMap(file -> ManifestReader.read(file).manifests().stream())
                .forEach(example -> uses(example.object().get("spec"), example.object().get("kind").asText() + ".spec", used));

        assertThat(those(fields("spec").stream())).allSatisfy(field -> assertThat(used).contains(field));
    }

    /** A map's keys are the author's own, and so stand for each other. */
    private static void uses(JsonNode value, String path, List<String> used) {
        used.add(path);
        value.properties().forEach(each -> {
            uses(each.getValue(), path + "." + each.getKey(), used);
            uses(each.getValue(), path + "[*]", used);
        });
        if (value.isArray()) value.forEach(each -> uses(each, path + "[]", used));
    }

    @Test
    void every_list_says_how_server_side_apply_merges_it() {
        List<Field> all = Stream.concat(fields("spec").stream(), fields("status").stream()).toList();

        assertThat(those(all.stream()
                .filter(f -> f.schema().path("type").asText().equals("array") && !f.schema().has("x-kubernetes-list-type")))).isEmpty();
    }

    @Test
    void an_enum_and_a_default_stand_in_one_line_so_that_the_java_classes_can_leave_them_out() throws java.io.IOException {
        for (java.nio.file.Path crd : Golden.yaml("crds"))
            assertThat(java.nio.file.Files.readAllLines(crd)).noneMatch(line -> line.matches(" *(enum|default):\\s*"));
    }

    @Test
    void conditions_have_what_kubectl_wait_reads() {
        for (JsonNode crd : BundledCrds.definitions()) {
            JsonNode conditions = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/status/properties/conditions");
            assertThat(conditions.path("x-kubernetes-list-map-keys")).extracting(JsonNode::asText).containsExactly("type");
            assertThat(conditions.at("/items/required")).extracting(JsonNode::asText).contains("type", "status", "lastTransitionTime");
        }
    }

    @Test
    void the_table_shows_what_a_person_asks_first() {
        JsonNode app = BundledCrds.definitions().getFirst();

        assertThat(app.at("/spec/versions/0/additionalPrinterColumns")).filteredOn(column -> column.path("priority").asInt() == 0)
                .extracting(column -> column.path("name").asText().toUpperCase())
                .containsExactly("READY", "IN SYNC", "IMAGE", "TASKS", "DRIFT", "AGE");
    }

    @ParameterizedTest
    @MethodSource("updates")
    void what_cannot_change_is_refused_when_it_does(Example example) {
        List<Manifest> both = ManifestReader.read(example.file()).manifests();
        ObjectNode before = both.getFirst().object();
        ObjectNode after = both.getLast().object();
        CrdSchema schema = BundledCrds.schema(after.path("kind").asText()).orElseThrow();
        schema.applyDefaults(before);
        schema.applyDefaults(after);

        List<Violation> violations = schema.validate(after, before);

        assertThat(schema.validate(before, before)).isEmpty();
        assertThat(schema.validate(after, null)).isEmpty();
        Golden.assertHolds(Golden.beside(example.file()), violations.stream().map(v -> v + "\n").collect(Collectors.joining()));
    }
}
