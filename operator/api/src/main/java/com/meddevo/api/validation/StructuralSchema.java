package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
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
}
