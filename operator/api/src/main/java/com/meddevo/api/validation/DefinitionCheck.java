package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an API server asks of a {@code CustomResourceDefinition} besides its rules: names that fit, one stored version, and a structural schema.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">Structural
 *      schemas</a>
 */
final class DefinitionCheck {
    private static final Set<String> TYPES = Set.of("object", "array", "string", "integer", "number", "boolean");
    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean");
    private static final Set<String> REASONS = Set.of("FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired",
            "FieldValueDuplicate");
    private static final Set<String> COLUMN_TYPES = Set.of("integer", "number", "string", "boolean", "date");
    private static final Set<String> KEYWORDS = Set.of("type", "title", "description", "format", "default", "example", "externalDocs",
            "enum",
            "nullable", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
            "minItems",
            "maxItems", "uniqueItems", "minProperties", "maxProperties", "required", "properties", "additionalProperties", "items", "allOf",
            "anyOf",
            "oneOf", "not", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource", "x-kubernetes-int-or-string",
            "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type", "x-kubernetes-validations");
    private static final Set<String> RULE_KEYWORDS = Set.of("rule", "message", "messageExpression", "reason", "fieldPath",
            "optionalOldSelf");

    private final List<String> problems = new ArrayList<>();

    private DefinitionCheck() {}

    /** @return sentences, each beginning with a path; empty if the definition is sound */
    static List<String> check(JsonNode crd) {
        DefinitionCheck check = new DefinitionCheck();
        check.names(crd);
        check.versions(crd.path("spec"));
        return check.problems;
    }

    private void problem(FieldPath path, String what) { problems.add(path + ": " + what); }

    private void names(JsonNode crd) {
        JsonNode spec = crd.path("spec");
        FieldPath path = new FieldPath("spec");
        JsonNode names = spec.path("names");
        for (String name : List.of("plural", "kind"))
            if (names.path(name).asText().isEmpty())
                problem(path.field("names").field(name), "Required value");
        if (spec.path("group").asText().isEmpty())
            problem(path.field("group"), "Required value");
        String expected = names.path("plural").asText() + "." + spec.path("group").asText();
        if (!crd.path("metadata").path("name").asText().equals(expected))
            problem(new FieldPath("metadata.name"), "Invalid value: must be spec.names.plural+\".\"+spec.group, which is " + expected);
        if (!Set.of("Namespaced", "Cluster").contains(spec.path("scope").asText()))
            problem(path.field("scope"), "Unsupported value: supported values: \"Cluster\", \"Namespaced\"");
    }

    private void versions(JsonNode spec) {
        FieldPath path = new FieldPath("spec.versions");
        int stored = 0;
        for (int i = 0; i < spec.path("versions").size(); i++) {
            JsonNode version = spec.path("versions").get(i);
            stored += version.path("storage").asBoolean() ? 1 : 0;
            JsonNode schema = version.path("schema").path("openAPIV3Schema");
            FieldPath schemaPath = path.index(i).field("schema").field("openAPIV3Schema");
            if (!schema.isObject())
                problem(schemaPath, "Required value: schemas are required");
            else if (!"object".equals(schema.path("type").asText()))
                problem(schemaPath.field("type"), "Invalid value: must be object at the root");
            else
                schema(schema, schemaPath);
            columns(version.path("additionalPrinterColumns"), path.index(i).field("additionalPrinterColumns"));
            scale(version.path("subresources").path("scale"), path.index(i).field("subresources").field("scale"));
        }
        if (stored != 1)
            problem(path, "Invalid value: must have exactly one version marked as storage version");
    }

