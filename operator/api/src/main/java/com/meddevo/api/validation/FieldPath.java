package com.meddevo.api.validation;

/**
 * A place in an object, written as Kubernetes writes it.
 *
 * @param text e.g. {@code spec.route.paths[0]}; empty for the object itself
 */
record FieldPath(String text) {
    static final FieldPath ROOT = new FieldPath("");

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
