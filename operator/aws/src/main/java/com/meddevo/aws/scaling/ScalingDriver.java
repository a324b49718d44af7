package com.meddevo.aws.scaling;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Scalable targets, their policies and schedules in AWS. */
public final class ScalingDriver implements ResourceDriver<Scaling> {
    private static final int PAGE = 50;

    private final ApplicationAutoScalingClient scaling;
    private final Environment environment;
    private final TagIndex tags;
    private final Policies policies;
    private final Clock clock;

    public ScalingDriver(ApplicationAutoScalingClient scaling, Environment environment, TagIndex tags, Clock clock) {
        this.scaling = scaling;
        this.environment = environment;
        this.tags = tags;
        this.policies = new Policies(scaling);
        this.clock = clock;
    }

    @Override
    public Class<Scaling> type() { return Scaling.class; }

    @Override
    public Set<String> actions() {
        return Set.of("application-autoscaling:DescribeScalableTargets", "application-autoscaling:DescribeScalingPolicies",
                "application-autoscaling:DescribeScheduledActions", "application-autoscaling:ListTagsForResource",
                "application-autoscaling:RegisterScalableTarget", "application-autoscaling:DeregisterScalableTarget",
                "application-autoscaling:PutScalingPolicy", "application-autoscaling:DeleteScalingPolicy",
                "application-autoscaling:PutScheduledAction", "application-autoscaling:DeleteScheduledAction",
                "application-autoscaling:TagResource", "cloudwatch:PutMetricAlarm", "cloudwatch:DescribeAlarms",
                "cloudwatch:DeleteAlarms");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var targets = scope.app().map(app -> target(app).stream().toList()).orElseGet(this::targets);
        policies.read(targets, scope);
        var read = targets.stream().filter(target -> policies.of(target.scalableTargetARN()).isPresent()).toList();
        var owners = tags.owners(read.stream().map(ScalableTarget::scalableTargetARN).toList());
        owners.entrySet().removeIf(owner -> !owner.getValue().kind().equals(Scalings.KIND) || !scope.includes(owner.getValue().app()));
        var actions = owners.isEmpty() ? Map.<String, List<ScheduledAction>>of() : actions(scope);

        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        for (var target : read) {
            String arn = target.scalableTargetARN();
            if (!owners.containsKey(arn)) continue;
            var observed = new ObservedScaling(target, policies.of(arn).orElseThrow(),
                    actions.getOrDefault(target.resourceId(), List.of()));
            states.add(observed.state(owners.get(arn), tags));
            arns.put(owners.get(arn), arn);
        }
        return new Observation(readings(scope, targets, startedAt), states, arns, Facts.NONE);
    }

