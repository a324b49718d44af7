package com.meddevo.plan.example;

import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import com.meddevo.plan.Undeclared;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refers to everything else, and drains before it is gone. */
public record Service(ResourceId id, @OnChange(value = Effect.ROLLING, because = "new tasks run the new version") ResourceId taskDefinition,
        int replicas, Optional<Balancing> balancing, Optional<ResourceId> discovery, @Undeclared boolean leaving) implements ExampleState {
    /** Where the load balancer finds the tasks. */
    public record Balancing(ResourceId targetGroup, ResourceId rule) {
    }

    static ResourceId idOf(String app) { return new ResourceId("service", app, "main"); }

    @Override
    public Set<ResourceId> refersTo() {
        var ids = new HashSet<>(Set.of(taskDefinition));
        balancing.ifPresent(balancing -> ids.addAll(Set.of(balancing.targetGroup, balancing.rule)));
        discovery.ifPresent(ids::add);
        return ids;
    }

    /** The same service while AWS takes it away. */
    public Service draining() {
        return new Service(id, taskDefinition, 0, balancing, discovery, true);
    }

    static final class Kind implements ResourceKind<Service> {
        @Override
        public String name() { return "service"; }

        @Override
        public Class<Service> type() { return Service.class; }

        @Override
        public boolean startsTheApp() { return true; }

        @Override
        public List<Service> desired(Resolved resolved) { return resolved.apps().stream().map(app -> of(app, resolved)).toList(); }

        private static Service of(AppSpec app, Resolved resolved) {
            return new Service(idOf(app.name()), TaskDefinition.of(app, resolved).id(), app.replicas(),
                    app.route()
                            .map(route -> new Balancing(TargetGroup.idOf(app, resolved),
                                    ListenerRule.idOf(app.name(), route.listener().orElseThrow()))),
                    app.discovery().map(discovery -> Discovery.idOf(app.name(), discovery.name())), false);
        }
    }
}
