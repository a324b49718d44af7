package com.meddevo.api.validation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real API server refuses as a definition is refused here, so that ours accepts nothing that a real one does not. */
class RefusedDefinitionTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            {properties: {a: {type: string}}}                                              | type: Required value
            {type: text}                                                                   | type: Unsupported value: "text"
            {type: array}                                                                  | items: Required value
            {type: object, properties: {}, additionalProperties: {type: string}}           | must not be used if properties is used
            {type: array, uniqueItems: true, items: {type: string}}                        | uniqueItems: Forbidden
            {type: object, property: {}}                                                   | property: Forbidden
            {type: object, required: [a], properties: {b: {type: string}}}                 | "a" is required, but no such property
            {type: array, x-kubernetes-list-type: set, items: {type: object}}              | entries of a list of type set must be scalars
            {type: array, x-kubernetes-list-type: bag, items: {type: string}}              | supported values: "atomic", "map", "set"
            {type: string, x-kubernetes-list-type: set}                                    | must be array
            {type: array, x-kubernetes-list-type: map, items: {type: object}}              | x-kubernetes-list-map-keys: Required value
            {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [a], items: {type: object, properties: {a: {type: string}}}} | must have a default or be a required property
            {type: integer, minimum: 3, default: 2}                                        | default: Invalid value
            {type: string, default: 2}                                                     | default: Invalid value
            {type: object, x-kubernetes-validations: [{rule: 'self.a > 1'}]}               | undefined field 'a'
            {type: integer, x-kubernetes-validations: [{rule: 'self + 1'}]}                | must evaluate to bool
            {type: integer, x-kubernetes-validations: [{rule: 'self > 1', messageExpression: '1'}]} | must evaluate to string
            {type: integer, x-kubernetes-validations: [{rule: 'self >'}]}                  | compilation failed
            {type: integer, x-kubernetes-validations: [{rule: ''}]}                        | rule is not specified
            {type: integer, x-kubernetes-validations: [{rule: 'true', reason: Wrong}]}     | Unsupported value: "Wrong"
            {type: integer, x-kubernetes-validations: [{rule: 'true', fieldPath: .a}]}     | fieldPath must be a valid path
            {type: integer, x-kubernetes-validations: [{rule: 'true', mesage: a}]}         | mesage: Forbidden
            {type: array, maxItems: 3, items: {type: integer, x-kubernetes-validations: [{rule: 'self == oldSelf'}]}} | uncorrelatable portion
            {type: array, items: {type: string}, x-kubernetes-validations: [{rule: 'self.all(a, self.all(b, a == b))'}]} | estimated rule cost exceeds budget
            {type: array, items: {type: string, maxLength: 50, x-kubernetes-validations: [{rule: "self.matches('^a+b+c+$')"}]}} | estimated rule cost exceeds budget
            {type: object, additionalProperties: {type: string}, x-kubernetes-validations: [{rule: "self.all(k, self[k].contains('abcdefghijklmnop'))"}]} | estimated rule cost exceeds budget
            """)
    void a_schema_that_no_server_takes_is_refused(String spec, String because) {
        assertThatThrownBy(() -> CrdSchemaTest.schemaOfSpec(spec)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: array, maxItems: 50, items: {type: string, maxLength: 50}, x-kubernetes-validations: [{rule: 'self.all(a, self.all(b, a == b))'}]}
            {type: array, maxItems: 50, items: {type: string, maxLength: 50, x-kubernetes-validations: [{rule: "self.matches('^a+b+c+$')"}]}}
            {type: object, maxProperties: 50, additionalProperties: {type: string, maxLength: 50}, x-kubernetes-validations: [{rule: "self.all(k, self[k].contains('abcdefghijklmnop'))"}]}
            {type: array, maxItems: 50, items: {type: string, maxLength: 50}, x-kubernetes-validations: [{rule: "self.filter(a, a.startsWith('b')).size() == self.map(a, a + 'c').size()"}]}
            """)
    void the_same_with_bounds_is_taken(String spec) { assertThatCode(() -> CrdSchemaTest.schemaOfSpec(spec)).doesNotThrowAnyException(); }

    @Test
    void a_definition_whose_names_do_not_fit_is_refused() {
        ObjectNode definition = CrdSchemaTest.definition("{type: object}");
        definition.withObject("/metadata").put("name", "box.example.com");

        assertThatThrownBy(() -> CrdSchema.of(definition, "v1"))
                .hasMessage("metadata.name: Invalid value: must be spec.names.plural+\".\"+spec.group, which is boxes.example.com");
    }

    @Test
    void a_definition_without_a_stored_version_is_refused() {
        ObjectNode definition = CrdSchemaTest.definition("{type: object}");
        ((ObjectNode) definition.at("/spec/versions/0")).put("storage", false);

        assertThatThrownBy(() -> CrdSchema.of(definition, "v1")).hasMessageContaining("exactly one version marked as storage version");
    }

    @Test
    void a_version_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> CrdSchema.of(CrdSchemaTest.definition("{type: object}"), "v2"))
                .hasMessage("spec.versions: there is no version \"v2\" in boxes.example.com");
    }
}
