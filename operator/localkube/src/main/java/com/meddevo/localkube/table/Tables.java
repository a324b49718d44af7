package com.meddevo.localkube.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Makes {@code meta.k8s.io/v1} Tables. */
public final class Tables {
    private final Clock clock;

    /** @param clock against which ages are told */
    public Tables(Clock clock) { this.clock = clock; }

    /** How much of an object a row carries besides its cells. */
    public enum Include {
        NONE, METADATA, OBJECT
    }

    /**
     * A table of objects.
     *
     * @param columns of their kind, the name aside
     * @param withHeader whether the columns are described; in a watch only the first table needs it
     */
    public ObjectNode table(List<Column> columns, List<? extends JsonNode> objects, Include include, boolean withHeader) {
        ObjectNode table = JsonNodeFactory.instance.objectNode().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata");
        ArrayNode header = table.putArray("columnDefinitions");
        if (withHeader) {
            describe(header, "Name", "string", "name", "Name of the object, unique within its kind and namespace.", 0);
            columns.forEach(each -> describe(header, each.name(), each.type(), each.format(),
                    each.description(), each.priority()));
        }
        ArrayNode rows = table.putArray("rows");
        Instant now = clock.instant();
        for (JsonNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells").add(object.at("/metadata/name").asText());
            columns.forEach(each -> cells.add(each.cell().of(object, now)));
            if (include != Include.NONE) {
                row.set("object", include == Include.OBJECT ? object : partial(object));
            }
        }
        return table;
    }

    private static void describe(ArrayNode header, String name, String type, String format, String description, int priority) {
        header.addObject().put("name", name).put("type", type).put("format", format).put("description", description).put("priority",
                priority);
    }

    /** An object reduced to its metadata. */
    public static ObjectNode partial(JsonNode object) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", object.get("metadata"));
        return partial;
    }
}
