package com.meddevo.api.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an object, written as Kubernetes writes it.
 *
 * @param text e.g. {@code spec.route.paths[0]}; empty for the object itself
 */
public record FieldPath(String text) {
    /** The object itself. */
    public static final FieldPath ROOT = new FieldPath("");

    private static final Pattern STEP = Pattern.compile("\\[([^]]*)]|([^.\\[]+)");

    /** The names and indexes of a path, from the outside in: {@code spec}, {@code route}, {@code paths}, {@code 0}. */
    public static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path.equals(ROOT.toString()) ? "" : path);
        while (matcher.find())
            steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        return steps;
    }

    /** A named field. */
    FieldPath field(String name) { return new FieldPath(text.isEmpty() ? name : text + "." + name); }

    /** An entry of a list. */
    FieldPath index(int index) { return new FieldPath(text + "[" + index + "]"); }

    /** An entry of a map whose keys the user chooses. */
    FieldPath key(String key) { return new FieldPath(text + "[" + key + "]"); }

    /** What stands under a name in something of the given schema: a field, or an entry of a map. */
    FieldPath child(String name, StructuralSchema schema) {
        return schema.isMap() && !schema.properties().containsKey(name) ? key(name) : field(name);
    }

    @Override
    public String toString() { return text.isEmpty() ? "<nil>" : text; }
}
