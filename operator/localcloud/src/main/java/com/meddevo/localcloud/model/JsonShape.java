package com.meddevo.localcloud.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Model objects as JSON, as AWS's JSON protocols 1.0 and 1.1 write them: times as seconds since 1970, bytes as Base64. What is absent stays
 * absent: a list that was never set is not written, an empty one is.
 */
public final class JsonShape {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private JsonShape() {}

    /** A value that cannot be what the model says it is. */
    public static final class Mismatch extends RuntimeException {

        Mismatch(String name, String expected, JsonNode found) { super("%s must be %s, not %s".formatted(name, expected, found)); }
    }

    /** Writes a request, a response, an exception's members or a part of one. */
    public static ObjectNode write(SdkPojo pojo) {
        var node = NODES.objectNode();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                node.set(field.locationName(), write(value));
            }
        }
        return node;
    }

    private static JsonNode write(Object value) {
        return switch (value) {
            case SdkPojo pojo -> write(pojo);
            case List<?> list -> {
                var array = NODES.arrayNode(list.size());
                list.forEach(element -> array.add(element == null ? NODES.nullNode() : write(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = NODES.objectNode();
                map.forEach((key, element) -> object.set(key.toString(), write(element)));
                yield object;
            }
            case String text -> NODES.textNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case Instant time -> NODES.numberNode(BigDecimal.valueOf(time.toEpochMilli(), 3));
            case SdkBytes bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            case Document document -> write(document.unwrap());
            default -> throw new IllegalStateException("The model has values of " + value.getClass() + ", which have no JSON form here.");
        };
    }

    /**
     * Reads an object; members that the model does not know are left out, as AWS leaves them out.
     *
     * @param node    the object
     * @param builder an empty builder of what it is
     * @return what was built
     * @throws Mismatch if a member is of another type than the model says
     */
    public static Object read(JsonNode node, SdkPojo builder) {
        for (var field : builder.sdkFields()) {
            var value = node.get(field.locationName());
            if (value != null && !value.isNull()) {
                field.set(builder, read(field, value));
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object read(SdkField<?> field, JsonNode node) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return expect(node.isTextual(), field, "a string", node).asText();
        }
        if (type == MarshallingType.BOOLEAN) {
            return expect(node.isBoolean(), field, "true or false", node).asBoolean();
        }
        if (type == MarshallingType.INTEGER) {
            return expect(node.canConvertToInt(), field, "an integer", node).asInt();
        }
        if (type == MarshallingType.LONG) {
            return expect(node.canConvertToLong(), field, "an integer", node).asLong();
        }
        if (type == MarshallingType.FLOAT) {
            return (float) expect(node.isNumber(), field, "a number", node).asDouble();
        }
        if (type == MarshallingType.DOUBLE) {
            return expect(node.isNumber(), field, "a number", node).asDouble();
        }
        if (type == MarshallingType.INSTANT) {
            var seconds = expect(node.isNumber(), field, "a number of seconds", node).decimalValue();
            return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(expect(node.isTextual(), field, "Base64", node).asText()));
        }
        if (type == MarshallingType.SDK_POJO) {
            return read(expect(node.isObject(), field, "an object", node), field.constructor().get());
        }
        if (type == MarshallingType.LIST) {
            var member = field.getTrait(ListTrait.class).memberFieldInfo();
            var list = new ArrayList<>();
            expect(node.isArray(), field, "a list", node).forEach(element -> list.add(read(member, element)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            var member = field.getTrait(MapTrait.class).valueFieldInfo();
            var map = new LinkedHashMap<String, Object>();
            expect(node.isObject(), field, "an object", node).properties()
                    .forEach(entry -> map.put(entry.getKey(), read(member, entry.getValue())));
            return map;
        }
        if (type == MarshallingType.DOCUMENT) {
            return document(node);
        }
        throw new IllegalStateException("Field " + field.memberName() + " is of a type that has no JSON form here.");
    }

    private static Document document(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Document.fromString(node.asText());
            case BOOLEAN -> Document.fromBoolean(node.asBoolean());
            case NUMBER -> Document.fromNumber(node.decimalValue());
            case ARRAY -> Document.fromList(node.valueStream().map(JsonShape::document).toList());
            case OBJECT -> {
                var map = new LinkedHashMap<String, Document>();
                node.properties().forEach(entry -> map.put(entry.getKey(), document(entry.getValue())));
                yield Document.fromMap(map);
            }
            default -> Document.fromNull();
        };
    }

    private static JsonNode expect(boolean holds, SdkField<?> field, String expected, JsonNode found) {
        if (!holds) {
            throw new Mismatch(field.locationName() == null ? field.memberName() : field.locationName(), expected, found);
        }
        return found;
    }
}
