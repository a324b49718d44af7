package com.meddevo.localcloud.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Model objects out of a form, as the query protocol writes them: {@code Actions.member.1.Type=forward}, maps as {@code entry.1.key} and
 * {@code entry.1.value}. A list that is sent empty ({@code Actions=}) is empty, one that is not sent is absent.
 *
 * @param fields the form
 */
record FormShape(NavigableMap<String, String> fields) {

    Object read(SdkPojo builder) { return read(builder, ""); }

    private Object read(SdkPojo builder, String prefix) {
        for (var field : builder.sdkFields()) {
            var name = prefix + field.locationName();
            if (isPresent(name)) {
                field.set(builder, value(field, name));
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private Object value(SdkField<?> field, String name) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return read(field.constructor().get(), name + ".");
        }
        if (type == MarshallingType.LIST) {
            return list(field.getTrait(ListTrait.class), name);
        }
        if (type == MarshallingType.MAP) {
            return map(field.getTrait(MapTrait.class), name);
        }
        var text = fields.get(name);
        if (text == null) {
            throw new Protocol.Malformed(name + " must have a value and no parts");
        }
        try {
            return simple(field, type, text);
        } catch (NumberFormatException | DateTimeException e) {
            throw new Protocol.Malformed("%s has no valid value: '%s'".formatted(name, text));
        }
    }

    private static Object simple(SdkField<?> field, MarshallingType<?> type, String text) {
        if (type == MarshallingType.STRING) {
            return text;
        }
        if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(text);
        }
        if (type == MarshallingType.LONG) {
            return Long.valueOf(text);
        }
        if (type == MarshallingType.DOUBLE) {
            return Double.valueOf(text);
        }
        if (type == MarshallingType.BOOLEAN) {
            return Boolean.valueOf(text);
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.parse(text);
        }
        throw new IllegalStateException("Field " + field.memberName() + " is of a type that has no form here.");
    }

    private List<Object> list(ListTrait trait, String name) {
        var list = new ArrayList<>();
        for (var number = 1; isPresent(name + ".member." + number); number++) {
            list.add(value(trait.memberFieldInfo(), name + ".member." + number));
        }
        return list;
    }

    private Map<String, Object> map(MapTrait trait, String name) {
        var map = new LinkedHashMap<String, Object>();
        for (var number = 1; isPresent(name + ".entry." + number); number++) {
            var entry = name + ".entry." + number + ".";
            map.put(fields.get(entry + trait.keyLocationName()), value(trait.valueFieldInfo(), entry + trait.valueLocationName()));
        }
        return map;
    }

    private boolean isPresent(String name) {
        var next = fields.ceilingKey(name + ".");
        return fields.containsKey(name) || next != null && next.startsWith(name + ".");
    }
}
