package com.meddevo.controller.web;

import com.meddevo.controller.drift.DriftHistory;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.leader.Leadership;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.controller.roster.Shard;
import com.samskivert.mustache.Mustache;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who of the web is made of whom. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    FleetReader fleetReader(Listing listing, Shard shard, Rosters rosters, Environments environments, Clock clock) {
        return new FleetReader(listing, shard, rosters, environments, clock);
    }

    @Bean
    WhatIf whatIf(Listing listing, Rosters rosters) { return new WhatIf(listing, rosters); }

    @Bean
    AskTheLeader askTheLeader(Leadership leadership) { return new AskTheLeader(leadership); }

    @Bean
    LiveFeed liveFeed() { return new LiveFeed(); }

    @Bean
    Dashboard dashboard(FleetReader fleet, DriftHistory drift, Mustache.Compiler mustache) { return new Dashboard(fleet, drift, mustache); }
}
