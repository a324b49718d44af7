package com.meddevo.plan.example;

import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.CanonicalJson;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Never changes: its content stands in its id. */
public record TaskDefinition(ResourceId id, Container container, Map<String, ResourceId> logs) implements ExampleState {
    /** @param environment in any order */
    public record Container(String image, int cpu, Map<String, String> environment) {
    }

    static TaskDefinition of(AppSpec app, Resolved resolved) {
        var container = new Container(resolved.image(app), app.task().cpu(), app.task().environment());
        String hash = Integer.toHexString(CanonicalJson.of(container).hashCode());
        return new TaskDefinition(new ResourceId("task-definition", app.name(), hash), container,
                Map.of("main", LogGroup.idOf(app.name())));
    }

    @Override
    public Set<ResourceId> refersTo() { return Set.copyOf(logs.values()); }

    static final class Kind implements ResourceKind<TaskDefinition> {
        @Override
        public String name() { return "task-definition"; }

        @Override
        public Class<TaskDefinition> type() { return TaskDefinition.class; }

        @Override
        public Set<Choice> choices() { return Set.of(Choice.IMAGE_DIGEST); }

        @Override
        public List<TaskDefinition> desired(Resolved resolved) { return resolved.apps().stream().map(app -> of(app, resolved)).toList(); }
    }
}
