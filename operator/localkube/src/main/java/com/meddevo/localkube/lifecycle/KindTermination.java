package com.meddevo.localkube.lifecycle;

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
import java.util.Optional;

/** Deletes the objects of a CustomResourceDefinition that is being deleted, and then lets it go. */
final class KindTermination implements Lifecycle.Follower {
    private static final String DEFINITIONS = "apiextensions.k8s.io/customresourcedefinitions";
    private static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";
    private static final WriteOptions AS = WriteOptions.byServer("customresource-cleanup");

    private final Store store;
    private final ResourceTypes types;
    private final Writes writes;
    private final Deletion deletion;

    KindTermination(Store store, ResourceTypes types, Writes writes, Deletion deletion) {
        this.store = store;
        this.types = types;
        this.writes = writes;
        this.deletion = deletion;
    }

    @Override
    public void present(ObjectKey key, ObjectNode object) {
        if (!key.collection().equals(DEFINITIONS) || !object.at("/metadata").has("deletionTimestamp") || store.get(key).isEmpty()) {
            return;
        }
        String collection = object.at("/spec/group").asText() + "/" + object.at("/spec/names/plural").asText();
        Optional<ResourceType> type = types.ofCollection(collection);
        if (type.isPresent()) {
            for (ObjectNode each : store.list(collection, "").objects()) {
                deletion.delete(type.get(), type.get().key(each.at("/metadata/namespace").asText(""), each.at("/metadata/name").asText()),
                        DeleteOptions.BACKGROUND);
            }
        }
        if (store.list(collection, "").objects().isEmpty()) {
            letGo(key);
        }
    }

    @Override
    public void gone(ObjectKey key, ObjectNode last) {
        String[] groupAndPlural = key.collection().split("/", 2);
        ObjectKey definition = new ObjectKey(DEFINITIONS, "", groupAndPlural[1] + "." + groupAndPlural[0]);
        store.get(definition).ifPresent(object -> present(definition, object));
    }

    private void letGo(ObjectKey key) {
        ResourceType type = types.find("apiextensions.k8s.io", "v1", "customresourcedefinitions").orElseThrow();
        writes.change(type, key, object -> Entries.remove(object, "finalizers", each -> each.asText().equals(FINALIZER)), Part.OBJECT, AS);
    }
}
