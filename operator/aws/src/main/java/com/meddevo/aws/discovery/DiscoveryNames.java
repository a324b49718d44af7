package com.meddevo.aws.discovery;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Optional;

/** An app that others call has a name, in an environment that has a namespace. */
public final class DiscoveryNames implements ResourceKind<DiscoveryName> {
    /** The kind's name. */
    public static final String KIND = "discovery";
    private static final int TTL_SECONDS = 10;

    /** The id of the name that an app asks for; empty without one, or in an environment without a namespace. */
    public static Optional<ResourceId> id(AppSpec app, Environment environment) {
        return environment.discovery().flatMap(namespace -> app.discovery()).map(name -> new ResourceId(KIND, app.name(), name.name()));
    }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<DiscoveryName> type() { return DiscoveryName.class; }

    @Override
    public List<DiscoveryName> desired(Resolved resolved) {
        var environment = resolved.environment();
        return resolved.apps().stream().flatMap(app -> id(app, environment).stream()).map(id -> new DiscoveryName(id, TTL_SECONDS,
                new DiscoveryName.Fixed(environment.discovery().orElseThrow().namespaceId(), "A", "MULTIVALUE", true))).toList();
    }
}