    private List<ScalableTarget> targets() {
        return scaling.describeScalableTargetsPaginator(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).maxResults(PAGE)).scalableTargets().stream()
                .filter(target -> target.resourceId().startsWith(Scalings.prefix(environment))).toList();
    }

    private Optional<ScalableTarget> target(String app) {
        return scaling.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).resourceIds(Scalings.resourceId(environment, app)))
                .scalableTargets().stream().findFirst();
    }

    private Map<String, List<ScheduledAction>> actions(Scope scope) {
        String one = scope.app().map(app -> Scalings.resourceId(environment, app)).orElse(null);
        return scaling.describeScheduledActionsPaginator(
                request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(one).scalableDimension(dimension(one))
                        .maxResults(PAGE))
                .scheduledActions().stream().collect(Collectors.groupingBy(ScheduledAction::resourceId));
    }

    /** AWS wants it if and only if a service is named. */
    private static ScalableDimension dimension(String resourceId) {
        return resourceId == null ? null : ScalableDimension.ECS_SERVICE_DESIRED_COUNT;
    }

    /** An app whose policies were never read is not read; the memory holds no more than our own last reading, and is as new as the targets. */
    private List<Reading> readings(Scope scope, List<ScalableTarget> targets, Instant startedAt) {
        var unread = targets.stream().filter(target -> policies.of(target.scalableTargetARN()).isEmpty())
                .map(target -> target.resourceId().substring(Scalings.prefix(environment).length())).collect(Collectors.toSet());
        if (unread.isEmpty()) return List.of(new Reading(Scalings.KIND, scope.app(), Reading.WHOLE, startedAt));
        return scope.fleet().members().stream().map(member -> member.key().name()).distinct()
                .filter(app -> scope.includes(app) && !unread.contains(app))
                .map(app -> new Reading(Scalings.KIND, Optional.of(app), Reading.WHOLE, startedAt)).toList();
    }

    @Override
    public Outcome apply(Change<Scaling> change, Arns arns) {
        return switch (change) {
            case Change.Create<Scaling> create -> create(create.desired(), arns);
            case Change.Update<Scaling> update -> update(update.observed(), update.desired(), arns);
            case Change.Delete<Scaling> delete -> delete(delete.id(), arns);
            case Change.Blocked<Scaling> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    /** Registering changes what is there, so somebody else's target must be seen before. */
    private Outcome create(Scaling desired, Arns arns) {
        var requests = requests(desired.id(), arns);
        var there = target(desired.id().app()).map(ScalableTarget::scalableTargetARN);
        if (there.isPresent() && !tags.confirm(there.get(), desired.id()))
            return tags.ownership().notOurs(desired.id(), "scalable target " + Scalings.resourceId(environment, desired.id().app()));
        var own = there.isPresent() ? Map.<String, String>of() : tags.ownership().tags(desired.id());
        String arn = scaling.registerScalableTarget(requests.register(desired, own)).scalableTargetARN();
        tags.learn(arn, desired.id());
        arns.learn(desired.id(), arn);
        policies.changing(arn, () -> desired.policies().forEach((name, policy) -> scaling.putScalingPolicy(requests.put(name, policy))));
        desired.schedules().forEach((name, schedule) -> scaling.putScheduledAction(requests.put(name, schedule)));
        return new Outcome.Done();
    }

    /** One after another: AWS refuses two changes of one target at a time. What was renamed goes before what takes its metric over. */
    private Outcome update(Scaling observed, Scaling desired, Arns arns) {
        var requests = requests(desired.id(), arns);
        policies.changing(arns.of(desired.id()), () -> update(observed, desired, requests));
        return new Outcome.Done();
    }

    private void update(Scaling observed, Scaling desired, ScalingRequests requests) {
        if (observed.min() != desired.min() || observed.max() != desired.max() || !observed.suspended().equals(desired.suspended()))
            scaling.registerScalableTarget(requests.register(desired, Map.of()));
        observed.policies().keySet().stream().filter(name -> !desired.policies().containsKey(name)).forEach(
                name -> goneIsFine(() -> scaling.deleteScalingPolicy(requests.deletePolicy(name))));
        desired.policies().forEach((name, policy) -> {
            if (!policy.equals(observed.policies().get(name))) scaling.putScalingPolicy(requests.put(name, policy));
        });
        observed.schedules().keySet().stream().filter(name -> !desired.schedules().containsKey(name)).forEach(
                name -> goneIsFine(() -> scaling.deleteScheduledAction(requests.deleteSchedule(name))));
        desired.schedules().forEach((name, schedule) -> {
            if (!schedule.equals(observed.schedules().get(name))) scaling.putScheduledAction(requests.put(name, schedule));
        });
    }

    private Outcome delete(ResourceId id, Arns arns) {
        String arn = arns.of(id);
        String service = Scalings.resourceId(environment, id.app());
        if (target(id.app()).filter(target -> target.scalableTargetARN().equals(arn)).isPresent()) {
            if (!tags.confirm(arn, id)) return tags.ownership().notOurs(id, "scalable target " + service);
            goneIsFine(() -> scaling.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(service)
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)));
        }
        tags.forget(arn);
        arns.forget(id);
        policies.forget(arn);
        return new Outcome.Done();
    }

    private static void goneIsFine(Runnable call) {
        try {
            call.run();
        } catch (ApplicationAutoScalingException e) {
            if (!AwsErrors.notFound(e)) throw e;
        }
    }

    private ScalingRequests requests(ResourceId id, Arns arns) {
        return new ScalingRequests(Scalings.resourceId(environment, id.app()), arns);
    }
}
