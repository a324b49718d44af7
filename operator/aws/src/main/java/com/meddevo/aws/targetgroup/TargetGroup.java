package com.meddevo.aws.targetgroup;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import com.meddevo.plan.Undeclared;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A target group.
 *
 * @param attributes empty while they have not been read; then nothing is planned, since the facet lacks
 * @param strangers targets, by {@code address:port}, that are no tasks of the app; empty while nobody has looked
 */
public record TargetGroup(ResourceId id,
        @OnChange(value = Effect.IMPOSSIBLE, because = "ELBv2 cannot change it: another value is another target group") Fixed fixed,
        @OnDrift(value = Tier.AVAILABILITY, because = "tasks that serve may be taken out, and tasks that do not may stay in") HealthCheck healthCheck,
        @OnDrift(value = Tier.AVAILABILITY, because = "requests may be cut off, or be shared out in another way") Optional<Attributes> attributes,
        @Undeclared @OnDrift(value = Tier.SECURITY, because = "it gets requests that are for the app, and answers them") Optional<Set<String>> strangers)
        implements
            ResourceState {
    public TargetGroup {
        strangers = strangers == null // a snapshot that was saved earlier has none
                ? Optional.empty()
                : strangers.map(some -> Collections.unmodifiableSortedSet(new TreeSet<>(some)));
    }

    /** What can never change, by the names that ELBv2 uses: {@code HTTP}, {@code HTTP1}, {@code ip}, {@code ipv4}. */
    public record Fixed(String protocol, String protocolVersion, int port, String vpcId, String targetType, String addressType) {
        Fixed on(int otherPort) { return new Fixed(protocol, protocolVersion, otherPort, vpcId, targetType, addressType); }
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
