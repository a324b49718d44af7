package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The ECS service scheduler. Whenever something about a service changes it compares the tasks there are with those there should be: it
 * stops ill tasks, starts what is missing up to the maximum percent, stops what is too much or too old down to the minimum healthy percent,
 * and notices when a deployment is complete or has failed.
 */
final class ServiceScheduler implements Tasks.Scheduler {

    /** How long a task that no load balancer checks must run before it counts as well. */
    static final Duration SETTLED = Duration.ofSeconds(10);

    private static final int FAILURES_WITHOUT_PAUSE = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Site site;
    private final Tasks tasks;
    private final Deployments deployments;
    private final Consumer<ServiceRecord> changed;
    private final Deque<ServiceRecord> waiting = new ArrayDeque<>();
    private final TrafficShifts shifts;
    private boolean working;

    /**
     * No service yet.
     *
     * @param site        where it stands
     * @param tasks       starts and stops them
     * @param deployments replaces one by another
     * @param neighbours  whose weights move and whom hooks ask
     * @param changed     told of each service that was looked at
     */
    ServiceScheduler(Site site, Tasks tasks, Deployments deployments, Neighbours neighbours, Consumer<ServiceRecord> changed) {
        this.site = site;
        this.tasks = tasks;
        this.deployments = deployments;
        this.changed = changed;
        this.shifts = new TrafficShifts(site, neighbours, deployments, this::changed);
        tasks.scheduler(this);
    }

