package com.meddevo.localcloud.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Values without parts as forms, XML, paths and headers carry them: times by ISO 8601, bytes as Base64. */
final class PlainText {

    private PlainText() {}

    /**
     * Reads a value.
     *
     * @param name as what the caller knows the field
     * @throws Protocol.Malformed if the text is none of the field's values
     */
    static Object read(SdkField<?> field, String name, String text) {
        try {
            return read(field, text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Protocol.Malformed("%s has no valid value: '%s'".formatted(name, text));
        }
    }

    private static Object read(SdkField<?> field, String text) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return text;
        }
        if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(text);
        }
        if (type == MarshallingType.LONG) {
            return Long.valueOf(text);
        }
        if (type == MarshallingType.FLOAT) {
            return Float.valueOf(text);
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
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
        }
        throw new IllegalStateException("Field " + field.memberName() + " is of a type that has no text here.");
    }

    /** Writes a value. */
    static String write(Object value) {
        return switch (value) {
            case Instant time -> DateTimeFormatter.ISO_INSTANT.format(time);
            case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
            default -> value.toString();
        };
    }
}
