package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Entries of a list of type {@code set}, and the keys of one of type {@code map}, stand in it once. */
final class ListUniqueness {
    private ListUniqueness() {}

    static List<Violation> check(JsonNode object, StructuralSchema schema) {
        List<Violation> found = new ArrayList<>();
        check(object, schema, FieldPath.ROOT, found);
        return found;
    }

    private static void check(JsonNode value, StructuralSchema schema, FieldPath path, List<Violation> found) {
        if (schema == null)
            return;
        if (value.isObject())
            value.properties().forEach(
                    each -> check(each.getValue(), schema.child(each.getKey()), path.child(each.getKey(), schema), found));
        if (!value.isArray())
            return;
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode key = schema.identity(value.get(i));
            if (!key.isMissingNode() && !seen.add(key))
                found.add(new Violation(path.index(i).toString(), Kind.DUPLICATE,
                        key instanceof ObjectNode ? key : JsonValues.shown(key), ""));
            check(value.get(i), schema.items().orElse(null), path.index(i), found);
        }
    }
}
