package com.meddevo.localkube.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation;
import com.meddevo.api.validation.Violation.Kind;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.type.ResourceType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Turns what a client sent into what may be stored, or refuses it. */
final class Admission {
    private static final List<String> SERVERS_OWN = List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
            "selfLink");
    private static final String SUFFIX_CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Admission(Clock clock) { this.clock = clock; }

    /** A new object, complete but for the account of its managers. The body is changed. */
    ObjectNode create(ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
        requireKind(type, body);
        ObjectNode metadata = body.withObject("/metadata");
        requireNamespace(type, metadata, namespace);
        if (!metadata.path("resourceVersion").asText().isEmpty()) {
            throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
        }
        if (metadata.path("name").asText().isEmpty() && !metadata.path("generateName").asText().isEmpty()) {
            metadata.put("name", metadata.get("generateName").asText() + suffix());
        }
        if (metadata.path("name").asText().isEmpty()) {
            throw ApiFailure.invalid(type.group(), type.kind(), "",
                    List.of(new Violation("metadata.name", Kind.REQUIRED, null, "name or generateName is required")));
        }
        metadata.remove(SERVERS_OWN);
        metadata.remove("generation");
        metadata.remove("resourceVersion");
        metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        if (type.rules().countsGenerations()) {
            metadata.put("generation", 1);
        }
        if (type.status()) {
            body.remove("status");
        }
        refuseUnknown(type, body, options);
        type.contract().validator().applyDefaults(body);
        type.rules().created(body);
        validate(type, body, null);
        return body;
    }

    /**
     * What a stored object becomes, complete but for the account of its managers.
     *
     * @param sent the whole object as the client wants it; changed
     * @param part what of it the client may change
     */
    ObjectNode update(ResourceType type, ObjectNode current, ObjectNode sent, Part part, WriteOptions options) {
        requireKind(type, sent);
        requireIdentity(type, current, sent);
        ObjectNode next = switch (part) {
            case STATUS -> withOnly("status", current, sent);
            case FINALIZE -> withOnly("spec", current, sent);
            case OBJECT, SCALE -> sent;
        };
        if (part != Part.STATUS && type.status()) {
            copy("status", current, next);
        }
        ObjectNode metadata = next.withObject("/metadata");
        for (String field : SERVERS_OWN) {
            copy(field, (ObjectNode) current.get("metadata"), metadata);
        }
        copy("generation", (ObjectNode) current.get("metadata"), metadata);
        copy("resourceVersion", (ObjectNode) current.get("metadata"), metadata);
        refuseUnknown(type, next, options);
        type.contract().validator().applyDefaults(next);
        if (part != Part.FINALIZE) {
            type.rules().updated(next, current);
        }
        validate(type, next, current);
        if (type.rules().countsGenerations() && desiredDiffers(type, current, next)) {
            metadata.put("generation", metadata.path("generation").asInt() + 1);
        }
        return next;
    }

    /** Refuses, drops or mentions what the schema does not know. */
    private static void refuseUnknown(ResourceType type, ObjectNode object, WriteOptions options) {
        List<String> unknown = type.contract().validator().prune(object);
        if (unknown.isEmpty()) {
            return;
        }
        switch (options.unknownFields()) {
            case IGNORE -> {
            }
            case WARN -> unknown.forEach(path -> options.warnings().accept("unknown field \"" + path + "\""));
            case STRICT ->
                throw ApiFailure.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a " + type.kind()
                        + ": strict decoding error: "
                        + String.join(", ", unknown.stream().map(path -> "unknown field \"" + path + "\"").toList()));
        }
    }

    static void requireKind(ResourceType type, ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        if (apiVersion.isEmpty() && kind.isEmpty() && !type.custom()) {
            object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        } else if (!apiVersion.equals(type.apiVersion())) {
            throw ApiFailure.badRequest(
                    "the API version in the data (" + apiVersion + ") does not match the expected API version (" + type.apiVersion() + ")");
        } else if (!kind.equals(type.kind())) {
            throw ApiFailure.badRequest("the kind in the data (" + kind + ") does not match the expected kind (" + type.kind() + ")");
        }
    }

    private static void requireNamespace(ResourceType type, ObjectNode metadata, String namespace) {
        String given = metadata.path("namespace").asText();
        if (!type.namespaced()) {
            metadata.remove("namespace");
        } else if (!given.isEmpty() && !given.equals(namespace)) {
            throw ApiFailure.badRequest("the namespace of the provided object does not match the namespace sent on the request");
        } else {
            metadata.put("namespace", namespace);
        }
    }

    private static void requireIdentity(ResourceType type, ObjectNode current, ObjectNode sent) {
        ObjectNode metadata = sent.withObject("/metadata");
        JsonNode known = current.get("metadata");
        String name = known.path("name").asText();
        if (!metadata.path("name").asText(name).equals(name)) {
            throw ApiFailure.badRequest(
                    "the name of the object (" + metadata.path("name").asText() + ") does not match the name on the URL (" + name + ")");
        }
        metadata.put("name", name);
        requireNamespace(type, metadata, known.path("namespace").asText());
        String created = metadata.path("creationTimestamp").asText("");
        if (!created.isEmpty() && !created.equals(known.path("creationTimestamp").asText())) {
            throw ApiFailure.invalid(type.group(), type.kind(), name,
                    List.of(new Violation("metadata.creationTimestamp", Kind.INVALID, created, "field is immutable")));
        }
        String uid = metadata.path("uid").asText();
        if (!uid.isEmpty() && !uid.equals(known.path("uid").asText())) {
            throw ApiFailure.conflict(type.subject(name),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + known.path("uid").asText());
        }
    }

    private static ObjectNode withOnly(String field, ObjectNode current, ObjectNode sent) {
        ObjectNode next = current.deepCopy();
        copy(field, sent, next);
        copy("managedFields", sent.withObject("/metadata"), next.withObject("/metadata"));
        return next;
    }

    private static void copy(String field, ObjectNode from, ObjectNode to) {
        if (from.has(field)) {
            to.set(field, from.get(field).deepCopy());
        } else {
            to.remove(field);
        }
    }

    private static void validate(ResourceType type, ObjectNode object, ObjectNode current) {
        List<Violation> problems = new ArrayList<>(MetadataRules.problems(object.get("metadata"), type.kind().equals("Namespace")));
        newFinalizers(object, current, problems);
        problems.addAll(Ratchet.problems(type.contract().validator(), current, object));
        if (problems.isEmpty()) {
            problems.addAll(type.rules().problems(object, current));
        }
        if (!problems.isEmpty()) {
            throw ApiFailure.invalid(type.group(), type.kind(), object.at("/metadata/name").asText(), problems);
        }
    }

    private static void newFinalizers(ObjectNode object, ObjectNode current, List<Violation> problems) {
        if (current == null || !current.at("/metadata").has("deletionTimestamp")) {
            return;
        }
        List<String> added = new ArrayList<>();
        object.at("/metadata/finalizers").forEach(each -> added.add(each.toString()));
        current.at("/metadata/finalizers").forEach(each -> added.remove(each.toString()));
        if (!added.isEmpty()) {
            problems.add(new Violation("metadata.finalizers", Kind.FORBIDDEN, null,
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + String.join(", ", added) + "}"));
        }
    }

    private static boolean desiredDiffers(ResourceType type, ObjectNode current, ObjectNode next) {
        return !Objects.equals(desired(type, current), desired(type, next));
    }

    private static ObjectNode desired(ResourceType type, ObjectNode object) {
        ObjectNode desired = object.objectNode().setAll(object);
        desired.remove("metadata");
        if (type.status()) {
            desired.remove("status");
        }
        return desired;
    }

    private String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(SUFFIX_CHARACTERS.charAt(random.nextInt(SUFFIX_CHARACTERS.length())));
        }
        return suffix.toString();
    }
}
