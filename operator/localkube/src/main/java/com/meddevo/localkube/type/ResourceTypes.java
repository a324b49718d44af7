package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.store.Change;
import com.meddevo.localkube.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All kinds that are served right now. A write to a CustomResourceDefinition changes them before the writer gets its answer. Readers see
 * one consistent map.
 */
public final class ResourceTypes {
    private final CustomTypes customTypes = new CustomTypes();
    private volatile Map<String, ResourceType> types = Map.of();

    /** The kinds of a store, kept current from now on. */
    public ResourceTypes(Store store) {
        Map<String, ResourceType> found = new TreeMap<>();
        for (ResourceType each : BuiltinTypes.load(this)) {
            found.put(address(each), each);
        }
        types = found;
        store.onChange(this::follow);
        store.list(CustomTypes.COLLECTION, "").objects().forEach(crd -> serve(crd, customTypes.of(crd)));
    }

    private void follow(Change change) {
        if (change.key().collection().equals(CustomTypes.COLLECTION)) {
            serve(change.after(), change.deleted() ? List.of() : customTypes.of(change.after()));
        }
    }

    private void serve(ObjectNode crd, List<ResourceType> now) {
        String collection = crd.at("/spec/group").asText() + "/" + crd.at("/spec/names/plural").asText();
        Map<String, ResourceType> changed = new TreeMap<>(types);
        changed.values().removeIf(type -> type.custom() && type.collection().equals(collection));
        now.forEach(type -> changed.put(address(type), type));
        types = changed;
    }

    private static String address(ResourceType type) { return type.apiVersion() + "/" + type.names().plural(); }

    /** Every kind, by group, version and plural. */
    public Collection<ResourceType> all() { return types.values(); }

    /** The kind behind a path. */
    public Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(types.get((group.isEmpty() ? version : group + "/" + version) + "/" + plural));
    }

    /** The kind of an object. */
    public Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return first(type -> type.apiVersion().equals(apiVersion) && type.kind().equals(kind));
    }

    /** Some version of the kind whose objects a collection holds. */
    public Optional<ResourceType> ofCollection(String collection) {
        return first(type -> type.collection().equals(collection));
    }

    private Optional<ResourceType> first(Predicate<ResourceType> fits) { return types.values().stream().filter(fits).findFirst(); }
}
