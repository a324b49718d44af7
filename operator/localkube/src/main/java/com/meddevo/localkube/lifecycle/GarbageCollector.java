package com.meddevo.localkube.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ResourceTypes;
import com.meddevo.localkube.write.DeleteOptions;
import com.meddevo.localkube.write.Deletion;
import com.meddevo.localkube.write.Part;
import com.meddevo.localkube.write.WriteOptions;
import com.meddevo.localkube.write.Writes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Deletes what depends only on owners that are gone. An owner that is deleted in the foreground waits for its dependents; one that is deleted
 * as orphaning lets go of them first.
 */
final class GarbageCollector implements Lifecycle.Follower {
    private static final WriteOptions AS = WriteOptions.byServer("garbage-collector");

    private final Store store;
    private final ResourceTypes types;
    private final Writes writes;
    private final Deletion deletion;

    GarbageCollector(Store store, ResourceTypes types, Writes writes, Deletion deletion) {
        this.store = store;
        this.types = types;
        this.writes = writes;
        this.deletion = deletion;
    }

    @Override
    public void present(ObjectKey key, ObjectNode object) {
        if (!owners(object).isEmpty()) {
            settle(key, object);
        }
        if (object.at("/metadata").has("deletionTimestamp")) {
            finish(key, object);
        }
    }

    @Override
    public void gone(ObjectKey key, ObjectNode last) {
        dependents(uid(last)).forEach(this::settle);
        for (JsonNode reference : owners(last)) {
            find(reference, key.namespace()).ifPresent(owner -> store.get(owner).ifPresent(object -> finish(owner, object)));
        }
    }

    /** Deletes a dependent without owners, or takes the references to missing ones out. */
    private void settle(ObjectKey key, ObjectNode object) {
        List<String> missing = owners(object).valueStream().filter(reference -> isMissing(reference, key.namespace()))
                .map(reference -> reference.path("uid").asText()).toList();
        Optional<ResourceType> type = types.ofCollection(key.collection());
        if (missing.isEmpty() || type.isEmpty() || store.get(key).filter(current -> uid(current).equals(uid(object))).isEmpty()) {
            return;
        }
        if (missing.size() == owners(object).size()) {
            deletion.delete(type.get(), key,
                    new DeleteOptions(DeleteOptions.Propagation.BACKGROUND, Optional.of(uid(object)), Optional.empty(), false));
        } else {
            letGo(type.get(), key, missing::contains);
        }
    }

    /** Ends an owner's wait for its dependents. */
    private void finish(ObjectKey key, ObjectNode object) {
        Optional<ResourceType> type = types.ofCollection(key.collection());
        if (type.isEmpty()) {
            return;
        }
        if (has(object, Deletion.ORPHAN)) {
            dependents(uid(object)).forEach((dependent, ignored) -> types.ofCollection(dependent.collection())
                    .ifPresent(itsType -> letGo(itsType, dependent, uid(object)::equals)));
            removeFinalizer(type.get(), key, Deletion.ORPHAN);
        } else if (has(object, Deletion.FOREGROUND)) {
            Map<ObjectKey, ObjectNode> dependents = dependents(uid(object));
            dependents.forEach((dependent, its) -> {
                if (!its.at("/metadata").has("deletionTimestamp")) {
                    types.ofCollection(dependent.collection())
                            .ifPresent(itsType -> deletion.delete(itsType, dependent, DeleteOptions.BACKGROUND));
                }
            });
            if (dependents(uid(object)).values().stream().noneMatch(dependent -> blocks(dependent, uid(object)))) {
                removeFinalizer(type.get(), key, Deletion.FOREGROUND);
            }
        }
    }

    private void removeFinalizer(ResourceType type, ObjectKey key, String finalizer) {
        writes.change(type, key, object -> Entries.remove(object, "finalizers", each -> each.asText().equals(finalizer)), Part.OBJECT, AS);
    }

    private void letGo(ResourceType type, ObjectKey key, Predicate<String> ofOwner) {
        writes.change(type, key,
                object -> Entries.remove(object, "ownerReferences", reference -> ofOwner.test(reference.path("uid").asText())),
                Part.OBJECT, AS);
    }

    private Map<ObjectKey, ObjectNode> dependents(String uid) {
        Map<ObjectKey, ObjectNode> all = store.all();
        all.values().removeIf(object -> owners(object).valueStream().noneMatch(reference -> reference.path("uid").asText().equals(uid)));
        return all;
    }

    private static boolean blocks(ObjectNode dependent, String uid) {
        return owners(dependent).valueStream()
                .anyMatch(reference -> reference.path("uid").asText().equals(uid) && reference.path("blockOwnerDeletion").asBoolean());
    }

    private static boolean has(ObjectNode object, String finalizer) {
        return object.at("/metadata/finalizers").valueStream().anyMatch(each -> each.asText().equals(finalizer));
    }

    /** Whether an owner is certainly not there; one of an unknown kind may be. */
    private boolean isMissing(JsonNode reference, String namespace) {
        return types.ofKind(reference.path("apiVersion").asText(), reference.path("kind").asText()).isPresent()
                && find(reference, namespace).isEmpty();
    }

    private Optional<ObjectKey> find(JsonNode reference, String namespace) {
        return types.ofKind(reference.path("apiVersion").asText(), reference.path("kind").asText())
                .map(type -> type.key(namespace, reference.path("name").asText()))
                .filter(key -> store.get(key).filter(object -> uid(object).equals(reference.path("uid").asText())).isPresent());
    }

    private static JsonNode owners(ObjectNode object) { return object.at("/metadata/ownerReferences"); }

    private static String uid(ObjectNode object) { return object.at("/metadata/uid").asText(); }
}
