package com.meddevo.localkube.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation;
import com.meddevo.api.validation.Violation.Kind;
import com.meddevo.localkube.apply.Ownership;
import com.meddevo.localkube.apply.Writer;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.failure.ApiFailure.FieldCause;
import com.meddevo.localkube.failure.Subject;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Creates and changes objects. A change is computed from what is stored and written only if that is still what is stored; otherwise it is
 * computed anew, so that a client sees a conflict only where it stated a resource version.
 */
public final class Writes {
    private final Store store;
    private final Clock clock;
    private final Admission admission;

    /** @param clock tells creation times and when a manager last wrote */
    public Writes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.admission = new Admission(clock);
    }

    /** Creates an object; the body becomes part of the store. */
    public ObjectNode create(ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
        body.withObject("/metadata").remove("managedFields");
        ObjectNode object = admission.create(type, namespace, body, options);
        ownership(type).update(null, object, writer(type, Part.OBJECT, options));
        return add(type, namespace, object, options)
                .orElseThrow(() -> ApiFailure.alreadyExists(type.subject(object.at("/metadata/name").asText())));
    }

    /** Empty when there is such an object already. */
    private Optional<ObjectNode> add(ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
        String name = object.at("/metadata/name").asText();
        ObjectKey key = type.key(namespace, name);
        if (store.get(key).isPresent()) {
            return Optional.empty();
        }
        if (options.dryRun()) {
            requireNamespace(type, namespace, name);
            return Optional.of(object);
        }
        return store.put(key, null, object, () -> requireNamespace(type, namespace, name));
    }

    private void requireNamespace(ResourceType type, String namespace, String name) {
        if (!type.namespaced()) {
            return;
        }
        ObjectNode found = store.get(new ObjectKey("/namespaces", "", namespace))
                .orElseThrow(() -> ApiFailure.notFound(new Subject("", "namespaces", namespace)));
        if (found.at("/metadata").has("deletionTimestamp")) {
            throw ApiFailure.forbidden(type.subject(name),
                    "unable to create new content in namespace " + namespace + " because it is being terminated",
                    Optional.of(new FieldCause("NamespaceTerminating", "namespace " + namespace + " is being terminated",
                            "metadata.namespace")));
        }
    }

    /** Replaces an object, or a part of it, by what a client sent. */
    public ObjectNode replace(ResourceType type, ObjectKey key, ObjectNode sent, Part part, WriteOptions options) {
        if (type.rules().needsResourceVersion() && sent.at("/metadata/resourceVersion").asText().isEmpty()) {
            throw ApiFailure.invalid(type.group(), type.kind(), key.name(),
                    List.of(new Violation("metadata.resourceVersion",
                            Kind.INVALID, 0, "must be specified for an update")));
        }
        return change(type, key, current -> sent.deepCopy(), part, options);
    }

    /**
     * Changes an object.
     *
     * @param change makes the wanted object from a copy of the current one; may be asked again with a newer one
     */
    public ObjectNode change(ResourceType type, ObjectKey key, UnaryOperator<ObjectNode> change, Part part, WriteOptions options) {
        while (true) {
            ObjectNode current = store.get(key).orElseThrow(() -> ApiFailure.notFound(type.subject(key.name())));
            ObjectNode seen = type.show(current);
            ObjectNode sent = change.apply(seen.deepCopy());
            requireVersion(type, key, current, sent);
            ObjectNode next = admission.update(type, seen, sent, part, options);
            ownership(type).update(seen, next, writer(type, part, options));
            Optional<ObjectNode> written = write(type, key, current, next, options);
            if (written.isPresent()) {
                return written.get();
            }
        }
    }

    /** Server-side apply: creates the object, or lays the configuration over it. Says whether it created. */
    public Applied apply(ResourceType type, ObjectKey key, ObjectNode config, Part part, WriteOptions options) {
        refuseUndeclared(type, key, config);
        config.withObject("/metadata").put("name", key.name());
        if (type.namespaced()) {
            config.withObject("/metadata").put("namespace", key.namespace());
        }
        while (true) {
            Optional<ObjectNode> current = store.get(key);
            if (current.isEmpty() && part != Part.OBJECT) {
                throw ApiFailure.notFound(type.subject(key.name()));
            }
            Optional<ObjectNode> written = current.isEmpty()
                    ? applyToNothing(type, key, config, options)
                    : applyTo(type, key, current.get(), config, part, options);
            if (written.isPresent()) {
                return new Applied(written.get(), current.isEmpty());
            }
        }
    }

    private Optional<ObjectNode> applyToNothing(ResourceType type, ObjectKey key, ObjectNode config, WriteOptions options) {
        ObjectNode fresh = ownership(type).apply(null, config, writer(type, Part.OBJECT, options), options.force());
        return add(type, key.namespace(), admission.create(type, key.namespace(), fresh, options), options);
    }

    private Optional<ObjectNode> applyTo(ResourceType type, ObjectKey key, ObjectNode current, ObjectNode config, Part part,
            WriteOptions options) {
        requireVersion(type, key, current, config);
        ObjectNode seen = type.show(current);
        ObjectNode merged = ownership(type).apply(seen, config, writer(type, part, options), options.force());
        return write(type, key, current, admission.update(type, seen, merged, part, options), options);
    }

    /**
     * What an apply did.
     *
     * @param object as it is now
     * @param created whether it was not there before
     */
    public record Applied(ObjectNode object, boolean created) {
    }

    private static void refuseUndeclared(ResourceType type, ObjectKey key, ObjectNode config) {
        Admission.requireKind(type, config);
        String name = config.at("/metadata/name").asText(key.name());
        if (!name.equals(key.name())) {
            throw ApiFailure.badRequest("the name of the object (" + name + ") does not match the name on the URL (" + key.name() + ")");
        }
        if (!config.at("/metadata/managedFields").isEmpty()) {
            throw ApiFailure.badRequest("metadata.managedFields must be nil");
        }
        var undeclared = type.contract().validator().prune(config.deepCopy());
        if (!undeclared.isEmpty()) {
            throw ApiFailure.badRequest(
                    "failed to create typed patch object (" + key.namespace() + "/" + key.name() + "; " + type.apiVersion() + ", Kind="
                            + type.kind() + "): ." + undeclared.getFirst() + ": field not declared in schema");
        }
    }

    /** Empty when somebody else wrote in between. */
    private Optional<ObjectNode> write(ResourceType type, ObjectKey key, ObjectNode current, ObjectNode next, WriteOptions options) {
        boolean gone = next.at("/metadata").has("deletionTimestamp") && next.at("/metadata/finalizers").isEmpty()
                && !type.rules().held(next);
        if (!gone && same(current, next)) {
            return Optional.of(current);
        }
        if (options.dryRun()) {
            return Optional.of(next);
        }
        return gone ? store.remove(key, current, next) : store.put(key, current, next, () -> {});
    }

    /** Whether nothing would change but when a manager last wrote. */
    private static boolean same(ObjectNode current, ObjectNode next) {
        return Objects.equals(timeless(current), timeless(next));
    }

    private static ObjectNode timeless(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.at("/metadata/managedFields").forEach(each -> ((ObjectNode) each).remove("time"));
        return copy;
    }

    private static void requireVersion(ResourceType type, ObjectKey key, ObjectNode current, ObjectNode sent) {
        String stated = sent.at("/metadata/resourceVersion").asText();
        if (!stated.isEmpty() && !stated.equals("0") && !stated.equals(current.at("/metadata/resourceVersion").asText())) {
            throw ApiFailure.modified(type.subject(key.name()));
        }
    }

    private static Ownership ownership(ResourceType type) { return new Ownership(type.contract().shape(), type.status()); }

    private Writer writer(ResourceType type, Part part, WriteOptions options) {
        return new Writer(options.manager(), type.apiVersion(), part.subresource(), clock.instant());
    }
}
