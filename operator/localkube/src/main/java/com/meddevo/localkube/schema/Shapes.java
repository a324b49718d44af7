package com.meddevo.localkube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.text.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads shapes from OpenAPI schemas with the {@code x-kubernetes} extensions. */
public final class Shapes {
    private static final JsonNode METADATA = Yaml.resource(Shapes.class, "metadata.yaml").getFirst();
    private static final Shape METADATA_SHAPE = of(METADATA);

    private Shapes() {}

    /** The schema of the metadata of every object. */
    public static JsonNode metadata() { return METADATA; }

    /** The shape of a whole object: its schema with the metadata every object has. */
    static Shape ofObject(JsonNode schema) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        Optional<Shape> others = Optional.empty();
        if (of(schema) instanceof Shape.Fields(Map<String, Shape> known, Optional<Shape> rest)) {
            fields.putAll(known);
            others = rest;
        }
        fields.put("apiVersion", new Shape.Whole());
        fields.put("kind", new Shape.Whole());
        fields.put("metadata", METADATA_SHAPE);
        return new Shape.Fields(fields, others);
    }

    private static Shape of(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "" -> schema.path("x-kubernetes-int-or-string").asBoolean() ? new Shape.Whole() : new Shape.Unknown();
            default -> new Shape.Whole();
        };
    }

    private static Shape object(JsonNode schema) {
        if (schema.path("x-kubernetes-map-type").asText().equals("atomic")) {
            return new Shape.Whole();
        }
        Map<String, Shape> fields = new HashMap<>();
        schema.path("properties").properties().forEach(each -> fields.put(each.getKey(), of(each.getValue())));
        if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            fields.putIfAbsent("metadata", METADATA_SHAPE);
        }
        JsonNode values = schema.path("additionalProperties");
        if (values.isObject()) {
            return new Shape.Fields(fields, Optional.of(of(values)));
        }
        boolean open = values.asBoolean() || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        return new Shape.Fields(fields, open ? Optional.of(new Shape.Unknown()) : Optional.empty());
    }

    private static Shape array(JsonNode schema) {
        return switch (schema.path("x-kubernetes-list-type").asText()) {
            case "set" -> new Shape.Members();
            case "map" -> {
                List<String> keys = new ArrayList<>();
                Map<String, JsonNode> defaults = new HashMap<>();
                JsonNode item = schema.path("items");
                for (JsonNode key : schema.path("x-kubernetes-list-map-keys")) {
                    keys.add(key.asText());
                    JsonNode standsFor = item.path("properties").path(key.asText()).get("default");
                    if (standsFor != null) {
                        defaults.put(key.asText(), standsFor);
                    }
                }
                yield new Shape.Keyed(List.copyOf(keys), defaults, of(item));
            }
            default -> new Shape.Whole();
        };
    }
}
