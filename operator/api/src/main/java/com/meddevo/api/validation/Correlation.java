package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Optional;

/**
 * A value and what stood in its place before, for rules that compare the two and because a server does not complain again of what it once took:
 * a value that an update leaves as it was passes, even if the schema became stricter since.
 *
 * @param value what stands there
 * @param old what stood there; empty if nothing did, if the object is new, or if the entries of the list around it have no keys
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting">Validation
 *      ratcheting</a>
 */
record Correlation(JsonNode value, Optional<JsonNode> old) {
    /** Numbers are equal by what they say, not by how they were read. */
    private static final Comparator<JsonNode> BY_VALUE = (a, b) -> a.equals(b)
            ? 0
            : a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : 1;

    boolean isUnchanged() { return old.isPresent() && old.get().equals(BY_VALUE, value); }

    Correlation field(String name) { return new Correlation(value.path(name), old.map(o -> o.get(name))); }

    /** @param list the schema of the list that this is */
    Correlation entry(int index, StructuralSchema list) {
        JsonNode entry = value.path(index);
        if (!"map".equals(list.listType()) || old.isEmpty())
            return new Correlation(entry, Optional.empty());
        JsonNode key = list.identity(entry);
        for (JsonNode before : old.get())
            if (list.identity(before).equals(BY_VALUE, key))
                return new Correlation(entry, Optional.of(before));
        return new Correlation(entry, Optional.empty());
    }
}
