package com.meddevo.localkube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a value is cut into fields that different managers can own. See the
 * <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">merge strategies</a>.
 */
public sealed interface Shape {

    /** One whole, owned by one manager: a scalar, an atomic list or an atomic map. */
    record Whole() implements Shape {
    }

    /**
     * Known fields, each owned on its own.
     *
     * @param fields shape by name
     * @param others the shape of any further field: of the values of a map, or of fields no schema describes
     */
    record Fields(Map<String, Shape> fields, Optional<Shape> others) implements Shape {
    }

    /**
     * A list whose items are found again by some of their fields.
     *
     * @param keys the fields, in the order of the schema
     * @param defaults what a key that an item leaves out stands for
     * @param item shape of an item
     */
    record Keyed(List<String> keys, Map<String, JsonNode> defaults, Shape item) implements Shape {
    }

    /** A list of scalars without duplicates, each owned on its own. */
    record Members() implements Shape {
    }

    /** Nothing is known of it: a map is fields, everything else is one whole. */
    record Unknown() implements Shape {
    }

    /** The shape that a value of this shape really has: only {@link Unknown} depends on the value. */
    default Shape of(JsonNode value) {
        if (this instanceof Unknown) {
            return value != null && value.isObject() ? new Fields(Map.of(), Optional.of(this)) : new Whole();
        }
        return this;
    }

    /** The shape of a field of a value of this shape. */
    default Shape field(String name) {
        return switch (this) {
            case Fields(Map<String, Shape> fields, Optional<Shape> others) -> fields.getOrDefault(name, others.orElse(new Unknown()));
            default -> new Unknown();
        };
    }
}
