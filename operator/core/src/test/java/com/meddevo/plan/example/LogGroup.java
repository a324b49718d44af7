package com.meddevo.plan.example;

import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refers to nothing, and stays when nobody wants it. */
public record LogGroup(ResourceId id, int retentionDays) implements ExampleState {
    static ResourceId idOf(String app) { return new ResourceId("log-group", app, "main"); }

    @Override
    public Set<ResourceId> refersTo() { return Set.of(); }

    static final class Kind implements ResourceKind<LogGroup> {
        @Override
        public String name() { return "log-group"; }

        @Override
        public Class<LogGroup> type() { return LogGroup.class; }

        @Override
        public List<LogGroup> desired(Resolved resolved) {
            return resolved.apps().stream().map(app -> new LogGroup(idOf(app.name()), app.logRetentionDays())).toList();
        }

        @Override
        public Optional<String> keep(LogGroup surplus, Resolved resolved) { return Optional.of("logs are records"); }
    }
}
