package com.meddevo.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrdSchemaTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** A definition of which only the schema of {@code spec} is given, as YAML without indentation. */
    static CrdSchema schemaOfSpec(String spec) {
        return CrdSchema.of(definition(spec), "v1");
    }

    static ObjectNode definition(String spec) { return yaml("""
            metadata: {name: boxes.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {plural: boxes, kind: Box}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
            %s""".formatted(spec.indent(14))); }

    static ObjectNode box(String spec) {
        return yaml("apiVersion: example.com/v1\nkind: Box\nmetadata: {name: box, labels: {a: b}}\nspec:\n" + spec.indent(2));
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    private static List<String> violations(CrdSchema schema, String spec) {
        return schema.validate(box(spec), null).stream().map(Violation::toString).toList();
    }

    private static List<String> violations(CrdSchema schema, String spec, String old) {
        return schema.validate(box(spec), box(old)).stream().map(Violation::toString).toList();
    }

    @Test
    void defaults_are_filled_in_from_the_outside_in() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties:
                  size: {type: integer, default: 3}
                  lid:
                    type: object
                    default: {}
                    properties: {colour: {type: string, default: red}}
                  parts:
                    type: array
                    items: {type: object, properties: {count: {type: integer, default: 1}}}
                  tags:
                    type: object
                    additionalProperties: {type: object, properties: {weight: {type: integer, default: 5}}}
                """);
        ObjectNode object = box("{parts: [{}, {count: 2}], tags: {a: {}}}");

        schema.applyDefaults(object);

        assertThat(object).isEqualTo(box("""
                parts: [{count: 1}, {count: 2}]
                tags: {a: {weight: 5}}
                size: 3
                lid: {colour: red}
                """));
    }

    @Test
    void a_null_that_the_schema_does_not_allow_becomes_the_default_or_goes() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties:
                  size: {type: integer, default: 3}
                  colour: {type: string}
                  label: {type: string, nullable: true}
                """);
        ObjectNode object = box("{size: null, colour: null, label: null}");

        schema.applyDefaults(object);

        assertThat(object).isEqualTo(box("{size: 3, label: null}"));
        assertThat(schema.validate(object, null)).isEmpty();
    }

    @Test
    void unknown_fields_go_and_are_named_but_metadata_stays() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties:
                  parts:
                    type: array
                    items: {type: object, properties: {count: {type: integer}}}
                  tags:
                    type: object
                    additionalProperties: {type: object, properties: {weight: {type: integer}}}
                  free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {known: {type: object, properties: {}}}}
                """);
        ObjectNode object = box("{parts: [{count: 1, size: 2}], tags: {a: {weight: 1, b: 2}}, free: {any: 1, known: {x: 1}}, other: 1}");
        object.put("data", "x");

        List<String> removed = schema.prune(object);

        assertThat(removed).containsExactly("spec.parts[0].size", "spec.tags[a].b", "spec.free.known.x", "spec.other", "data");
        assertThat(object).isEqualTo(box("{parts: [{count: 1}], tags: {a: {weight: 1}}, free: {any: 1, known: {}}}"));
    }

    @Test
    void assertions_are_worded_as_an_api_server_words_them() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                required: [size]
                properties:
                  size: {type: integer, minimum: 1, maximum: 9}
                  step: {type: integer, multipleOf: 5}
                  rate: {type: number, minimum: 0, exclusiveMinimum: true}
                  name: {type: string, maxLength: 3}
                  code: {type: string, minLength: 2, pattern: '^[a-z]+$'}
                  day: {type: string, format: date-time}
                  kind: {type: string, enum: [A, B]}
                  list: {type: array, maxItems: 1, items: {type: string}}
                  map: {type: object, maxProperties: 1, additionalProperties: {type: integer}}
                """);

        assertThat(violations(schema, "{size: 10, step: 7, rate: 0, code: '1'}")).containsExactlyInAnyOrder(
                "spec.size: Invalid value: 10: spec.size in body should be less than or equal to 9",
                "spec.step: Invalid value: 7: spec.step in body should be a multiple of 5",
                "spec.rate: Invalid value: 0: spec.rate in body should be greater than 0",
                "spec.code: Invalid value: \"1\": spec.code in body should be at least 2 chars long",
                "spec.code: Invalid value: \"1\": spec.code in body should match '^[a-z]+$'");
        assertThat(violations(schema, "{size: 1, kind: C}"))
                .containsExactly("spec.kind: Unsupported value: \"C\": supported values: \"A\", \"B\"");
        assertThat(violations(schema, "{name: four, list: [a, b], map: {a: 1, b: x}, day: today}")).containsExactlyInAnyOrder(
                "spec.size: Required value", //
                "spec.name: Too long: may not be more than 3 bytes", //
                "spec.list: Too many: 2: must have at most 1 items", //
                "spec.map: Too many: 2: must have at most 1 items",
                "spec.map[b]: Invalid value: \"string\": spec.map[b] in body must be of type integer: \"string\"",
                "spec.day: Invalid value: \"today\": spec.day in body must be of type date-time: \"today\"",
                "<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; "
                        + "correct the existing errors to complete validation");
    }

    @Test
    void entries_of_sets_and_keys_of_map_lists_stand_once() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties:
                  set: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                  ports:
                    type: array
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [port, protocol]
                    items:
                      type: object
                      required: [port]
                      properties: {port: {type: integer}, protocol: {type: string, default: TCP}}
                """);

        assertThat(violations(schema, "{set: [a, b, a]}")).containsExactly("spec.set[2]: Duplicate value: \"a\"");
        assertThat(violations(schema, "{ports: [{port: 1, protocol: TCP}, {port: 1, protocol: UDP}, {port: 1, protocol: TCP}]}"))
                .containsExactly("spec.ports[2]: Duplicate value: {\"port\":1,\"protocol\":\"TCP\"}");
    }

    @Test
    void a_rule_blames_the_field_that_it_names_with_the_reason_that_it_names() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties:
                  min: {type: integer}
                  max: {type: integer}
                  lid: {type: object, properties: {colour: {type: string, maxLength: 10}}}
                x-kubernetes-validations:
                  - {rule: self.min <= self.max, fieldPath: .min, messageExpression: "'must not be more than ' + string(self.max)"}
                  - {rule: has(self.lid), fieldPath: .lid.colour, reason: FieldValueRequired, message: a box needs a lid}
                  - {rule: self.max < 100, reason: FieldValueForbidden, message: too large}
                  - {rule: self.max < 200}
                """);

        assertThat(violations(schema, "{min: 2, max: 1, lid: {}}"))
                .containsExactly("spec.min: Invalid value: must not be more than 1");
        assertThat(violations(schema, "{min: 1, max: 1}")).containsExactly("spec.lid.colour: Required value: a box needs a lid");
        assertThat(violations(schema, "{min: 1, max: 300, lid: {}}")).containsExactly("spec: Forbidden: too large",
                "spec: Invalid value: failed rule: self.max < 200");
    }

    @Test
    void a_rule_that_cannot_be_evaluated_fails() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties: {min: {type: integer}}
                x-kubernetes-validations: [{rule: self.min > 1}]
                """);

        assertThat(violations(schema, "{}")).singleElement().asString().startsWith("spec: Invalid value: ").contains("min")
                .endsWith("evaluating rule: self.min > 1");
    }

    @Test
    void words_of_cel_and_times_can_be_spoken_of() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties:
                  namespace: {type: string, maxLength: 10}
                  max-size: {type: integer}
                  until: {type: string, format: date-time}
                  rate: {type: number}
                x-kubernetes-validations:
                  - {rule: "self.__namespace__ != 'b'", message: namespace}
                  - {rule: self.max__dash__size < 5, message: size}
                  - {rule: self.until > timestamp('2026-01-01T00:00:00Z'), message: until}
                  - {rule: self.rate < 1, message: rate}
                """);

        assertThat(violations(schema, "{namespace: a, max-size: 1, until: '2026-06-01T00:00:00+02:00', rate: 0.5}")).isEmpty();
        assertThat(violations(schema, "{namespace: b, max-size: 5, until: '2025-06-01T00:00:00Z', rate: 1}")).hasSize(4);
    }

    @Test
    void a_rule_of_the_old_value_runs_only_where_there_was_one() {
        CrdSchema schema = schemaOfSpec(
                """
                        type: object
                        properties:
                          size: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf, message: must not shrink}]}
                          seal:
                            type: string
                            maxLength: 9
                            x-kubernetes-validations:
                              - {rule: "oldSelf.hasValue() || self != 'broken'", optionalOldSelf: true, message: must be whole when new}
                          ports:
                            type: array
                            maxItems: 4
                            x-kubernetes-list-type: map
                            x-kubernetes-list-map-keys: [name]
                            items:
                              type: object
                              required: [name]
                              properties: {name: {type: string, maxLength: 9}, port: {type: integer, x-kubernetes-validations: [{rule: self == oldSelf}]}}
                        """);

        assertThat(violations(schema, "{size: 1}")).isEmpty();
        assertThat(violations(schema, "{size: 1}", "{}")).isEmpty();
        assertThat(violations(schema, "{size: 1}", "{size: 2}")).containsExactly("spec.size: Invalid value: 1: must not shrink");
        assertThat(violations(schema, "{seal: broken}")).containsExactly("spec.seal: Invalid value: \"broken\": must be whole when new");
        assertThat(violations(schema, "{seal: broken}", "{seal: whole}")).isEmpty();
        assertThat(violations(schema, "{ports: [{name: b, port: 2}, {name: a, port: 3}]}",
                "{ports: [{name: a, port: 1}, {name: b, port: 2}]}"))
                .containsExactly("spec.ports[1].port: Invalid value: 3: failed rule: self == oldSelf");
    }

    @Test
    void what_an_update_does_not_touch_is_not_complained_of_again() {
        CrdSchema schema = schemaOfSpec("""
                type: object
                properties:
                  size: {type: integer, maximum: 5}
                  lid: {type: object, properties: {a: {type: integer}}, x-kubernetes-validations: [{rule: self.a < 5, message: large}]}
                  other: {type: string}
                """);

        assertThat(violations(schema, "{size: 9, lid: {a: 9}}")).hasSize(2);
        assertThat(violations(schema, "{size: 9, lid: {a: 9}, other: new}", "{size: 9, lid: {a: 9}}")).isEmpty();
        assertThat(violations(schema, "{size: 8, lid: {a: 9}}", "{size: 9, lid: {a: 9}}"))
                .containsExactly("spec.size: Invalid value: 8: spec.size in body should be less than or equal to 5");
    }

    @Test
    void what_a_field_means_can_be_asked_for() {
        CrdSchema schema = schemaOfSpec(
                """
                        type: object
                        description: the box
                        properties:
                          parts: {type: array, description: its parts, items: {type: object, properties: {count: {type: integer, description: how many}}}}
                          tags: {type: object, additionalProperties: {type: string}}
                        """);

        assertThat(schema.description("spec.parts[3].count")).contains("how many");
        assertThat(schema.description("spec.parts[3]")).contains("its parts");
        assertThat(schema.description("spec.tags[a]")).contains("the box");
        assertThat(schema.fields(List.of("spec", "parts", "0"))).containsExactly("count");
        assertThat(schema.fields(List.of("spec"))).containsExactly("parts", "tags");
    }
}
