package com.meddevo.localkube.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/** Lists in the metadata of objects. */
final class Entries {
    private Entries() {}

    /** Takes entries out of a list such as {@code finalizers}; a list that is empty then is taken out itself. Gives the object back. */
    static ObjectNode remove(ObjectNode object, String list, Predicate<JsonNode> which) {
        if (object.at("/metadata/" + list) instanceof ArrayNode entries) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (which.test(entries.get(i))) {
                    entries.remove(i);
                }
            }
            if (entries.isEmpty()) {
                object.withObject("/metadata").remove(list);
            }
        }
        return object;
    }
}
