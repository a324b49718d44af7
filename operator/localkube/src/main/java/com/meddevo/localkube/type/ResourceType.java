package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.Subject;
import com.meddevo.localkube.schema.Contract;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.table.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One served kind in one version.
 *
 * @param group API group; empty for the core group
 * @param version {@code v1alpha1}
 * @param names what it is called
 * @param namespaced whether its objects live in namespaces
 * @param status whether {@code status} is written through a subresource of its own
 * @param scale where the scale subresource reads and writes, if there is one
 * @param selectableFields what a field selector may name besides name and namespace, {@code spec.environment}
 * @param columns what {@code kubectl get} shows, after the name
 * @param contract its schema
 * @param rules what its schema cannot say
 */
public record ResourceType(String group, String version, Names names, boolean namespaced, boolean status, Optional<ScalePaths> scale,
        Set<String> selectableFields, List<Column> columns, Contract contract, KindRules rules) {

    /** Where the store keeps its objects. */
    public String collection() { return group + "/" + names.plural(); }

    /** {@code apiVersion} of its objects. */
    public String apiVersion() { return group.isEmpty() ? version : group + "/" + version; }

    /** {@code /api/v1} or {@code /apis/group/version}. */
    public String root() {
        return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    }

    /** {@code kind} of its objects. */
    public String kind() { return names.kind(); }

    /** The place of one object; {@code namespace} is ignored where there is none. */
    public ObjectKey key(String namespace, String name) {
        return new ObjectKey(collection(), namespaced ? namespace : "", name);
    }

    /** One object as failures name it. */
    public Subject subject(String name) { return new Subject(group, names.plural(), name); }

    /**
     * A stored object as this version shows it: with this {@code apiVersion}, and with the defaults that the schema has today, even if it had
     * none when the object was written. The stored object stays as it is.
     */
    public ObjectNode show(ObjectNode stored) {
        ObjectNode shown = stored.path("apiVersion").asText().equals(apiVersion())
                ? stored
                : stored.objectNode().<ObjectNode>setAll(stored).put("apiVersion", apiVersion());
        if (!custom()) {
            return shown;
        }
        ObjectNode filled = shown.deepCopy();
        contract.validator().applyDefaults(filled);
        return filled.equals(shown) ? shown : filled;
    }

    /** Whether this is the kind that a CustomResourceDefinition added, not a built-in one. */
    public boolean custom() {
        return rules instanceof CustomRules;
    }
}
