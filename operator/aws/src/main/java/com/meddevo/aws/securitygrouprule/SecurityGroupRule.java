package com.meddevo.aws.securitygrouprule;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import java.util.Optional;

/**
 * One rule of an app's security group.
 *
 * @param group whose rule it is
 * @param egress whether it lets connections out, not in
 * @param peer the app's group at the other end; empty for anybody else
 * @param address who else is at the other end: a CIDR block, {@code sg-…} or {@code pl-…}; empty for an app
 */
public record SecurityGroupRule(ResourceId id,
        @OnChange(value = Effect.IMPOSSIBLE, because = "a rule cannot move to another group") ResourceId group,
        @OnChange(value = Effect.IMPOSSIBLE, because = "a rule cannot change its direction") boolean egress,
        @OnDrift(value = Tier.SECURITY, because = "somebody else is let through") Optional<ResourceId> peer,
        @OnDrift(value = Tier.SECURITY, because = "somebody else is let through") Optional<String> address,
        @OnDrift(value = Tier.SECURITY, because = "something else is let through") Traffic traffic) implements ResourceState {

    /**
     * What may pass.
     *
     * @param protocol {@code tcp}, {@code udp} …; {@code -1} for all
     * @param fromPort -1 for all
     * @param toPort -1 for all
     */
    public record Traffic(String protocol, int fromPort, int toPort) {
        static Traffic tcp(int port) { return new Traffic("tcp", port, port); }
    }
}
