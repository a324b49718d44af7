package com.meddevo.aws.loggroup;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import java.util.Optional;

/**
 * An app's log group.
 *
 * @param name the physical name, {@code /ecs/<environment>/<app>}
 * @param retentionDays after which events go; 0 for never
 */
public record LogGroup(ResourceId id, @OnChange(value = Effect.IMPOSSIBLE, because = "a log group cannot be renamed") String name,
        @OnDrift(value = Tier.OTHER, because = "records go earlier or later than they should") int retentionDays,
        @OnDrift(value = Tier.SECURITY, because = "it decides who can read the log") Optional<String> kmsKeyArn) implements ResourceState {
}
