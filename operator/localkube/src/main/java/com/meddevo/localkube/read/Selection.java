package com.meddevo.localkube.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.type.ResourceType;
import java.util.function.Predicate;

/**
 * Which objects a client is interested in.
 *
 * @param type their kind
 * @param namespace their namespace; empty for all
 * @param matches what their labels and fields must fulfil
 */
public record Selection(ResourceType type, String namespace, Predicate<JsonNode> matches) {

    /**
     * Reads selectors in text; null or empty ones select everything.
     *
     * @param name only the object of this name; null for all
     */
    public static Selection of(ResourceType type, String namespace, String name, String labelSelector, String fieldSelector) {
        Predicate<JsonNode> matches = object -> true;
        if (name != null) {
            matches = matches.and(object -> object.at("/metadata/name").asText().equals(name));
        }
        if (labelSelector != null && !labelSelector.isBlank()) {
            matches = matches.and(LabelSelector.parse(labelSelector));
        }
        if (fieldSelector != null && !fieldSelector.isBlank()) {
            matches = matches.and(FieldSelector.parse(fieldSelector, type));
        }
        return new Selection(type, namespace, matches);
    }

    /** Whether an object at a place is selected; a missing object is not. */
    public boolean selects(ObjectKey key, JsonNode object) {
        return object != null && key.collection().equals(type.collection()) && (namespace.isEmpty() || key.namespace().equals(namespace))
                && matches.test(object);
    }
}
