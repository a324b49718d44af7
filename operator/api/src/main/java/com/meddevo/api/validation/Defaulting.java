package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills defaults in as an API server does: also where a null stands that the schema does not allow; other such nulls are taken out. */
final class Defaulting {
    private Defaulting() {}

    static void apply(JsonNode value, StructuralSchema schema) {
        if (value instanceof ObjectNode object) {
            schema.properties().forEach((name, property) -> fill(object, name, property));
            object.properties().removeIf(field -> isStrayNull(field.getValue(), schema.child(field.getKey())));
            object.properties().forEach(field -> descend(field.getValue(), schema.child(field.getKey())));
        } else if (value.isArray())
            value.forEach(item -> descend(item, schema.items().orElse(null)));
    }

    private static void fill(ObjectNode object, String name, StructuralSchema property) {
        JsonNode fallback = property.defaultValue();
        JsonNode present = object.get(name);
        if (fallback != null && (present == null || isStrayNull(present, property)))
            object.set(name, fallback.deepCopy());
    }

    private static boolean isStrayNull(JsonNode value, StructuralSchema schema) {
        return value.isNull() && schema != null && !schema.isNullable();
    }

    private static void descend(JsonNode value, StructuralSchema schema) { if (schema != null)
        apply(value, schema); }
}
