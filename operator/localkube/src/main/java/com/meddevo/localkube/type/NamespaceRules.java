package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** Namespaces: the server's own finalizer, the phase, and the label with the name. */
record NamespaceRules() implements KindRules {
    /** Holds a namespace until its content is gone. */
    private static final String FINALIZER = "kubernetes";
    private static final Set<String> PERMANENT = Set.of("default", "kube-system");

    @Override
    public void created(ObjectNode object) {
        object.withObject("/spec").putArray("finalizers").add(FINALIZER);
        object.withObject("/status").put("phase", "Active");
        label(object);
    }

    @Override
    public void updated(ObjectNode object, ObjectNode current) {
        object.set("spec", current.get("spec").deepCopy());
        label(object);
    }

    private static void label(ObjectNode object) {
        object.withObject("/metadata").withObject("/labels").put("kubernetes.io/metadata.name", object.at("/metadata/name").asText());
    }

    @Override
    public Optional<String> undeletable(ObjectNode object) {
        return PERMANENT.contains(object.at("/metadata/name").asText())
                ? Optional.of("this namespace may not be deleted")
                : Optional.empty();
    }

    @Override
    public void deleting(ObjectNode object) { object.withObject("/status").put("phase", "Terminating"); }

    @Override
    public boolean held(ObjectNode object) { return !object.at("/spec/finalizers").isEmpty(); }
}
