package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The part of an object that managers can own: all but its identity and what the server keeps. */
final class Tracked {
    private static final List<String> SERVERS_OWN = List.of("name", "namespace", "generateName", "uid", "resourceVersion", "generation",
            "creationTimestamp",
            "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "managedFields");

    private Tracked() {}

    /** Whether a field of the metadata is the server's, or identity. */
    static boolean isServers(String metadataField) {
        return SERVERS_OWN.contains(metadataField);
    }

    /** A copy with only what can be owned through a subresource; {@code status} belongs to its subresource if there is one. */
    static ObjectNode of(JsonNode object, String subresource, boolean statusApart) {
        ObjectNode tracked = JsonNodeFactory.instance.objectNode();
        if (subresource.equals("status")) {
            if (object.has("status")) {
                tracked.set("status", object.get("status"));
            }
            return tracked;
        }
        tracked.setAll((ObjectNode) object);
        tracked.remove(List.of("apiVersion", "kind"));
        if (statusApart) {
            tracked.remove("status");
        }
        if (object.path("metadata") instanceof ObjectNode metadata) {
            ObjectNode ownable = JsonNodeFactory.instance.objectNode();
            ownable.setAll(metadata);
            ownable.remove(SERVERS_OWN);
            tracked.set("metadata", ownable);
            if (ownable.isEmpty()) {
                tracked.remove("metadata");
            }
        }
        return tracked;
    }
}
