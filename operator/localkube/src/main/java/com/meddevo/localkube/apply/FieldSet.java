package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of fields, as a tree. Immutable.
 *
 * @param member whether the field at this place is itself in the set, not only what is below it
 * @param below the sets of its parts; none of them is empty
 */
record FieldSet(boolean member, Map<PathElement, FieldSet> below) {
    static final FieldSet NONE = new FieldSet(false, Map.of());
    static final FieldSet SELF = new FieldSet(true, Map.of());

    /** Whether nothing is in the set. */
    boolean isEmpty() { return !member && below.isEmpty(); }

    /** What is in the set at and below a part. */
    FieldSet at(PathElement part) { return below.getOrDefault(part, NONE); }

    FieldSet union(FieldSet other) {
        Map<PathElement, FieldSet> all = new TreeMap<>(below);
        other.below.forEach((part, set) -> all.merge(part, set, FieldSet::union));
        return new FieldSet(member || other.member, all);
    }

    FieldSet intersection(FieldSet other) { return combine(other, member && other.member, (mine, theirs) -> mine.intersection(theirs)); }

    /** What is here and not there; a field's parts stay when the field itself goes. */
    FieldSet minus(FieldSet other) {
        return combine(other, member && !other.member, (mine, theirs) -> mine.minus(theirs));
    }

    /** What is here and neither there nor below something there. */
    FieldSet minusWithBelow(FieldSet other) {
        return other.member ? NONE : combine(other, member, (mine, theirs) -> mine.minusWithBelow(theirs));
    }

    /** The set without one top part. */
    FieldSet without(PathElement part) {
        Map<PathElement, FieldSet> rest = new TreeMap<>(below);
        rest.remove(part);
        return new FieldSet(member, rest);
    }

    /** The set with only one top part. */
    FieldSet only(PathElement part) {
        return below.containsKey(part) ? new FieldSet(false, Map.of(part, below.get(part))) : NONE;
    }

    private interface Pair {
        FieldSet of(FieldSet mine, FieldSet theirs);
    }

    private FieldSet combine(FieldSet other, boolean self, Pair pair) {
        Map<PathElement, FieldSet> rest = new TreeMap<>();
        below.forEach((part, set) -> {
            FieldSet combined = pair.of(set, other.at(part));
            if (!combined.isEmpty()) {
                rest.put(part, combined);
            }
        });
        return new FieldSet(self, rest);
    }

    /** The fields as people read them: {@code .spec.listeners[name="web"].port}. */
    List<String> readable() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return paths;
    }

    private void collect(String path, List<String> paths) {
        if (member) {
            paths.add(path);
        }
        below.forEach((part, set) -> set.collect(path + part.readable(), paths));
    }

    /** As {@code fieldsV1} writes it. */
    ObjectNode encoded() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        below.forEach((part, set) -> {
            ObjectNode inner = set.encoded();
            if (set.member && !set.below.isEmpty()) {
                ObjectNode withSelf = JsonNodeFactory.instance.objectNode();
                withSelf.putObject(".");
                inner = withSelf.setAll(inner);
            }
            json.set(part.encoded(), inner);
        });
        return json;
    }

    /** Reads {@code fieldsV1}. */
    static FieldSet decode(JsonNode fields) {
        Map<PathElement, FieldSet> below = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : fields.properties()) {
            if (!each.getKey().equals(".")) {
                FieldSet set = decode(each.getValue());
                boolean leaf = each.getValue().isEmpty() || each.getValue().has(".");
                below.put(PathElement.decode(each.getKey()), leaf ? new FieldSet(true, set.below) : set);
            }
        }
        return new FieldSet(false, below);
    }
}
