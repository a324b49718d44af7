package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as CEL sees it: integers as long, times as instants, objects as maps under the names that rules use. */
final class RuleValues {
    private RuleValues() {}

    static Object of(JsonNode value, StructuralSchema schema) {
        return switch (value.getNodeType()) {
            case OBJECT -> fields(value, schema);
            case ARRAY -> {
                List<Object> entries = new ArrayList<>();
                value.forEach(entry -> entries.add(of(entry, schema == null ? null : schema.items().orElse(null))));
                yield entries;
            }
            case STRING -> schema != null && "date-time".equals(schema.format()) ? time(value.textValue()) : value.textValue();
            case NUMBER -> schema != null && "number".equals(schema.type()) || !value.isIntegralNumber()
                    ? (Object) value.doubleValue()
                    : (Object) value.longValue();
            case BOOLEAN -> value.booleanValue();
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Map<String, Object> fields(JsonNode object, StructuralSchema schema) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object.properties().forEach(each -> {
            StructuralSchema child = schema == null ? null : schema.child(each.getKey());
            if (schema == null || schema.isMap())
                fields.put(each.getKey(), of(each.getValue(), child));
            else
                RuleTypes.escaped(each.getKey()).ifPresent(name -> fields.put(name, of(each.getValue(), child)));
        });
        return fields;
    }

    /** A time that the format check takes and Java does not, such as a leap second, stays a text, and a rule that compares it says so. */
    private static Object time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unusual) {
            return text;
        }
    }
}
