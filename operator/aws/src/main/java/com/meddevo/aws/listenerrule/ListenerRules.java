package com.meddevo.aws.listenerrule;

import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.fleet.AppSpec;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An app with a route has a rule on the route's listener. */
public final class ListenerRules implements ResourceKind<ListenerRule> {
    /** The kind's name. */
    public static final String KIND = "listener-rule";
    /** What stands for a priority while there is none to be had; the change is blocked then. */
    private static final int NO_PRIORITY = 0;

    /** The id of the rule that an app's route asks for; empty for one that is not placed on a listener yet. */
    public static Optional<ResourceId> id(AppSpec app) {
        return app.route().flatMap(AppSpec.Route::listener).map(listener -> new ResourceId(KIND, app.name(), listener));
    }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<ListenerRule> type() { return ListenerRule.class; }

    @Override
    public Set<Choice> choices() { return Set.of(Choice.RULE_PRIORITY, Choice.LIVE_GROUP); }

    @Override
    public List<ListenerRule> desired(Resolved resolved) {
        return resolved.apps().stream().flatMap(app -> id(app).map(id -> desired(id, app, resolved)).stream()).toList();
    }

    private static ListenerRule desired(ResourceId id, AppSpec app, Resolved resolved) {
        var route = app.route().orElseThrow();
        var colours = TargetGroups.colours(app, resolved);
        var rule = new ListenerRule(id, resolved.priorities().getOrDefault(app.name(), NO_PRIORITY), Set.copyOf(route.hosts()),
                Set.copyOf(route.paths()), colours.map(TargetGroups.Colours::live),
                colours.flatMap(TargetGroups.Colours::other).map(other -> new ListenerRule.Alternate(other, 0)), Map.of());
        // while ECS moves the traffic the weights are its own: whoever reverted them would send requests to the wrong version
        return resolved.shifting(app)
                ? resolved.snapshot().find(id).map(ListenerRule.class::cast).map(rule::forwardingLike).orElse(rule)
                : rule;
    }
}
