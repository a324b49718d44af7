package com.meddevo.aws.dnsrecord;

import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import com.meddevo.plan.Undeclared;
import java.util.Optional;

/**
 * A name that leads to the load balancer.
 *
 * @param id its name carries the whole domain name and the record's type
 * @param name the whole name, in lower case and without a dot at its end
 * @param alias where it leads; empty for a record that somebody made a plain one
 * @param rule the listener rule without which the load balancer would answer 404 there; empty if the alias leads elsewhere
 */
public record DnsRecord(ResourceId id, String name,
        @OnDrift(value = Tier.SECURITY, because = "the app's name leads to somebody else") Optional<Alias> alias,
        @Undeclared Optional<ResourceId> rule) implements ResourceState {

    /**
     * A load balancer's own name.
     *
     * @param dnsName in lower case, without {@code dualstack.} in front and a dot at its end
     * @param hostedZoneId the zone that AWS keeps that name in
     * @param evaluateTargetHealth whether the name stops resolving while no target is healthy
     */
    public record Alias(String dnsName, String hostedZoneId, boolean evaluateTargetHealth) {
    }
}
