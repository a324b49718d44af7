package com.meddevo.localkube.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.schema.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A merge patch that knows lists: keyed lists merge by key, sets by value, and directives say what a value cannot ({@code $patch},
 * {@code $retainKeys}, {@code $deleteFromPrimitiveList/…}, {@code $setElementOrder/…}). For built-in kinds only, as on a real server. See
 * <a href="https://github.com/kubernetes/design-proposals-archive/blob/main/api-machinery/strategic-merge-patch.md">its definition</a>.
 */
public final class StrategicMergePatch {
    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE = "$deleteFromPrimitiveList/";

    private StrategicMergePatch() {}

    /** The patched value; the given ones stay as they are. */
    public static JsonNode apply(JsonNode target, JsonNode patch, Shape shape) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        if (changes.path(DIRECTIVE).asText().equals("delete")) {
            return JsonNodeFactory.instance.objectNode();
        }
        boolean replace = changes.path(DIRECTIVE).asText().equals("replace") || !(target instanceof ObjectNode);
        ObjectNode result = replace ? JsonNodeFactory.instance.objectNode() : ((ObjectNode) target).deepCopy();
        for (Map.Entry<String, JsonNode> each : changes.properties()) {
            field(result, each.getKey(), each.getValue(), shape);
        }
        if (changes.has(RETAIN)) {
            List<String> kept = new ArrayList<>();
            changes.get(RETAIN).forEach(name -> kept.add(name.asText()));
            result.retain(kept);
        }
        return result;
    }

    private static void field(ObjectNode result, String name, JsonNode value, Shape shape) {
        if (name.startsWith(DELETE)) {
            String list = name.substring(DELETE.length());
            result.set(list, members(result.path(list), JsonNodeFactory.instance.arrayNode(), value));
        } else if (name.startsWith("$")) {
            return;
        } else if (value.isNull()) {
            result.remove(name);
        } else {
            result.set(name, merged(result.path(name), value, shape.field(name)));
        }
    }

    private static JsonNode merged(JsonNode current, JsonNode value, Shape shape) {
        if (value instanceof ArrayNode list && shape instanceof Shape.Keyed keyed) {
            return items(current, list, keyed);
        } else if (value instanceof ArrayNode list && shape instanceof Shape.Members) {
            return members(current, list, JsonNodeFactory.instance.arrayNode());
        }
        return apply(current, value, shape);
    }

    private static ArrayNode members(JsonNode current, ArrayNode added, JsonNode removed) {
        List<JsonNode> all = new ArrayList<>();
        current.forEach(all::add);
        added.forEach(each -> {
            if (!all.contains(each)) {
                all.add(each);
            }
        });
        removed.forEach(all::remove);
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    private static ArrayNode items(JsonNode current, ArrayNode patch, Shape.Keyed keyed) {
        boolean replace = patch.valueStream().anyMatch(each -> each.size() == 1 && each.path(DIRECTIVE).asText().equals("replace"));
        Map<List<JsonNode>, JsonNode> items = new LinkedHashMap<>();
        if (!replace) {
            current.forEach(each -> items.put(key(each, keyed), each));
        }
        for (JsonNode each : patch) {
            List<JsonNode> key = key(each, keyed);
            if (each.path(DIRECTIVE).asText().equals("delete")) {
                items.remove(key);
            } else if (!(each.size() == 1 && each.has(DIRECTIVE))) {
                items.put(key, apply(items.getOrDefault(key, JsonNodeFactory.instance.missingNode()), each, keyed.item()));
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(items.values());
    }

    private static List<JsonNode> key(JsonNode item, Shape.Keyed keyed) { return keyed.keys().stream().map(item::path).toList(); }
}
