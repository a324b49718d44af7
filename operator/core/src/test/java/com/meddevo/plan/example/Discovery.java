package com.meddevo.plan.example;

import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Set;

/** A name of its own, chosen by the spec. */
public record Discovery(ResourceId id, int ttlSeconds) implements ExampleState {
    static ResourceId idOf(String app, String name) { return new ResourceId("discovery", app, name); }

    @Override
    public Set<ResourceId> refersTo() { return Set.of(); }

    static final class Kind implements ResourceKind<Discovery> {
        @Override
        public String name() { return "discovery"; }

        @Override
        public Class<Discovery> type() { return Discovery.class; }

        @Override
        public List<Discovery> desired(Resolved resolved) {
            return resolved.apps().stream().filter(app -> app.discovery().isPresent())
                    .map(app -> new Discovery(idOf(app.name(), app.discovery().get().name()), 10)).toList();
        }
    }
}
