package com.meddevo.localkube.failure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The object a failure is about.
 *
 * @param group API group, empty for the core group
 * @param plural resource name, for example {@code configmaps}
 * @param name the object's name
 */
public record Subject(String group, String plural, String name) {

    /** {@code meddevoapps.meddevo.com "techdoc"}. */
    public String quoted() {
        return plural + (group.isEmpty() ? "" : "." + group) + " \"" + name + "\"";
    }

    /** What a Status object's {@code details} say of it. */
    public ObjectNode details() {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("name", name);
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        return details.put("kind", plural);
    }
}
