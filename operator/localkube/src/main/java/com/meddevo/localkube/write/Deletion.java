package com.meddevo.localkube.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.write.DeleteOptions.Propagation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Deletes objects: at once where nothing holds them, otherwise by a mark that whoever holds them sees. */
public final class Deletion {
    /** Holds an owner until its dependents are gone. */
    public static final String FOREGROUND = "foregroundDeletion";
    /** Holds an owner until its dependents have let go of it. */
    public static final String ORPHAN = "orphan";

    private final Store store;
    private final Clock clock;

    /** @param clock tells when a deletion was asked for */
    public Deletion(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What a deletion did.
     *
     * @param object the last form of the object, or the marked one
     * @param gone whether it is gone
     */
    public record Deleted(ObjectNode object, boolean gone) {
    }

    /** Deletes an object. */
    public Deleted delete(ResourceType type, ObjectKey key, DeleteOptions options) {
        while (true) {
            ObjectNode current = store.get(key).orElseThrow(() -> ApiFailure.notFound(type.subject(key.name())));
            requirePreconditions(type, key, current, options);
            ObjectNode next = current.deepCopy();
            boolean marked = current.at("/metadata").has("deletionTimestamp");
            if (!marked) {
                type.rules().undeletable(current).ifPresent(why -> {
                    throw ApiFailure.forbidden(type.subject(key.name()), why, Optional.empty());
                });
                hold(next, options.propagation());
                type.rules().deleting(next);
            }
            boolean gone = next.at("/metadata/finalizers").isEmpty() && !type.rules().held(next);
            if (!gone && marked) {
                return new Deleted(current, false);
            }
            if (!gone) {
                mark(type, next);
            }
            if (options.dryRun()) {
                return new Deleted(next, gone);
            }
            Optional<ObjectNode> written = gone ? store.remove(key, current, next) : store.put(key, current, next, () -> {});
            if (written.isPresent()) {
                return new Deleted(written.get(), gone);
            }
        }
    }

    private static void hold(ObjectNode object, Propagation propagation) {
        ArrayNode finalizers = object.withObject("/metadata").withArray("/finalizers");
        switch (propagation) {
            case FOREGROUND -> add(finalizers, FOREGROUND);
            case ORPHAN -> add(finalizers, ORPHAN);
            case BACKGROUND -> {
            }
        }
        if (finalizers.isEmpty()) {
            object.withObject("/metadata").remove("finalizers");
        }
    }

    private static void add(ArrayNode finalizers, String finalizer) {
        for (JsonNode each : finalizers) {
            if (each.asText().equals(finalizer)) {
                return;
            }
        }
        finalizers.add(finalizer);
    }

    private void mark(ResourceType type, ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        metadata.put("deletionTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.put("deletionGracePeriodSeconds", 0);
        if (metadata.has("generation")) {
            metadata.put("generation", metadata.get("generation").asInt() + 1);
        }
    }

    private static void requirePreconditions(ResourceType type, ObjectKey key, ObjectNode current, DeleteOptions options) {
        String uid = current.at("/metadata/uid").asText();
        String version = current.at("/metadata/resourceVersion").asText();
        options.uid().filter(stated -> !stated.equals(uid)).ifPresent(stated -> {
            throw ApiFailure.conflict(type.subject(key.name()),
                    "Precondition failed: UID in precondition: " + stated + ", UID in object meta: " + uid);
        });
        options.resourceVersion().filter(stated -> !stated.equals(version)).ifPresent(stated -> {
            throw ApiFailure.conflict(type.subject(key.name()),
                    "Precondition failed: ResourceVersion in precondition: " + stated + ", ResourceVersion in object meta: " + version);
        });
    }
}
