package com.meddevo.localkube.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ResourceTypes;
import com.meddevo.localkube.write.DeleteOptions;
import com.meddevo.localkube.write.Deletion;
import com.meddevo.localkube.write.Part;
import com.meddevo.localkube.write.WriteOptions;
import com.meddevo.localkube.write.Writes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Empties a namespace that is being deleted, says what still holds it, and lets it go when it is empty. */
final class NamespaceTermination implements Lifecycle.Follower {
    private static final String NAMESPACES = "/namespaces";
    private static final WriteOptions AS = WriteOptions.byServer("namespace-controller");

    private final Store store;
    private final ResourceTypes types;
    private final Writes writes;
    private final Deletion deletion;

    NamespaceTermination(Store store, ResourceTypes types, Writes writes, Deletion deletion) {
        this.store = store;
        this.types = types;
        this.writes = writes;
        this.deletion = deletion;
    }

    @Override
    public void present(ObjectKey key, ObjectNode object) {
        if (key.collection().equals(NAMESPACES) && object.at("/metadata").has("deletionTimestamp")) {
            terminate(key);
        }
    }

    @Override
    public void gone(ObjectKey key, ObjectNode last) {
        ObjectKey namespace = new ObjectKey(NAMESPACES, "", key.namespace());
        store.get(namespace).ifPresent(object -> present(namespace, object));
    }

    private void terminate(ObjectKey namespace) {
        if (store.get(namespace).isEmpty()) {
            return;
        }
        for (ObjectKey each : store.keysIn(namespace.name())) {
            types.ofCollection(each.collection()).ifPresent(type -> delete(type, each));
        }
        ResourceType type = types.find("", "v1", "namespaces").orElseThrow();
        List<ObjectKey> left = store.keysIn(namespace.name());
        if (left.isEmpty()) {
            writes.change(type, namespace, object -> {
                object.withObject("/spec").putArray("finalizers");
                return object;
            }, Part.FINALIZE, AS);
        } else {
            writes.change(type, namespace, object -> withReasons(object, left), Part.STATUS, AS);
        }
    }

    private void delete(ResourceType type, ObjectKey key) {
        try {
            deletion.delete(type, key, DeleteOptions.BACKGROUND);
        } catch (ApiFailure e) {
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    private ObjectNode withReasons(ObjectNode namespace, List<ObjectKey> left) {
        Map<String, Long> kinds = left.stream().map(key -> key.collection().replaceFirst("^(.*)/(.*)$", "$2.$1").replaceFirst("\\.$", ""))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        Map<String, Long> finalizers = left.stream().flatMap(key -> store.get(key).stream())
                .flatMap(object -> object.at("/metadata/finalizers").valueStream()).map(JsonNode::asText)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        condition(namespace, "NamespaceContentRemaining", "SomeResourcesRemain",
                "Some resources are remaining: " + words(kinds, " has ", " resource instances"));
        condition(namespace, "NamespaceFinalizersRemaining", "SomeFinalizersRemain",
                "Some content in the namespace has finalizers remaining: " + words(finalizers, " in ", " resource instances"));
        return namespace;
    }

    private static String words(Map<String, Long> counts, String before, String after) {
        return counts.entrySet().stream().map(each -> each.getKey() + before + each.getValue() + after).collect(Collectors.joining(", "));
    }

    private static void condition(ObjectNode namespace, String type, String reason, String message) {
        ArrayNode conditions = namespace.withObject("/status").withArray("/conditions");
        for (JsonNode each : conditions) {
            if (each.path("type").asText().equals(type)) {
                ((ObjectNode) each).put("message", message);
                return;
            }
        }
        conditions.addObject().put("type", type).put("status", "True").put("reason", reason).put("message", message).put(
                "lastTransitionTime",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
