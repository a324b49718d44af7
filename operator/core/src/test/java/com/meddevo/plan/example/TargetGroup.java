package com.meddevo.plan.example;

import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Set;

/** Has a field that AWS cannot change without being part of the id: the protocol, which only somebody else can have set. */
public record TargetGroup(ResourceId id, HealthCheck healthCheck,
        @OnChange(value = Effect.IMPOSSIBLE, because = "a target group keeps its protocol") String protocol) implements ExampleState {
    /** @param intervalSeconds 5 to 300 */
    public record HealthCheck(String path, int intervalSeconds) {
    }

    /** The network cannot change either, and is part of the id. */
    static ResourceId idOf(AppSpec app, Resolved resolved) {
        return new ResourceId("target-group", app.name(), "http-" + resolved.environment().network().vpcId());
    }

    @Override
    public Set<ResourceId> refersTo() { return Set.of(); }

    static final class Kind implements ResourceKind<TargetGroup> {
        @Override
        public String name() { return "target-group"; }

        @Override
        public Class<TargetGroup> type() { return TargetGroup.class; }

        @Override
        public Set<String> facets() { return Set.of("groups", "attributes"); }

        @Override
        public List<TargetGroup> desired(Resolved resolved) {
            return resolved.apps().stream().filter(app -> app.route().isPresent()).map(app -> {
                var check = app.route().get().healthCheck();
                return new TargetGroup(idOf(app, resolved), new HealthCheck(check.path(), (int) check.interval().toSeconds()), "HTTP");
            }).toList();
        }
    }
}
