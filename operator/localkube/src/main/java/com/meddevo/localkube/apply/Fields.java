package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.schema.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which fields a value has: what its author owns who applies it. */
final class Fields {
    private Fields() {}

    /** The fields of a value. A map with known fields is not itself a field unless it is empty; items of lists and keys of maps are. */
    static FieldSet of(JsonNode value, Shape shape) {
        Map<PathElement, FieldSet> below = new TreeMap<>();
        switch (shape.of(value)) {
            case Shape.Fields(Map<String, Shape> known, Optional<Shape> others) when value.isObject() -> {
                for (Map.Entry<String, JsonNode> each : value.properties()) {
                    Shape field = known.getOrDefault(each.getKey(), others.orElse(new Shape.Unknown()));
                    FieldSet set = of(each.getValue(), field);
                    boolean self = each.getValue().isNull() || each.getValue().isObject() && each.getValue().isEmpty()
                            || !known.containsKey(each.getKey());
                    put(below, new PathElement.Name(each.getKey()), self ? set.union(FieldSet.SELF) : set);
                }
            }
            case Shape.Keyed list when value.isArray() -> value.forEach(
                    item -> put(below, PathElement.of(list, item), of(item, list.item()).union(FieldSet.SELF)));
            case Shape.Members() when value.isArray() -> value.forEach(member -> put(below, new PathElement.Member(member), FieldSet.SELF));
            default -> {
                return value.isNull() && !(shape instanceof Shape.Whole) ? FieldSet.NONE : FieldSet.SELF;
            }
        }
        return new FieldSet(false, below);
    }

    private static void put(Map<PathElement, FieldSet> below, PathElement part, FieldSet set) {
        if (!set.isEmpty()) {
            below.put(part, set);
        }
    }
}
