package com.meddevo.aws.loggroup;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import java.util.Optional;

/**
 * An app's log group.
 *
 * @param name the physical name, {@code /ecs/<environment>/<app>}
 * @param retentionDays after which events go; 0 for never
 */
public record LogGroup(ResourceId id, @OnChange(value = Effect.IMPOSSIBLE, because = "a log group cannot be renamed") String name,
        int retentionDays, Optional<String> kmsKeyArn) implements ResourceState {
}
