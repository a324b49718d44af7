package com.meddevo.change.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.StreamSupport;

/** Takes out what a plan marks as sensitive, before anything else sees it: a mark is {@code true}, or an object or list that holds one. */
final class Sensitive {
    static final String HIDDEN = "(sensitive)";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Sensitive() {}

    static JsonNode hidden(JsonNode value, JsonNode marks) {
        if (marks.isBoolean() && marks.booleanValue()) return JSON.textNode(HIDDEN);
        if (value.isObject() && marks.isObject()) {
            var copy = JSON.objectNode();
            value.properties().forEach(field -> copy.set(field.getKey(), hidden(field.getValue(), marks.path(field.getKey()))));
            return copy;
        }
        if (value.isArray() && marks.isArray()) {
            var copy = JSON.arrayNode();
            for (int i = 0; i < value.size(); i++)
                copy.add(hidden(value.get(i), marks.path(i)));
            return copy;
        }
        return value;
    }

    static boolean marked(JsonNode marks) {
        return marks.isBoolean() ? marks.booleanValue() : StreamSupport.stream(marks.spliterator(), false).anyMatch(Sensitive::marked);
    }
}
