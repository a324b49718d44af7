package com.meddevo.localkube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation;
import com.meddevo.api.validation.Violation.Kind;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.patch.MergePatch;
import com.meddevo.localkube.patch.StrategicMergePatch;
import com.meddevo.localkube.type.ResourceType;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.List;

/** A patch as its content type says; what {@link #APPLY} means is not decided here. */
@FunctionalInterface
interface Patch {
    /** Content type of server-side apply. */
    String APPLY = "application/apply-patch+yaml";

    /** The patched object. */
    ObjectNode apply(ObjectNode current);

    /** Reads a patch; 415 if its type is not known for the kind. */
    static Patch of(Call call, ResourceType type) {
        JsonNode patch = Bodies.json(call);
        return switch (Bodies.mediaType(call)) {
            case "application/json-patch+json" -> current -> jsonPatch(current, patch);
            case "application/merge-patch+json" -> current -> requireObject(MergePatch.apply(current, patch));
            case "application/strategic-merge-patch+json" -> strategic(patch, type);
            default -> throw unknown(type);
        };
    }

    private static Patch strategic(JsonNode patch, ResourceType type) {
        if (type.custom()) {
            throw unknown(type);
        }
        return current -> requireObject(StrategicMergePatch.apply(current, patch, type.contract().shape()));
    }

    private static ApiFailure unknown(ResourceType type) {
        return ApiFailure.unsupportedMediaType("the body of the request was in an unknown format - accepted media types include:"
                + " application/json-patch+json, application/merge-patch+json, "
                + (type.custom() ? "" : "application/strategic-merge-patch+json, ") + APPLY);
    }

    /** 422: an apply without a manager. */
    static ApiFailure managerRequired() {
        return ApiFailure.invalid("meta.k8s.io", "PatchOptions", "",
                List.of(new Violation("fieldManager", Kind.REQUIRED, null, "is required for apply patch")));
    }

    private static ObjectNode jsonPatch(ObjectNode current, JsonNode patch) {
        try {
            return requireObject(JsonPatch.apply(patch, current));
        } catch (JsonPatchException | IllegalArgumentException e) {
            throw ApiFailure.unprocessable(e.getMessage());
        }
    }

    private static ObjectNode requireObject(JsonNode patched) {
        if (patched instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the patch does not yield an object");
    }
}
