package com.meddevo.controller.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statuses that were written last, by the resource's uid. The informer's cache may lag behind them; to compare with it would write a status, and
 * tell an event, twice. Thread-safe.
 *
 * @param <S> the status type
 */
final class WrittenStatuses<S> {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final Map<String, S> written = new ConcurrentHashMap<>();

    /** The status as it was last written, by this process or an earlier one; null when there is none. */
    S of(CustomResource<?, S> resource) {
        return Optional.ofNullable(written.get(resource.getMetadata().getUid())).orElse(resource.getStatus());
    }

    void put(CustomResource<?, S> resource, S status) { written.put(resource.getMetadata().getUid(), status); }

    void forget(CustomResource<?, S> resource) { written.remove(resource.getMetadata().getUid()); }

    /** @param insignificant top-level fields that make no difference */
    static <S> boolean differ(S before, S after, String... insignificant) {
        return before == null || !tree(before, insignificant).equals(tree(after, insignificant));
    }

    private static JsonNode tree(Object status, String... insignificant) {
        ObjectNode tree = (ObjectNode) JSON.convertValue(status, JsonNode.class);
        return tree.remove(List.of(insignificant));
    }
}
