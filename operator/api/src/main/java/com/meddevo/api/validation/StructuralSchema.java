package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a structural schema: what may stand at one place of an object.
 *
 * @param type {@code object}, {@code array}, {@code string}, {@code integer}, {@code number} or {@code boolean}; empty where anything may stand
 * @param properties the known fields of an object, in the order in which they are written
 * @param values what the values of a map look like, for an object with {@code additionalProperties}
 * @param items what the entries of a list look like
 * @param source the JSON that all of this was read from
 */
record StructuralSchema(String type, Map<String, StructuralSchema> properties, Optional<StructuralSchema> values,
        Optional<StructuralSchema> items,
        JsonNode source) {

    static StructuralSchema of(JsonNode schema) {
        Map<String, StructuralSchema> properties = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(each -> properties.put(each.getKey(), of(each.getValue())));
        return new StructuralSchema(schema.path("type").asText(), properties, child(schema, "additionalProperties"), child(schema, "items"),
                schema);
    }

    private static Optional<StructuralSchema> child(JsonNode schema, String name) {
        return schema.path(name).isObject() ? Optional.of(of(schema.get(name))) : Optional.empty();
    }

    boolean keepsUnknown() {
        return source.path("x-kubernetes-preserve-unknown-fields").asBoolean() || source.path("additionalProperties").asBoolean();
    }

    boolean isNullable() { return source.path("nullable").asBoolean(); }

    String format() { return source.path("format").asText(); }

    /** The default, or null where there is none. */
    JsonNode defaultValue() { return source.get("default"); }

    /** Whether this is a map with keys of the user's choice, rather than an object with known fields. */
    boolean isMap() {
        return values.isPresent();
    }

    /** What stands under a name of an object, or null if the schema does not know it. */
    StructuralSchema child(String name) {
        StructuralSchema property = properties.get(name);
        return property != null ? property : values.orElse(null);
    }

    /** {@code atomic}, {@code set} or {@code map}. */
    String listType() { return source.path("x-kubernetes-list-type").asText("atomic"); }

    /** The fields that name an entry of a list of type {@code map}. */
    List<String> mapKeys() {
        List<String> keys = new ArrayList<>();
        source.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    /** What makes an entry of this list the same as another: itself in a set, its keys in a map; missing in an atomic list. */
    JsonNode identity(JsonNode entry) {
        return switch (listType()) {
            case "set" -> entry;
            case "map" -> {
                ObjectNode keys = JsonNodeFactory.instance.objectNode();
                mapKeys().forEach(key -> keys.set(key, entry.path(key).isMissingNode() ? null : entry.get(key)));
                yield keys;
            }
            default -> MissingNode.getInstance();
        };
    }

    /** The CEL rules that are written here, not those further down. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        source.path("x-kubernetes-validations").forEach(rule -> rules.add(Rule.of(rule)));
        return rules;
    }

    /**
     * An entry of {@code x-kubernetes-validations}.
     *
     * @param expression what must be true
     * @param message what is said when it is not; empty for none
     * @param messageExpression computes the message; empty for none
     * @param reason {@code FieldValueInvalid} where none is written
     * @param fieldPath the field that is blamed, as written, e.g. {@code .port}; empty for the place of the rule
     * @param optionalOldSelf whether the rule also runs when there is no old value
     */
    record Rule(String expression, String message, String messageExpression, String reason, String fieldPath, boolean optionalOldSelf) {
        static Rule of(JsonNode rule) {
            return new Rule(rule.path("rule").asText(), rule.path("message").asText(), rule.path("messageExpression").asText(),
                    rule.path("reason").asText("FieldValueInvalid"), rule.path("fieldPath").asText(),
                    rule.path("optionalOldSelf").asBoolean());
        }
    }
}
