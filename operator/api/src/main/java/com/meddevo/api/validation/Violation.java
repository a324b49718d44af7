package com.meddevo.api.validation;

import java.util.Objects;

/**
 * One thing that is wrong with an object, worded as an API server words it.
 *
 * @param path where, e.g. {@code spec.task.cpu}, {@code spec.route.paths[0]}, {@code spec.task.environment[KEY]}; {@code <nil>} for the object itself
 * @param kind what sort of wrong
 * @param badValue what stands there: a String, Number or Boolean; the number of entries for a bound on it; the keys of a duplicate entry as JSON;
 *        null where nothing stands, or what stands there is an object or a list and so too long to show
 * @param message what is wrong with it or what is allowed instead; empty where the kind says it all
 */
public record Violation(String path, Kind kind, Object badValue, String message) {

    /** The sorts of errors, with the reasons and words of Kubernetes' {@code field.Error}. */
    public enum Kind {
        /** A field that must be there is not. */
        REQUIRED("FieldValueRequired", "Required value"),
        /** The value breaks a bound, a pattern or a rule. */
        INVALID("FieldValueInvalid", "Invalid value"),
        /** The value is none of a closed list. */
        NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
        /** The text is longer than allowed. */
        TOO_LONG("FieldValueTooLong", "Too long"),
        /** The list or map has more entries than allowed. */
        TOO_MANY("FieldValueTooMany", "Too many"),
        /** An entry of a list whose entries must differ stands there twice. */
        DUPLICATE("FieldValueDuplicate", "Duplicate value"),
        /** The value has another JSON type than the schema says. */
        TYPE_INVALID("FieldValueTypeInvalid", "Invalid value"),
        /** A rule forbids the field here. */
        FORBIDDEN("FieldValueForbidden", "Forbidden");

        private final String reason;
        private final String words;

        Kind(String reason, String words) {
            this.reason = reason;
            this.words = words;
        }

        /** The machine-readable reason as it stands in {@code status.details.causes[].reason}, e.g. {@code FieldValueRequired}. */
        public String reason() {
            return reason;
        }
    }

    public Violation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        message = message == null ? "" : message;
    }

    /** What is wrong, without the place: the {@code message} of a {@code status.details.causes[]}. */
    public String description() {
        String start = switch (kind) {
            case REQUIRED, FORBIDDEN, TOO_LONG -> kind.words;
            default -> badValue == null ? kind.words : kind.words + ": " + quoted(badValue);
        };
        return message.isEmpty() ? start : start + ": " + message;
    }

    /** {@code path: what is wrong}, as kubectl prints it. */
    @Override
    public String toString() { return path + ": " + description(); }

    private static String quoted(Object value) {
        if (value instanceof String text)
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        return String.valueOf(value);
    }
}
