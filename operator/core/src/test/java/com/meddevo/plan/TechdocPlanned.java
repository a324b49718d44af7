package com.meddevo.plan;

import static com.meddevo.plan.example.Example.PLANNER;
import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;

import com.meddevo.fleet.Fleet;
import com.meddevo.plan.example.World;

/** One app with everything an app can have, and the world that it is planned for. */
abstract class TechdocPlanned {
    static final ResourceId LOG_GROUP = id("log-group/techdoc/main");
    static final ResourceId RULE = id("listener-rule/techdoc/internal");
    static final ResourceId TARGET_GROUP = id("target-group/techdoc/http-vpc-1");
    static final ResourceId SERVICE = id("service/techdoc/main");
    static final ResourceId DISCOVERY = id("discovery/techdoc/techdoc");
    static final ResourceId OLD_DISCOVERY = id("discovery/techdoc/old");

    final Fleet techdoc = fleet(app("techdoc"));
    final World world = new World();

    Plan plan(Fleet fleet) { return PLANNER.plan(fleet, world.snapshot(fleet)); }

    static ResourceId id(String text) { return ResourceId.parse(text); }
}
