package com.meddevo.aws.discovery;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;

/**
 * A Cloud Map service.
 *
 * @param id its name is the label in the namespace
 * @param ttlSeconds how long whoever asked may remember the answer
 */
public record DiscoveryName(ResourceId id, int ttlSeconds,
        @OnChange(value = Effect.IMPOSSIBLE, because = "Cloud Map cannot change it: delete the name and let it be made anew") Fixed fixed)
        implements
            ResourceState {

    /**
     * What can never change, by Cloud Map's names.
     *
     * @param recordType {@code A}: tasks have an address each
     * @param routingPolicy {@code MULTIVALUE}: up to eight healthy addresses per answer
     * @param healthOfTasks whether ECS tells which instances are healthy
     */
    public record Fixed(String namespaceId, String recordType, String routingPolicy, boolean healthOfTasks) {
    }
}
