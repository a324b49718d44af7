package com.meddevo.controller.operator;

import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.leader.Leadership;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.controller.roster.Shard;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready when all resources are listed and every environment of the shard was read once, or there is none; a replica that stands by, when all are listed. A watch that is opened again, or an AWS that does not
 * answer for a while, does not make the operator unready: a restart would not help.
 */
final class OperatorHealth implements HealthIndicator {
    private final Listing listing;
    private final Rosters rosters;
    private final Environments environments;
    private final Shard shard;
    private final Leadership leadership;

    OperatorHealth(Listing listing, Rosters rosters, Environments environments, Shard shard, Leadership leadership) {
        this.listing = listing;
        this.rosters = rosters;
        this.environments = environments;
        this.shard = shard;
        this.leadership = leadership;
    }

    @Override
    public Health health() {
        if (!listing.isComplete()) return Health.down().withDetail("waits", "the Kubernetes API has not listed everything yet").build();
        if (!leadership.isOurs()) return Health.up().withDetail("standsBy", leadership.leader() + " leads").build();
        List<MeddevoEnvironment> own = listing.environments().stream().filter(shard::drives).toList();
        var unread = own.stream().filter(environment -> rosters.terms(environment).terms().isPresent())
                .map(environment -> environment.getMetadata().getName()).filter(name -> !isRead(name)).toList();
        if (!unread.isEmpty()) return Health.down().withDetail("waits", "not read yet: " + String.join(", ", unread)).build();
        return Health.up().withDetail("environments", own.size()).withDetail("apps", listing.apps().stream().filter(shard::drives).count())
                .build();
    }

    private boolean isRead(String environment) {
        return environments.loop(environment).filter(loop -> loop.environment().swept()).isPresent();
    }
}
