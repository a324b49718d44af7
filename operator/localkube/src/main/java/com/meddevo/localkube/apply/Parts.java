package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.schema.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A value cut into its parts, in their order. */
final class Parts {
    private Parts() {}

    /** The parts, or empty when the value is one whole; a null value has no parts. */
    static Optional<Map<PathElement, JsonNode>> of(JsonNode value, Shape shape) {
        Map<PathElement, JsonNode> parts = new LinkedHashMap<>();
        switch (shape.of(value)) {
            case Shape.Fields _ when value.isObject() ->
                value.properties().forEach(each -> parts.put(new PathElement.Name(each.getKey()), each.getValue()));
            case Shape.Keyed list when value.isArray() -> value.forEach(item -> parts.put(PathElement.of(list, item), item));
            case Shape.Members _ when value.isArray() -> value.forEach(member -> parts.put(new PathElement.Member(member), member));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    /** The shape of one part. */
    static Shape shape(Shape whole, JsonNode value, PathElement part) {
        return switch (whole.of(value)) {
            case Shape.Keyed list -> list.item();
            case Shape.Members _ -> new Shape.Whole();
            case Shape fields when part instanceof PathElement.Name(String name) -> fields.field(name);
            default -> new Shape.Unknown();
        };
    }
}
