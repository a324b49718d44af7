package com.meddevo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints a plan for a terminal: one line a change, one indented line a field. */
final class PlanText {
    private static final Set<String> EMPTY = Set.of("null", "[]", "{}");
    /** What is longer than that and has parts is printed part by part. */
    private static final int LINE = 100;

    private PlanText() {}

    static String of(Plan plan) {
        var out = new StringBuilder();
        for (var change : plan.changes()) {
            var entry = PlanEntry.of(change);
            out.append(entry.sign()).append(' ').append(entry.verb()).append(' ').append(entry.id());
            entry.blockedBy().ifPresent(by -> out.append("  blocked by ").append(by).append(':'));
            entry.because().ifPresent(because -> out.append(entry.blockedBy().isPresent() ? " " : "  ").append(oneLine(because)));
            out.append('\n');
            details(entry).forEach(line -> out.append("    ").append(line).append('\n'));
        }
        plan.kept().forEach(kept -> out.append("= keep ").append(kept.id()).append("  ").append(oneLine(kept.because())).append('\n'));
        plan.notRead()
                .forEach(missing -> out.append("? ").append(missing.app()).append("  not read: ").append(missing.what()).append('\n'));
        plan.notes().forEach(note -> out.append("* note ").append(note.app()).append("  ").append(oneLine(note.text())).append('\n'));
        plan.undeclared()
                .forEach(one -> out.append("# undeclared ").append(one.resource()).append("  ").append(undeclared(one)).append('\n'));
        return out.append(summary(plan)).append('\n').toString();
    }

    /**
     * The fields of a change, one line each: {@code path: observed -> desired  (effect: because)}; of a create {@code path: desired}, with the paths that an
     * update would name.
     */
    static List<String> details(PlanEntry entry) {
        var lines = new ArrayList<String>();
        entry.desired().ifPresent(state -> parts((Record) state, "", lines));
        entry.fields().forEach(field -> lines.add(field(field)));
        return lines;
    }

    private static void parts(Record record, String path, List<String> lines) {
        for (var component : Components.of(record)) {
            boolean known = path.isEmpty() && component.name().equals("id");
            if (!known && !component.undeclared()) value(component.of(record), path + component.name(), lines);
        }
    }

    private static void value(Object value, String path, List<String> lines) {
        String text = value(value);
        if (EMPTY.contains(text)) return;
        Object inner = value instanceof Optional<?> optional ? optional.get() : value;
        if (path.length() + text.length() <= LINE) lines.add(path + ": " + text);
        else if (inner instanceof ResourceId) lines.add(path + ": " + text);
        else if (inner instanceof Record record) parts(record, path + ".", lines);
        else if (inner instanceof Map<?, ?> map) new TreeMap<>(map).forEach((key, one) -> value(one, path + "." + key, lines));
        else
            lines.add(path + ": " + text);
    }

    static String field(FieldChange field) {
        return field.path() + ": " + value(field.observed()) + " -> " + value(field.desired())
                + (field.effect() == Effect.IN_PLACE ? "" : "  (" + field.effect().name().toLowerCase() + ": " + field.because() + ")");
    }

    /** A difference that nobody declared: {@code path: observed instead of desired  (tier: because)}. */
    static String undeclared(Deviation one) {
        return one.field() + ": " + value(one.observed()) + " instead of " + value(one.desired()) + "  (" + one.tier().text().toLowerCase()
                + (one.because().isEmpty() ? "" : ": " + one.because()) + ")";
    }

    static String value(Object value) {
        String json = CanonicalJson.of(value);
        return json.length() > 2 && json.startsWith("\"") && !json.contains("\\") && !json.contains(" ")
                ? json.substring(1, json.length() - 1)
                : json;
    }

    /** What others wrote may have several lines. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    static String summary(Plan plan) {
        if (plan.settled()) return "Nothing to do.";
        var counts = plan.changes().stream().map(PlanEntry::of)
                .collect(Collectors.groupingBy(entry -> entry.blockedBy().isPresent() ? "blocked" : entry.verb(), Collectors.counting()));
        var parts = new ArrayList<String>();
        for (String verb : List.of("create", "adopt", "update", "delete", "blocked")) {
            if (counts.containsKey(verb)) parts.add(counts.get(verb) + (verb.equals("blocked") ? " blocked" : " to " + verb));
        }
        if (!plan.notRead().isEmpty()) parts.add(plan.notRead().size() + " not read");
        return String.join(", ", parts) + ".";
    }
}
