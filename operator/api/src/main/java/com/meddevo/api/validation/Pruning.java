package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;

/** Removes what a schema does not know, and says what it was. */
final class Pruning {
    private static final Set<String> ALWAYS_KNOWN = Set.of("apiVersion", "kind", "metadata");

    private Pruning() {}

    /** @param removed receives the paths of what was taken out */
    static void prune(ObjectNode root, StructuralSchema schema, List<String> removed) {
        Iterator<Entry<String, JsonNode>> fields = root.properties().iterator();
        while (fields.hasNext()) {
            Entry<String, JsonNode> field = fields.next();
            if (!ALWAYS_KNOWN.contains(field.getKey()))
                pruneField(fields, field, schema, FieldPath.ROOT, removed);
        }
    }

    private static void prune(JsonNode value, StructuralSchema schema, FieldPath path, List<String> removed) {
        if (value instanceof ObjectNode object) {
            Iterator<Entry<String, JsonNode>> fields = object.properties().iterator();
            while (fields.hasNext())
                pruneField(fields, fields.next(), schema, path, removed);
        } else if (value.isArray() && schema.items().isPresent())
            for (int i = 0; i < value.size(); i++)
            prune(value.get(i), schema.items().get(), path.index(i), removed);
    }

    private static void pruneField(Iterator<?> fields, Entry<String, JsonNode> field, StructuralSchema schema, FieldPath path,
            List<String> removed) {
        StructuralSchema child = schema.child(field.getKey());
        FieldPath childPath = path.child(field.getKey(), schema);
        if (child != null)
            prune(field.getValue(), child, childPath, removed);
        else if (!schema.keepsUnknown()) {
            fields.remove();
            removed.add(childPath.toString());
        }
    }
}
