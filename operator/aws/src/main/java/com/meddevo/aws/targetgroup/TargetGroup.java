package com.meddevo.aws.targetgroup;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import java.util.Optional;

/**
 * A target group.
 *
 * @param attributes empty while they have not been read; then nothing is planned, since the facet lacks
 */
public record TargetGroup(ResourceId id,
        @OnChange(value = Effect.IMPOSSIBLE, because = "ELBv2 cannot change it: another value is another target group") Fixed fixed,
        @OnDrift(value = Tier.AVAILABILITY, because = "tasks that serve may be taken out, and tasks that do not may stay in") HealthCheck healthCheck,
        @OnDrift(value = Tier.AVAILABILITY, because = "requests may be cut off, or be shared out in another way") Optional<Attributes> attributes)
        implements
            ResourceState {

    /** What can never change, by the names that ELBv2 uses: {@code HTTP}, {@code HTTP1}, {@code ip}, {@code ipv4}. */
    public record Fixed(String protocol, String protocolVersion, int port, String vpcId, String targetType, String addressType) {
    }

    /**
     * Times in seconds.
     *
     * @param port {@code traffic-port}, or a number
     * @param matcher HTTP status codes as AWS writes them
     */
    public record HealthCheck(boolean enabled, String protocol, String port, String path, int interval, int timeout, int healthyThreshold,
            int unhealthyThreshold, String matcher) {
    }

    /**
     * The attributes that are declared; AWS has a full bag of others, which are left as they are.
     *
     * @param deregistrationSeconds how long a target that leaves may finish its requests, 0 to 3600
     */
    public record Attributes(int deregistrationSeconds) {
    }
}
