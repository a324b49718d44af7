package com.meddevo.localcloud.wire;

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
 * Model objects out of a form. A list that is sent empty ({@code Actions=}) is empty, one that is not sent is absent.
 *
 * @param fields the form
 * @param lists  how elements of lists are numbered
 */
record FormShape(NavigableMap<String, String> fields, Lists lists) {

    /** How elements of lists are numbered. */
    enum Lists {
        /** {@code Actions.member.1.Type=forward}, as the query protocol does, unless the model says that a list is flat. */
        OF_MEMBERS,
        /** {@code Filter.1.Name=group-id}, as EC2 does. */
        FLAT
    }

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
        return PlainText.read(field, name, text);
    }

    private List<Object> list(ListTrait trait, String name) {
        var isFlat = lists == Lists.FLAT || trait.isFlattened();
        var prefix = isFlat ? name + "." : name + ".member.";
        var list = new ArrayList<>();
        for (var number = 1; isPresent(prefix + number); number++) {
            list.add(value(trait.memberFieldInfo(), prefix + number));
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