    private void columns(JsonNode columns, FieldPath path) {
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            if (column.path("name").asText().isEmpty())
                problem(path.index(i).field("name"), "Required value");
            if (!COLUMN_TYPES.contains(column.path("type").asText()))
                problem(path.index(i).field("type"), "Invalid value: must be one of boolean, date, integer, number, string");
            if (!column.path("jsonPath").asText().startsWith("."))
                problem(path.index(i).field("jsonPath"), "Invalid value: must be a simple json path starting with .");
        }
    }

    private void scale(JsonNode scale, FieldPath path) {
        if (scale.isMissingNode())
            return;
        if (!scale.path("specReplicasPath").asText().startsWith(".spec."))
            problem(path.field("specReplicasPath"), "Invalid value: should be a json path under .spec");
        if (!scale.path("statusReplicasPath").asText().startsWith(".status."))
            problem(path.field("statusReplicasPath"), "Invalid value: should be a json path under .status");
    }

    private void schema(JsonNode schema, FieldPath path) {
        schema.fieldNames().forEachRemaining(name -> {
            if (!KEYWORDS.contains(name))
                problem(path.field(name), "Forbidden: a structural schema has no such field");
        });
        type(schema, path);
        if (schema.path("uniqueItems").asBoolean())
            problem(path.field("uniqueItems"),
                    "Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        if (schema.has("properties") && schema.has("additionalProperties"))
            problem(path.field("additionalProperties"), "Forbidden: must not be used if properties is used");
        list(schema, path);
        rules(schema, path);
        if (schema.has("default"))
            defaultValue(schema, path);
        schema.path("properties").properties().forEach(each -> schema(each.getValue(), path.field("properties").key(each.getKey())));
        if (schema.path("items").isObject())
            schema(schema.get("items"), path.field("items"));
        if (schema.path("additionalProperties").isObject())
            schema(schema.get("additionalProperties"), path.field("additionalProperties"));
    }

    private void type(JsonNode schema, FieldPath path) {
        boolean anything = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || schema.path("x-kubernetes-int-or-string").asBoolean();
        if (!schema.has("type") && !anything)
            problem(path.field("type"), "Required value: must not be empty for specified object fields");
        else if (schema.has("type") && !TYPES.contains(schema.get("type").asText()))
            problem(path.field("type"), "Unsupported value: \"" + schema.get("type").asText() + "\"");
        if (schema.has("properties") && !"object".equals(schema.path("type").asText()) && !anything)
            problem(path.field("properties"), "Forbidden: only an object has properties");
        if ("array".equals(schema.path("type").asText()) && !schema.path("items").isObject())
            problem(path.field("items"), "Required value: must be specified for an array");
        schema.path("required").forEach(name -> {
            if (schema.has("properties") && !schema.get("properties").has(name.asText()))
                problem(path.field("required"), "Invalid value: \"" + name.asText() + "\" is required, but no such property is declared");
        });
    }

    private void list(JsonNode schema, FieldPath path) {
        JsonNode items = schema.path("items");
        String listType = schema.path("x-kubernetes-list-type").asText();
        if (!listType.isEmpty() && !"array".equals(schema.path("type").asText()))
            problem(path.field("x-kubernetes-list-type"), "Invalid value: must be array if x-kubernetes-list-type is " + listType);
        switch (listType) {
            case "", "atomic" -> {
            }
            case "set" -> {
                if (!SCALARS.contains(items.path("type").asText()) || items.path("nullable").asBoolean())
                    problem(path.field("items"), "Invalid value: the entries of a list of type set must be scalars that are not nullable");
            }
            case "map" -> mapList(schema, items, path);
            default -> problem(path.field("x-kubernetes-list-type"),
                    "Unsupported value: \"" + listType + "\": supported values: \"atomic\", \"map\", \"set\"");
        }
        if (schema.has("x-kubernetes-list-map-keys") && !"map".equals(listType))
            problem(path.field("x-kubernetes-list-map-keys"), "Forbidden: only a list of type map has keys");
    }

    private void mapList(JsonNode schema, JsonNode items, FieldPath path) {
        if (schema.path("x-kubernetes-list-map-keys").isEmpty())
            problem(path.field("x-kubernetes-list-map-keys"), "Required value: must not be empty if x-kubernetes-list-type is map");
        for (JsonNode key : schema.path("x-kubernetes-list-map-keys")) {
            JsonNode property = items.path("properties").path(key.asText());
            FieldPath at = path.field("items").field("properties").key(key.asText());
            if (!SCALARS.contains(property.path("type").asText()))
                problem(at, "Invalid value: a key of a list of type map must be a declared scalar");
            else if (!property.has("default") && texts(items.path("required")).noneMatch(key.asText()::equals))
                problem(at.field("default"), "Required value: this property is in x-kubernetes-list-map-keys, so it must have a default "
                        + "or be a required property");
        }
    }

    private void rules(JsonNode schema, FieldPath path) {
        JsonNode rules = schema.path("x-kubernetes-validations");
        for (int i = 0; i < rules.size(); i++) {
            JsonNode rule = rules.get(i);
            FieldPath at = path.field("x-kubernetes-validations").index(i);
            rule.fieldNames().forEachRemaining(name -> {
                if (!RULE_KEYWORDS.contains(name))
                    problem(at.field(name), "Forbidden: a rule has no such field");
            });
            if (rule.path("rule").asText().isBlank())
                problem(at.field("rule"), "Required value: rule is not specified");
            if (rule.path("message").asText().contains("\n"))
                problem(at.field("message"), "Invalid value: message must not contain line breaks");
            if (rule.has("message") && rule.path("message").asText().isBlank())
                problem(at.field("message"), "Invalid value: message must be non-empty if specified");
            if (rule.has("reason") && !REASONS.contains(rule.get("reason").asText()))
                problem(at.field("reason"), "Unsupported value: \"" + rule.get("reason").asText() + "\"");
            if (rule.has("fieldPath") && !leadsSomewhere(rule.get("fieldPath").asText(), schema))
                problem(at.field("fieldPath"), "Invalid value: \"" + rule.get("fieldPath").asText() + "\": fieldPath must be a valid path");
        }
    }

    private static boolean leadsSomewhere(String fieldPath, JsonNode schema) {
        JsonNode at = schema;
        if (!fieldPath.startsWith("."))
            return false;
        for (String step : fieldPath.substring(1).split("\\.")) {
            at = at.path("properties").path(step);
            if (at.isMissingNode())
                return false;
        }
        return true;
    }

    private void defaultValue(JsonNode schema, FieldPath path) {
        JsonNode value = schema.get("default").deepCopy();
        StructuralSchema structural = StructuralSchema.of(schema);
        Defaulting.apply(value, structural);
        new SchemaAssertions(structural).check(new Correlation(value, Optional.empty())).forEach(
                violation -> problem(path.field("default"), "Invalid value: " + violation.description()));
    }

    private static Stream<String> texts(JsonNode list) { return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText); }
}
