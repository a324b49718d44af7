package com.meddevo.aws.securitygroup;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import com.meddevo.plan.Undeclared;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * An app's own security group, bare: the rules that let callers in and out are resources of their own.
 *
 * @param name the physical name, {@code meddevo-<environment>-<app>}
 * @param allOutbound whether the group has the rule that AWS gives every new group: all traffic to all IPv4 addresses may leave
 * @param others what rules allow that nobody declared, in words; they are told, and left alone
 */
public record SecurityGroup(ResourceId id,
        @OnChange(value = Effect.IMPOSSIBLE, because = "a security group cannot be renamed") String name,
        @OnChange(value = Effect.IMPOSSIBLE, because = "a security group cannot move to another VPC") String vpcId,
        @OnDrift(value = Tier.SECURITY, because = "it decides whether tasks may reach every address") boolean allOutbound,
        @Undeclared @OnDrift(value = Tier.SECURITY, because = "whom it lets in reaches the tasks, and whom it lets them reach gets what they send") Set<String> others)
        implements
            ResourceState {
    public SecurityGroup {
        others = Collections.unmodifiableSortedSet(new TreeSet<>(others));
    }
}
