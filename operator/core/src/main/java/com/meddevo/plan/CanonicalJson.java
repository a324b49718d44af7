package com.meddevo.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Writes values as JSON in one way only, so that equal values give equal text on every machine: object keys sorted by UTF-16 code unit and no white
 * space (RFC 8785 for what occurs in plans: strings, integers, booleans, arrays, objects). Records are objects; ids, durations, instants and enums are
 * strings; an empty optional is left out, and so is what is {@link Undeclared}.
 */
public final class CanonicalJson {
    private final boolean chosenLate;

    private CanonicalJson(boolean chosenLate) { this.chosenLate = chosenLate; }

    public static String of(Object value) { return new CanonicalJson(true).text(value); }

    /** Like {@link #of}, without the record components that are marked {@link ChosenLate}. */
    static String withoutChosenLate(Object value) {
        return new CanonicalJson(false).text(value);
    }

    private void append(Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case ResourceId id -> string(id.toString(), out);
            case Boolean bool -> out.append(bool);
            case Integer number -> out.append(number);
            case Long number -> out.append(number);
            case Short number -> out.append(number);
            case Number number -> throw noSingleText(number);
            case Optional<?> optional -> append(optional.orElse(null), out);
            case Map<?, ?> map -> object(map, out);
            case Set<?> set -> array(set.stream().map(this::text).sorted().toList(), (text, to) -> to.append(text), out);
            case Collection<?> list -> array(list, this::append, out);
            case Record record -> object(components(record), out);
            default -> {
                if (value.getClass().isArray()) throw noSingleText(value);
                string(value.toString(), out);
            }
        }
    }

    private static IllegalArgumentException noSingleText(Object value) {
        return new IllegalArgumentException(
                "a " + value.getClass().getSimpleName() + " cannot be written in one way only; use a whole number or a string");
    }

    private String text(Object value) {
        var out = new StringBuilder();
        append(value, out);
        return out.toString();
    }

    private Map<String, Object> components(Record record) {
        var members = new HashMap<String, Object>();
        for (var component : Components.of(record)) {
            if (!component.undeclared() && (chosenLate || !component.chosenLate())) members.put(component.name(), component.of(record));
        }
        return members;
    }

    private void object(Map<?, ?> members, StringBuilder out) {
        var sorted = new TreeMap<String, Object>();
        members.forEach((key, value) -> {
            if (!(value instanceof Optional<?> optional && optional.isEmpty())) sorted.put(key.toString(), value);
        });
        out.append('{');
        String separator = "";
        for (var entry : sorted.entrySet()) {
            out.append(separator);
            string(entry.getKey(), out);
            out.append(':');
            append(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static <T> void array(Collection<T> elements, BiConsumer<T, StringBuilder> write, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (T element : elements) {
            out.append(separator);
            write.accept(element, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void string(String text, StringBuilder out) {
        if (text.chars().allMatch(c -> c >= 0x20 && c != '"' && c != '\\')) {
            out.append('"').append(text).append('"');
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
                    else
                        out.append(c);
                }
            }
        }
        out.append('"');
    }
}
