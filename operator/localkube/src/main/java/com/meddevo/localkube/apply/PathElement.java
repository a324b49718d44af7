package com.meddevo.localkube.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.schema.Shape;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One step from a value to a part of it. */
sealed interface PathElement extends Comparable<PathElement> {

    /** A field of a map. */
    record Name(String name) implements PathElement {
    }

    /** The item of a list whose key fields have these values; sorted by field name. */
    record Item(Map<String, JsonNode> key) implements PathElement {
    }

    /** A member of a set. */
    record Member(JsonNode value) implements PathElement {
    }

    /** The item at a position; managers' entries of other servers may contain it. */
    record Index(int index) implements PathElement {
    }

    /** The element of an item of a keyed list; an absent key stands for its default. */
    static PathElement of(Shape.Keyed list, JsonNode item) {
        Map<String, JsonNode> key = new TreeMap<>();
        for (String field : list.keys()) {
            JsonNode value = item.path(field);
            JsonNode known = value.isMissingNode() ? list.defaults().get(field) : value;
            if (known != null) {
                key.put(field, known);
            }
        }
        return new Item(key);
    }

    /** How FieldsV1 writes it: {@code f:name}, {@code k:{…}}, {@code v:…}, {@code i:0}. */
    default String encoded() {
        return switch (this) {
            case Name(String name) -> "f:" + name;
            case Item(Map<String, JsonNode> key) -> "k:" + keyJson(key);
            case Member(JsonNode value) -> "v:" + value;
            case Index(int index) -> "i:" + index;
        };
    }

    /** Reads what {@link #encoded} writes. */
    static PathElement decode(String encoded) {
        String content = encoded.substring(Math.min(2, encoded.length()));
        try {
            return switch (encoded.substring(0, Math.min(2, encoded.length()))) {
                case "f:" -> new Name(content);
                case "k:" -> new Item(key(Json.MAPPER.readTree(content)));
                case "v:" -> new Member(Json.MAPPER.readTree(content));
                case "i:" -> new Index(Integer.parseInt(content));
                default -> throw new IllegalArgumentException("\"" + encoded + "\" is no element of a field set.");
            };
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How people read it, after the path before it. */
    default String readable() {
        return switch (this) {
            case Name(String name) -> "." + name;
            case Item(Map<String, JsonNode> key) -> key.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(",", "[", "]"));
            case Member(JsonNode value) -> "[=" + value + "]";
            case Index(int index) -> "[" + index + "]";
        };
    }

    @Override
    default int compareTo(PathElement other) { return encoded().compareTo(other.encoded()); }

    private static String keyJson(Map<String, JsonNode> key) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        key.forEach(json::set);
        return json.toString();
    }

    private static Map<String, JsonNode> key(JsonNode json) {
        Map<String, JsonNode> key = new TreeMap<>();
        json.properties().forEach(each -> key.put(each.getKey(), each.getValue()));
        return key;
    }

    /** The one mapper for keys. */
    final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private Json() {}
    }
}
