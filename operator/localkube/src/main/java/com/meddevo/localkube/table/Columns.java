package com.meddevo.localkube.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of each kind. */
public final class Columns {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Column AGE = new Column("Age", "date", "", "Time since the object was created.", 0,
            byType("date", JsonPath.of(".metadata.creationTimestamp")));

    private Columns() {}

    /** The columns that a CustomResourceDefinition lists; only the age if it lists none. */
    public static List<Column> custom(JsonNode printerColumns) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode each : printerColumns) {
            String type = each.path("type").asText();
            columns.add(new Column(each.path("name").asText(), type, each.path("format").asText(), each.path("description").asText(),
                    each.path("priority").asInt(), byType(type, JsonPath.of(each.path("jsonPath").asText()))));
        }
        return columns.isEmpty() ? List.of(AGE) : List.copyOf(columns);
    }

    /** The columns of a built-in kind. */
    public static List<Column> builtin(String kind) {
        return switch (kind) {
            case "Namespace" -> List.of(text("Status", ".status.phase", "Active or Terminating."), AGE);
            case "ConfigMap" -> List.of(entries("data", "binaryData"), AGE);
            case "Secret" -> List.of(text("Type", ".type", "What sort of secret it is."), entries("data"), AGE);
            case "Lease" -> List.of(text("Holder", ".spec.holderIdentity", "Who holds it."), AGE);
            case "Event" -> List.of(new Column("Last Seen", "date", "", "When it happened last.", 0, Columns::lastSeen),
                    text("Type", ".type", "Normal or Warning."), text("Reason", ".reason", "One word for machines."),
                    new Column("Object", "string", "", "What it is about.", 0, Columns::about),
                    text("Message", ".message", "A sentence for people."));
            case "CustomResourceDefinition" -> List.of(text("Created At", ".metadata.creationTimestamp", "When it was created."));
            default -> List.of(AGE);
        };
    }

    private static Column text(String name, String path, String description) {
        return new Column(name, "string", "", description, 0, byType("string", JsonPath.of(path)));
    }

    private static Column entries(String... fields) {
        return new Column("Data", "integer", "", "How many entries it has.", 0, (object, now) -> {
            int count = 0;
            for (String field : fields) {
                count += object.path(field).size();
            }
            return JSON.numberNode(count);
        });
    }

    private static JsonNode lastSeen(JsonNode event, Instant now) {
        for (String field : List.of("/series/lastObservedTime", "/lastTimestamp", "/eventTime", "/firstTimestamp",
                "/metadata/creationTimestamp")) {
            if (event.at(field).isTextual()) {
                return JSON.textNode(Age.of(event.at(field).asText(), now));
            }
        }
        return JSON.textNode("<unknown>");
    }

    private static JsonNode about(JsonNode event, Instant now) {
        JsonNode object = event.path("involvedObject");
        return JSON.textNode(object.path("kind").asText().toLowerCase(Locale.ROOT) + "/" + object.path("name").asText());
    }

    private static Column.Cell byType(String type, JsonPath path) {
        return (object, now) -> {
            List<JsonNode> found = path.find(object);
            JsonNode value = found.isEmpty() ? JSON.nullNode() : found.getFirst();
            if (value.isNull()) {
                return value;
            }
            return switch (type) {
                case "date" -> value.isTextual() ? JSON.textNode(Age.of(value.asText(), now)) : JSON.nullNode();
                case "string" -> value.isTextual() ? value : JSON.textNode(value.isValueNode() ? value.asText() : value.toString());
                case "integer" -> value.isNumber() ? JSON.numberNode(value.asLong()) : JSON.nullNode();
                case "number" -> value.isNumber() ? value : JSON.nullNode();
                case "boolean" -> value.isBoolean() ? value : JSON.nullNode();
                default -> JSON.nullNode();
            };
        };
    }
}
