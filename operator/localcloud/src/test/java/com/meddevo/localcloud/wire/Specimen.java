package com.meddevo.localcloud.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Model objects with every field set, for round trips. */
final class Specimen {

    private static final int DEEPEST = 16;
    /** Times that EC2's client sends without fractions in some requests. */
    private static final Set<String> CUT_TO_SECONDS = Set.of("StartTime", "ValidFrom", "ValidUntil");

    private Specimen() {}

    static Object of(SdkPojo builder) { return of(builder, 0); }

    private static Object of(SdkPojo builder, int depth) {
        fill(builder, depth);
        return ((SdkBuilder<?, ?>) builder).build();
    }

    static void fill(SdkPojo builder, int depth) {
        if (depth < DEEPEST) {
            builder.sdkFields().forEach(field -> field.set(builder, value(field, depth)));
        }
    }

    /** Headers hold ASCII alone, and Route 53's client takes an id to begin behind its last slash. */
    private static String text(SdkField<?> field) {
        if (field.location() == MarshallLocation.HEADER) {
            return field.memberName();
        }
        var name = String.valueOf(field.memberName());
        return "<%s> & \"ä\" =+%s".formatted(name, name.matches(".*Id|SetIdentifier") ? "" : "/");
    }

    private static Object value(SdkField<?> field, int depth) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return text(field);
        }
        if (type == MarshallingType.INTEGER) {
            return 7 + depth;
        }
        if (type == MarshallingType.LONG) {
            return 1L << 40;
        }
        if (type == MarshallingType.DOUBLE) {
            return 0.125;
        }
        if (type == MarshallingType.FLOAT) {
            return 0.5f;
        }
        if (type == MarshallingType.BOOLEAN) {
            return true;
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.parse(
                    CUT_TO_SECONDS.contains(String.valueOf(field.memberName())) ? "2026-01-05T08:00:00Z" : "2026-01-05T08:00:00.123Z");
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromUtf8String("bytes");
        }
        if (type == MarshallingType.DOCUMENT) {
            return Document.fromMap(
                    Map.of("a", Document.fromList(List.of(Document.fromString("text"), Document.fromBoolean(true)))));
        }
        if (type == MarshallingType.LIST) {
            var member = field.getTrait(ListTrait.class).memberFieldInfo();
            return depth < 4 ? List.of(value(member, depth + 1), value(member, depth + 1)) : List.of(value(member, depth + 1));
        }
        if (type == MarshallingType.MAP) {
            return Map.of("key", value(field.getTrait(MapTrait.class).valueFieldInfo(), depth + 1));
        }
        return of(field.constructor().get(), depth + 1);
    }
}