    @Override
    public void changed(ServiceRecord service) {
        waiting.add(service);
        if (working) {
            return;
        }
        working = true;
        try {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                look(next);
            }
        } finally {
            working = false;
        }
    }

    @Override
    public void failed(TaskRecord task) {
        var service = task.service();
        countFailure(task);
        if (task.stoppedReason() != null && task.startedAt() == null) {
            service.event(site, "was unable to place a task. Reason: %s.".formatted(task.stoppedReason()));
        }
        changed(service);
    }

    private void countFailure(TaskRecord task) {
        var service = task.service();
        var deployment = task.deployment();
        deployment.taskFailed(now());
        if (service.deployments().isEmpty() || deployment != service.primary()) {
            return;
        }
        var failures = service.failuresInARow() + 1;
        var pause = failures < FAILURES_WITHOUT_PAUSE
                ? Duration.ZERO
                : shorter(FIRST_PAUSE.multipliedBy(1L << Math.min(10, failures - FAILURES_WITHOUT_PAUSE)));
        service.failed(now().plus(pause));
        if (failures == FAILURES_WITHOUT_PAUSE) {
            service.event(site,
                    "is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.");
        }
    }

    private void look(ServiceRecord service) {
        if (service.is(ServiceRecord.INACTIVE)) {
            return;
        }
        noticeWellTasks(service);
        stopIllTasks(service);
        if (!service.deployments().isEmpty()) {
            if (deployments.breaks(service)) {
                waiting.add(service);
                return;
            }
            start(service);
            service.primary().shift().ifPresent(shift -> shifts.goOn(service, shift, isComplete(service, service.primary())));
            stopSurplus(service);
            stopOld(service);
            forgetOld(service);
            complete(service);
        }
        if (service.is(ServiceRecord.DRAINING)) {
            drain(service);
        }
        deployments.count(service);
        changed.accept(service);
    }

    private void noticeWellTasks(ServiceRecord service) {
        for (var task : service.live()) {
            if (!task.wasWell() && isWell(task)) {
                task.well();
                if (task.deployment() == service.primary()) {
                    task.deployment().taskSucceeded();
                    service.succeeded();
                }
            } else if (!task.wasWell() && task.isRunning() && task.served().isEmpty() && !isSettled(task)) {
                site.timeline().after(Duration.between(now(), task.startedAt().plus(SETTLED)), () -> changed(service));
            }
        }
    }

    private void stopIllTasks(ServiceRecord service) {
        var grace = Duration.ofSeconds(
                service.declared().healthCheckGracePeriodSeconds() == null ? 0 : service.declared().healthCheckGracePeriodSeconds());
        for (var task : service.live()) {
            var ill = task.isRunning() ? tasks.illFor(task) : Optional.<String>empty();
            if (ill.isEmpty()) {
                continue;
            }
            var graceOver = task.startedAt().plus(grace);
            if (now().isBefore(graceOver)) {
                site.timeline().after(Duration.between(now(), graceOver), () -> changed(service));
                continue;
            }
            service.event(site, "(port %d) is unhealthy in (target-group %s) due to (reason Health checks failed).".formatted(
                    task.served().getFirst().target().port(), ill.get()));
            countFailure(task);
            tasks.stop(task, TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                    "Task failed ELB health checks in (target-group %s)".formatted(ill.get()));
        }
    }

    private void start(ServiceRecord service) {
        var primary = service.primary();
        var shift = primary.shift().filter(one -> !one.cleansUp());
        shift.ifPresent(one -> launch(service, one.source(), service.desired() - service.live(one.source()).size()));
        var missing = service.desired() - service.live(primary).size();
        var room = shift.isPresent() ? missing : most(service) - service.live().size();
        var count = Math.min(missing, room);
        if (count <= 0 || primary.is(DeploymentRolloutState.FAILED)) {
            return;
        }
        if (now().isBefore(service.startNotBefore())) {
            site.timeline().after(Duration.between(now(), service.startNotBefore()), () -> changed(service));
            return;
        }
        launch(service, primary, count);
    }

    private void launch(ServiceRecord service, DeploymentRecord deployment, int count) {
        if (count <= 0) {
            return;
        }
        var started = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            started.add("(task %s)".formatted(tasks.launch(service, deployment).id()));
        }
        service.event(site, "has started %d tasks: %s.".formatted(count, String.join(" ", started)));
    }

    private void stopSurplus(ServiceRecord service) {
        stopSurplus(service, service.primary());
        service.primary().shift().filter(shift -> !shift.cleansUp()).ifPresent(shift -> stopSurplus(service, shift.source()));
    }

    private void stopSurplus(ServiceRecord service, DeploymentRecord deployment) {
        var live = service.live(deployment);
        var surplus = live.size() - service.desired();
        if (surplus > 0) {
            stop(service, live.stream()
                    .sorted(Comparator.comparing(this::isWell).thenComparing(Comparator.comparing(TaskRecord::createdAt).reversed()))
                    .limit(surplus).toList());
        }
    }

    private void stopOld(ServiceRecord service) {
        var stays = service.primary().shift().filter(shift -> !shift.cleansUp()).map(TrafficShift::source).orElse(service.primary());
        var old = service.live().stream().filter(task -> task.deployment() != service.primary() && task.deployment() != stays).toList();
        if (old.isEmpty() || service.primary().is(DeploymentRolloutState.FAILED)) {
            return;
        }
        var stopped = new ArrayList<>(old.stream().filter(task -> !isWell(task) && !task.wasWell()).toList());
        var well = service.live().stream().filter(this::isWell).count();
        var stuck = service.live(service.primary()).size() < service.desired() && service.live().size() >= most(service);
        var spare = well - (stuck ? least(service) : Math.max(least(service), service.desired()));
        old.stream().filter(task -> !stopped.contains(task)).limit(Math.max(0, spare)).forEach(stopped::add);
        stop(service, stopped);
        if (!stopped.isEmpty()) {
            waiting.add(service);
        }
    }

    private void stop(ServiceRecord service, List<TaskRecord> chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        var draining = chosen.stream().filter(task -> !task.served().isEmpty()).count();
        if (draining > 0) {
            service.event(site, "has begun draining connections on %d tasks.".formatted(draining));
        }
        service.event(site, "has stopped %d running tasks: %s.".formatted(chosen.size(),
                String.join(" ", chosen.stream().map(task -> "(task %s)".formatted(task.id())).toList())));
        chosen.forEach(task -> tasks.stop(task, TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                "Scaling activity initiated by (deployment %s)".formatted(service.primary().id())));
    }

    private void forgetOld(ServiceRecord service) {
        service.deployments().removeIf(deployment -> deployment != service.primary() && service.unfinished(deployment).isEmpty());
    }

    private void complete(ServiceRecord service) {
        var primary = service.primary();
        var there = isComplete(service, primary) && service.deployments().size() == 1
                && primary.shift().filter(shift -> !shift.cleansUp()).isEmpty()
                && service.tasks().stream().allMatch(task -> task.isStopped() || task.isWanted());
        if (service.steady(there && service.is(ServiceRecord.ACTIVE))) {
            service.event(site, "has reached a steady state.");
        }
        if (there && primary.is(DeploymentRolloutState.IN_PROGRESS) && service.is(ServiceRecord.ACTIVE)) {
            deployments.completed(service);
        }
    }

    private boolean isComplete(ServiceRecord service, DeploymentRecord deployment) {
        var live = service.live(deployment);
        return live.size() == service.desired() && live.stream().allMatch(this::isWell);
    }

    private void drain(ServiceRecord service) {
        service.live().forEach(task -> tasks.stop(task, TaskStopCode.SERVICE_SCHEDULER_INITIATED, "Task stopped by service deletion"));
        if (service.tasks().stream().allMatch(TaskRecord::isStopped)) {
            service.status(ServiceRecord.INACTIVE);
            service.deployments()
                    .forEach(deployment -> deployment.rollout().finish(ServiceDeploymentStatus.STOPPED, "The service was deleted.", now()));
            service.deployments().clear();
        }
    }

    /** Well: what its load balancers say; without any, that it has run for a while. */
    private boolean isWell(TaskRecord task) {
        return task.isRunning() && (task.served().isEmpty() ? isSettled(task) : tasks.isServedWell(task));
    }

    private boolean isSettled(TaskRecord task) { return !now().isBefore(task.startedAt().plus(SETTLED)); }

    /** How many tasks there may be, by the maximum percent, rounded down. */
    private static int most(ServiceRecord service) {
        return Math
                .toIntExact(Math.max(1L, (long) service.desired() * service.declared().deploymentConfiguration().maximumPercent() / 100));
    }

    /** How many well tasks there must be, by the minimum healthy percent, rounded up. */
    private static int least(ServiceRecord service) {
        return Math.toIntExact(
                Math.ceilDiv((long) service.desired() * service.declared().deploymentConfiguration().minimumHealthyPercent(), 100));
    }

    private static Duration shorter(Duration pause) { return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE; }

    private Instant now() { return site.timeline().now(); }
}
