package com.meddevo.aws.scaling;

import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.service.Service;
import com.meddevo.aws.service.Services;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Scale;
import com.meddevo.plan.Change;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Effect;
import com.meddevo.plan.FieldChange;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An app whose spec gives bounds has its service scaled by AWS. */
public final class Scalings implements ResourceKind<Scaling> {
    /** The kind's name. */
    public static final String KIND = "scaling";
    static final String CPU = "ECSServiceAverageCPUUtilization";
    static final String MEMORY = "ECSServiceAverageMemoryUtilization";
    static final String REQUESTS = "ALBRequestCountPerTarget";
    private static final String LOAD_BALANCER = ":loadbalancer/";

    /** The id of an app's scaling. */
    public static ResourceId id(String app) { return new ResourceId(KIND, app, "main"); }

    /** Application Auto Scaling's name for an app's service. */
    static String resourceId(Environment environment, String app) {
        return prefix(environment) + app;
    }

    static String prefix(Environment environment) { return "service/" + environment.cluster() + "/"; }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<Scaling> type() { return Scaling.class; }

    @Override
    public Set<Choice> choices() { return Set.of(Choice.LIVE_GROUP); }

    @Override
    public List<Scaling> desired(Resolved resolved) {
        return resolved.apps().stream().flatMap(app -> app.scale() instanceof Scale.Between scale
                ? Stream.of(asScheduled(asked(app, scale, resolved), resolved))
                : Stream.empty()).toList();
    }

    /**
     * A count outside the bounds, which somebody else set: it is shown and left to AWS, which brings it back when it next scales. Not while the bounds
     * themselves are being changed.
     */
    @Override
    public List<Change.Blocked<Scaling>> withheld(Resolved resolved) {
        return desired(resolved).stream().flatMap(wanted -> {
            Optional<Scaling> there = resolved.snapshot().find(wanted.id()).map(Scaling.class::cast);
            Optional<Integer> count = resolved.snapshot().find(wanted.service()).filter(service -> !service.leaving())
                    .map(Service.class::cast).map(Service::replicas);
            boolean outside = count.filter(tasks -> tasks < wanted.min() || tasks > wanted.max()).isPresent();
            return outside && there.filter(wanted::equals).isPresent()
                    ? Stream.of(outside(there.get(), count.get()))
                    : Stream.<Change.Blocked<Scaling>>empty();
        }).toList();
    }

    private static Change.Blocked<Scaling> outside(Scaling there, int count) {
        var field = new FieldChange("count", count, there.min() + " to " + there.max(), Effect.IN_PLACE, "");
        return new Change.Blocked<>(new Change.Update<>(there, there, List.of(field)), "autoscaling",
                "somebody set the service's count to " + count + ", outside of spec.scale's " + there.min() + " to " + there.max()
                        + "; the count belongs to Application Auto Scaling, which brings it back when it next scales. To have it at once, set the"
                        + " count within the bounds, or change the bounds");
    }

    private static Scaling asked(AppSpec app, Scale.Between scale, Resolved resolved) {
        var suspended = new Scaling.Suspended(scale.suspended().contains(Scale.Move.IN), scale.suspended().contains(Scale.Move.OUT),
                scale.suspended().contains(Scale.Move.SCHEDULES));
        var policies = policies(app, scale, resolved);
        Set<ResourceId> uses = policies.values().stream().anyMatch(policy -> policy.requests().isPresent())
                ? ListenerRules.id(app).stream().collect(Collectors.toSet())
                : Set.of();
        return new Scaling(id(app.name()), scale.min(), scale.max(), suspended, policies, schedules(scale), Services.id(app.name()), uses);
    }

    private static Map<String, Scaling.Tracking> policies(AppSpec app, Scale.Between scale, Resolved resolved) {
        var policies = new TreeMap<String, Scaling.Tracking>();
        scale.goals().cpuPercent().ifPresent(goal -> policies.put("cpu", tracking(CPU, goal, scale, Optional.empty())));
        scale.goals().memoryPercent().ifPresent(goal -> policies.put("memory", tracking(MEMORY, goal, scale, Optional.empty())));
        scale.goals().requestsPerTask().ifPresent(goal -> requests(app, resolved)
                .ifPresent(counted -> policies.put("requests", tracking(REQUESTS, goal, scale, Optional.of(counted)))));
        return policies;
    }

    private static Scaling.Tracking tracking(String metric, int goal, Scale.Between scale, Optional<Scaling.Requests> requests) {
        return new Scaling.Tracking(metric, String.valueOf(goal), Math.toIntExact(scale.cooldown().out().toSeconds()),
                Math.toIntExact(scale.cooldown().in().toSeconds()), true, requests);
    }

    private static Optional<Scaling.Requests> requests(AppSpec app, Resolved resolved) {
        return TargetGroups.colours(app, resolved).map(TargetGroups.Colours::live).map(group -> {
            String arn = resolved.environment().listeners().get(app.route().flatMap(AppSpec.Route::listener).orElseThrow())
                    .loadBalancerArn();
            return new Scaling.Requests(arn.substring(arn.indexOf(LOAD_BALANCER) + LOAD_BALANCER.length()), group);
        });
    }

    private static Map<String, Scaling.Schedule> schedules(Scale.Between scale) {
        return scale.schedules().stream().collect(Collectors.toMap(Scale.Schedule::name,
                one -> new Scaling.Schedule("cron(" + one.cron() + ")", one.timezone(), one.min(), one.max())));
    }

    /** A schedule changes the scalable target's own bounds. Those that it can have set are left, for it would set them again. */
    private static Scaling asScheduled(Scaling asked, Resolved resolved) {
        if (asked.schedules().isEmpty()) return asked;
        Optional<Scaling> there = resolved.snapshot().find(asked.id()).map(Scaling.class::cast);
        if (there.isEmpty() || !there.get().schedules().equals(asked.schedules())) return asked;
        return asked.within(bound(there.get().min(), asked.min(), asked, Scaling.Schedule::min),
                bound(there.get().max(), asked.max(), asked, Scaling.Schedule::max));
    }

    private static int bound(int there, int asked, Scaling scaling, Function<Scaling.Schedule, Optional<Integer>> scheduled) {
        return scaling.schedules().values().stream().map(scheduled).anyMatch(Optional.of(there)::equals) ? there : asked;
    }
}
