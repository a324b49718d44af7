package com.meddevo.localcloud.scaling;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** The scheduled actions of all targets, and the clock that carries them out. Schedules by cron are simulated, others refused. */
final class ScheduledActions {

    private static final int PER_TARGET = 200;
    private static final Pattern CRON = Pattern.compile("cron\\((.+)\\)");
    /** AWS's cron expressions are Quartz's but for the seconds, which they lack. */
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

    private final Site site;
    private final ScalableTargets targets;
    final Versioned<String, ScheduledAction> actions;

    ScheduledActions(Site site, ScalableTargets targets) {
        this.site = site;
        this.targets = targets;
        this.actions = site.store();
    }

    /** Creates an action, or changes it: what a request leaves out stays as it is, but for the time zone, which goes back to UTC. */
    void put(PutScheduledActionRequest request) {
        targets.require(request.resourceId());
        var key = key(request.resourceId(), request.scheduledActionName());
        var before = actions.get(key);
        if (before.isEmpty() && (request.schedule() == null || request.scalableTargetAction() == null)) {
            throw ScalingErrors.invalid("A scheduled action needs a schedule and a scalable target action.");
        }
        if (before.isEmpty() && of(request.resourceId()).size() >= PER_TARGET) {
            throw ScalingErrors.limitExceeded("A scalable target can have at most %d scheduled actions.".formatted(PER_TARGET));
        }
        var action = before.map(ScheduledAction::toBuilder).orElseGet(() -> ScheduledAction.builder()
                .scheduledActionARN("arn:aws:autoscaling:%s:%s:scheduledAction:%s:resource/ecs/%s:scheduledActionName/%s".formatted(
                        site.region(), site.accountId(), site.ids().hexadecimal(32), request.resourceId(), request.scheduledActionName()))
                .scheduledActionName(request.scheduledActionName()).serviceNamespace(ServiceNamespace.ECS)
                .resourceId(request.resourceId()).scalableDimension(ScalableTargets.DIMENSION).creationTime(site.timeline().now()))
                .timezone(request.timezone());
        Optional.ofNullable(request.schedule()).ifPresent(action::schedule);
        Optional.ofNullable(request.scalableTargetAction()).ifPresent(action::scalableTargetAction);
        var put = action.build();
        var bounds = put.scalableTargetAction();
        if (bounds.minCapacity() == null && bounds.maxCapacity() == null) {
            throw ScalingErrors.invalid("Either minimum capacity or maximum capacity must be specified for a scheduled action.");
        }
        untilNext(put);
        restore(put);
    }

    /** Takes an action in and waits for its time. */
    void restore(ScheduledAction action) {
        actions.put(key(action.resourceId(), action.scheduledActionName()), action);
        await(action);
    }

    private void await(ScheduledAction action) {
        untilNext(action).ifPresent(wait -> site.timeline().after(wait, () -> {
            if (actions.get(key(action.resourceId(), action.scheduledActionName())).filter(action::equals).isPresent()) {
                targets.targets.get(action.resourceId()).ifPresent(target -> carryOut(action, target));
                await(action);
            }
        }));
    }

    private void carryOut(ScheduledAction action, ScalableTarget target) {
        if (!target.suspendedState().scheduledScalingSuspended()) {
            targets.bounds(target, action.scalableTargetAction().minCapacity(), action.scalableTargetAction().maxCapacity(),
                    "scheduled action name %s was triggered".formatted(action.scheduledActionName()));
        }
    }

    private Optional<Duration> untilNext(ScheduledAction action) {
        var cron = CRON.matcher(action.schedule());
        if (!cron.matches()) {
            throw ScalingErrors
                    .invalid("The local cloud simulates schedules of the form cron(...) only, not %s.".formatted(action.schedule()));
        }
        try {
            var zone = ZoneId.of(action.timezone() == null ? "UTC" : action.timezone());
            var now = site.timeline().now().atZone(zone);
            return ExecutionTime.forCron(PARSER.parse("0 " + cron.group(1))).nextExecution(now).map(next -> Duration.between(now, next));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ScalingErrors.invalid("Schedule expression %s is not valid: %s".formatted(action.schedule(), e.getMessage()));
        }
    }

    private List<ScheduledAction> of(String resourceId) {
        return actions.all().stream().filter(action -> action.resourceId().equals(resourceId)).toList();
    }

    List<ScheduledAction> describe(DescribeScheduledActionsRequest request) {
        return actions.readAll().stream().filter(action -> request.resourceId() == null || action.resourceId().equals(request.resourceId()))
                .filter(action -> request.scheduledActionNames().isEmpty()
                        || request.scheduledActionNames().contains(action.scheduledActionName()))
                .toList();
    }

    void delete(String resourceId, String name) {
        actions.get(key(resourceId, name)).orElseThrow(() -> ScalingErrors.noAction(name));
        actions.remove(key(resourceId, name));
    }

    void forget(String resourceId) { of(resourceId).forEach(action -> actions.remove(key(resourceId, action.scheduledActionName()))); }

    private static String key(String resourceId, String name) { return resourceId + " " + name; }
}
