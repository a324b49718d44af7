package com.meddevo.plan.example;

import com.meddevo.plan.Choice;
import com.meddevo.plan.ChosenLate;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Set;

/** Has a value that is chosen among free ones. */
public record ListenerRule(ResourceId id, List<String> hosts, List<String> paths, @ChosenLate int priority, List<ResourceId> forwardsTo)
        implements
            ExampleState {
    static ResourceId idOf(String app, String listener) { return new ResourceId("listener-rule", app, listener); }

    @Override
    public Set<ResourceId> refersTo() { return Set.copyOf(forwardsTo); }

    static final class Kind implements ResourceKind<ListenerRule> {
        @Override
        public String name() { return "listener-rule"; }

        @Override
        public Class<ListenerRule> type() { return ListenerRule.class; }

        @Override
        public Set<Choice> choices() { return Set.of(Choice.RULE_PRIORITY); }

        @Override
        public List<ListenerRule> desired(Resolved resolved) {
            return resolved.apps().stream().filter(app -> app.route().isPresent()).map(app -> {
                var route = app.route().get();
                return new ListenerRule(idOf(app.name(), route.listener().orElseThrow()), route.hosts(), route.paths(),
                        resolved.priorities().getOrDefault(app.name(), 0), List.of(TargetGroup.idOf(app, resolved)));
            }).toList();
        }
    }
}
