package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON values as messages show them. */
final class JsonValues {
    private JsonValues() {}

    /** A plain value as Java has it; null for an object or a list, which would be too long to show. */
    static Object shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.numberValue();
            default -> null;
        };
    }

    /** The type's name in JSON schema; a whole number beyond 64 bits is a number, as Kubernetes reads it. */
    static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() && value.canConvertToLong() ? "integer" : "number";
            default -> "null";
        };
    }
}
