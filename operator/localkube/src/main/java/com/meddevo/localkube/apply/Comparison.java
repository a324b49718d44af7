package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.schema.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which fields differ between two forms of an object.
 *
 * @param changed fields that are new or have another value
 * @param removed fields that are gone
 */
record Comparison(FieldSet changed, FieldSet removed) {
    private static final Comparison SAME = new Comparison(FieldSet.NONE, FieldSet.NONE);

    /** Compares two whole objects. */
    static Comparison of(JsonNode before, JsonNode after, Shape shape) {
        if (before.equals(after)) {
            return SAME;
        }
        Optional<Map<PathElement, JsonNode>> old = Parts.of(before, shape);
        Optional<Map<PathElement, JsonNode>> now = Parts.of(after, shape);
        if (old.isEmpty() && now.isEmpty()) {
            return new Comparison(FieldSet.SELF, FieldSet.NONE);
        }
        Map<PathElement, Comparison> parts = new LinkedHashMap<>();
        Set<PathElement> names = new LinkedHashSet<>(old.orElse(Map.of()).keySet());
        names.addAll(now.orElse(Map.of()).keySet());
        for (PathElement part : names) {
            JsonNode was = old.orElse(Map.of()).get(part);
            JsonNode is = now.orElse(Map.of()).get(part);
            Shape inner = Parts.shape(shape, is != null ? after : before, part);
            if (was == null) {
                parts.put(part, new Comparison(everything(is, inner), FieldSet.NONE));
            } else if (is == null) {
                parts.put(part, new Comparison(FieldSet.NONE, everything(was, inner)));
            } else {
                parts.put(part, of(was, is, inner));
            }
        }
        boolean becameWhole = now.isEmpty();
        boolean wasWhole = old.isEmpty();
        return new Comparison(tree(parts, Comparison::changed, becameWhole), tree(parts, Comparison::removed, wasWhole));
    }

    private static FieldSet tree(Map<PathElement, Comparison> parts, Function<Comparison, FieldSet> side, boolean self) {
        Map<PathElement, FieldSet> below = new TreeMap<>();
        parts.forEach((part, comparison) -> {
            if (!side.apply(comparison).isEmpty()) {
                below.put(part, side.apply(comparison));
            }
        });
        return new FieldSet(self, below);
    }

    /** A value with every part of it: what a writer owns who brings it, and loses who takes it away. */
    private static FieldSet everything(JsonNode value, Shape shape) {
        Map<PathElement, FieldSet> below = new TreeMap<>();
        Parts.of(value, shape).orElse(Map.of())
                .forEach((part, inner) -> below.put(part, everything(inner, Parts.shape(shape, value, part))));
        return new FieldSet(true, below);
    }
}
