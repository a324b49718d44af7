package com.meddevo.controller.operator;

import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready when all resources are listed and every environment was read once, or there is none. A watch that is opened again, or an AWS that does not
 * answer for a while, does not make the operator unready: a restart would not help.
 */
final class OperatorHealth implements HealthIndicator {
    private final Listing listing;
    private final Rosters rosters;
    private final Environments environments;

    OperatorHealth(Listing listing, Rosters rosters, Environments environments) {
        this.listing = listing;
        this.rosters = rosters;
        this.environments = environments;
    }

    @Override
    public Health health() {
        if (!listing.isComplete()) return Health.down().withDetail("waits", "the Kubernetes API has not listed everything yet").build();
        var unread = listing.environments().stream().filter(environment -> rosters.terms(environment).terms().isPresent())
                .map(environment -> environment.getMetadata().getName()).filter(name -> !isRead(name)).toList();
        if (!unread.isEmpty()) return Health.down().withDetail("waits", "not read yet: " + String.join(", ", unread)).build();
        return Health.up().withDetail("environments", listing.environments().size()).withDetail("apps", listing.apps().size()).build();
    }

    private boolean isRead(String environment) {
        return environments.loop(environment).filter(loop -> loop.environment().swept()).isPresent();
    }
}
