package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.schema.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays an applied configuration over an object, and takes fields out of one. */
final class Merge {
    private Merge() {}

    /** The live value with every field that the applied one has; lists keep the live order where the applied one leaves it open. */
    static JsonNode over(JsonNode live, JsonNode applied, Shape shape) {
        if (live == null) {
            return applied.deepCopy();
        }
        Optional<Map<PathElement, JsonNode>> have = Parts.of(live, shape);
        Optional<Map<PathElement, JsonNode>> want = Parts.of(applied, shape);
        if (have.isEmpty() || want.isEmpty()) {
            return applied.deepCopy();
        }
        Map<PathElement, JsonNode> merged = new LinkedHashMap<>();
        for (PathElement part : order(List.copyOf(have.get().keySet()), List.copyOf(want.get().keySet()))) {
            JsonNode was = have.get().get(part);
            JsonNode wanted = want.get().get(part);
            merged.put(part, wanted == null ? was.deepCopy() : over(was, wanted, Parts.shape(shape, applied, part)));
        }
        return assemble(merged, applied);
    }

    /** Both lists in one: the wanted order holds, and what only the live list has stays behind its live predecessor. */
    private static List<PathElement> order(List<PathElement> live, List<PathElement> wanted) {
        List<PathElement> order = new ArrayList<>();
        Set<PathElement> inWanted = new HashSet<>(wanted);
        Set<PathElement> inLive = new HashSet<>(live);
        Iterator<PathElement> rest = live.iterator();
        for (PathElement want : wanted) {
            if (inLive.contains(want)) {
                for (PathElement have = next(rest); have != null && !have.equals(want); have = next(rest)) {
                    if (!inWanted.contains(have)) {
                        order.add(have);
                    }
                }
            }
            order.add(want);
        }
        Set<PathElement> placed = new HashSet<>(order);
        live.stream().filter(have -> !placed.contains(have)).forEach(order::add);
        return order;
    }

    private static PathElement next(Iterator<PathElement> elements) { return elements.hasNext() ? elements.next() : null; }

    /** A value without some fields; null when a map or list is empty afterwards that nobody owns as such. */
    static JsonNode without(JsonNode value, FieldSet gone, FieldSet owned, Shape shape) {
        Optional<Map<PathElement, JsonNode>> parts = Parts.of(value, shape);
        if (parts.isEmpty() || gone.below().isEmpty()) {
            return value;
        }
        Map<PathElement, JsonNode> left = new LinkedHashMap<>();
        parts.get().forEach((part, inner) -> {
            FieldSet here = keepingKeys(gone.at(part), part);
            if (here.member() && owned.at(part).isEmpty()) {
                return;
            }
            JsonNode rest = without(inner, here, owned.at(part), Parts.shape(shape, value, part));
            if (rest != null) {
                left.put(part, rest);
            }
        });
        boolean emptied = left.isEmpty() && !value.isEmpty();
        return emptied && !owned.member() ? null : assemble(left, value);
    }

    /** The key of an item stays as long as the item does. */
    private static FieldSet keepingKeys(FieldSet gone, PathElement part) {
        FieldSet rest = gone;
        if (part instanceof PathElement.Item(Map<String, JsonNode> key)) {
            for (String field : key.keySet()) {
                rest = rest.without(new PathElement.Name(field));
            }
        }
        return rest;
    }

    private static JsonNode assemble(Map<PathElement, JsonNode> parts, JsonNode like) {
        if (like.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            parts.values().forEach(list::add);
            return list;
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        parts.forEach((part, value) -> map.set(((PathElement.Name) part).name(), value));
        return map;
    }
}
