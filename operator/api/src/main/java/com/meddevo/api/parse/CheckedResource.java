package com.meddevo.api.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.BundledCrds;
import com.meddevo.api.validation.CrdSchema;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * A resource as an API server with this build's definitions would hold it: unknown fields gone, defaults in, checked.
 *
 * @param resource only to be looked into if there are no errors
 * @param errors what the server would refuse it for
 */
record CheckedResource<T extends HasMetadata>(T resource, List<FieldError> errors) {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    static <T extends HasMetadata> CheckedResource<T> of(T given, Class<T> type) {
        return of((ObjectNode) JSON.convertValue(given, JsonNode.class), type);
    }

    static <T extends HasMetadata> CheckedResource<T> of(ObjectNode given, Class<T> type) {
        CrdSchema schema = BundledCrds.schema(type.getSimpleName()).orElseThrow();
        ObjectNode object = given.deepCopy();
        object.remove("status");
        schema.prune(object);
        schema.applyDefaults(object);
        List<FieldError> errors = schema.validate(object, null).stream().map(FieldError::of).toList();
        return new CheckedResource<>(errors.isEmpty() ? JSON.convertValue(object, type) : null, errors);
    }
}
