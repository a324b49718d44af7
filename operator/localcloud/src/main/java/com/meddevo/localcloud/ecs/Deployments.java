package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.cloudwatch.MetricAlarms;
import com.meddevo.localcloud.elb.Weights;
import com.meddevo.localcloud.state.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.ResolvedConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;

/** Begins, completes, breaks and rolls back the deployments of services. */
final class Deployments {

    private static final int ALL = 100;

    private final Site site;
    private final TaskDefinitions definitions;
    private final Launches launches;
    private final Weights weights;
    private final MetricAlarms alarms;
    private final Map<String, ServiceRevision> revisions = new LinkedHashMap<>();

    Deployments(Site site, TaskDefinitions definitions, Launches launches, Weights weights, MetricAlarms alarms) {
        this.site = site;
        this.alarms = alarms;
        this.weights = weights;
        this.definitions = definitions;
        this.launches = launches;
    }

    /** All service revisions by their ARNs. */
    Map<String, ServiceRevision> revisions() { return revisions; }

    /**
     * A new primary deployment of what is declared now; what was primary is on its way out. Traffic that a deployment has shifted which was not done comes
     * back first; one that only cleans up counts as done.
     */
    void begin(ServiceRecord service) {
        if (!service.deployments().isEmpty()) {
            service.primary().shift().ifPresent(shift -> leave(service, shift));
        }
        var source = source(service);
        var revision = revise(service, source);
        var from = service.deployments().isEmpty() ? null : service.primary().revision();
        service.rollouts().stream().filter(Rollout::isOpen).forEach(rollout -> rollout.finish(ServiceDeploymentStatus.STOPPED,
                "The deployment was stopped because a newer deployment of the service began.", site.timeline().now()));
        var rollout = new Rollout(arn(service, "service-deployment"), service, from, revision, watched(service),
                site.timeline().now());
        service.rollouts().addFirst(rollout);
        var deployment = new DeploymentRecord(newId(), rollout, revision, false, site.timeline().now(), null);
        source.ifPresent(old -> deployment.shift(shift(service, old, revision)));
        if (source.isPresent()) {
            rollout.stage(ServiceDeploymentLifecycleStage.RECONCILE_SERVICE, site.timeline().now());
        }
        put(service, deployment);
    }

    private void leave(ServiceRecord service, TrafficShift shift) {
        if (!shift.cleansUp()) {
            weights.shift(shift.rule(), shift.to(), shift.from(), ALL);
        } else if (service.primary().is(DeploymentRolloutState.IN_PROGRESS)) {
            completed(service);
        }
    }

    /** The deployment beside which a second set of tasks comes up; empty where tasks are replaced a few at a time or there are none yet. */
    private static Optional<DeploymentRecord> source(ServiceRecord service) {
        var shifts = service.declared().deploymentConfiguration().strategy() != DeploymentStrategy.ROLLING
                && service.declared().loadBalancers().stream().anyMatch(ServedGroups::isPair);
        return service.lastCompleted().filter(completed -> shifts && service.deployments().contains(completed));
    }

    private static TrafficShift shift(ServiceRecord service, DeploymentRecord source, ServiceRevision revision) {
        var balancer = service.declared().loadBalancers().stream().filter(ServedGroups::isPair).findFirst().orElseThrow();
        var to = ServedGroups.of(revision, balancer);
        return new TrafficShift(source, balancer.advancedConfiguration().productionListenerRule(), ServedGroups.otherThan(to, balancer), to,
                service.declared().deploymentConfiguration());
    }

    private void put(ServiceRecord service, DeploymentRecord deployment) {
        service.deployments().addFirst(deployment);
        service.succeeded();
        var reason = deployment.isRollingBack()
                ? "ECS deployment circuit breaker: rolling back to deploymentId %s.".formatted(deployment.id())
                : "ECS deployment %s in progress.".formatted(deployment.id());
        deployment.become(DeploymentRolloutState.IN_PROGRESS, reason, site.timeline().now());
    }

    void completed(ServiceRecord service) {
        var primary = service.primary();
        serveBy(service, primary);
        primary.become(DeploymentRolloutState.COMPLETED, "ECS deployment %s completed.".formatted(primary.id()), site.timeline().now());
        service.completed(primary);
        count(service);
        primary.rollout().finish(primary.isRollingBack() ? ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL : ServiceDeploymentStatus.SUCCESSFUL,
                primary.isRollingBack() ? primary.rollout().described().statusReason() : null, site.timeline().now());
        service.event(site, "(deployment %s) deployment completed.".formatted(primary.id()));
    }

    /** All traffic goes where the deployment's tasks are, as it does when it is complete. */
    void serveBy(ServiceRecord service, DeploymentRecord deployment) {
        service.declared().loadBalancers().stream().filter(ServedGroups::isPair).forEach(balancer -> {
            var live = ServedGroups.of(deployment.revision(), balancer);
            weights.shift(balancer.advancedConfiguration().productionListenerRule(), ServedGroups.otherThan(live, balancer), live, ALL);
        });
        service.declare(ServedGroups.servedBy(service.declared(), deployment.revision()));
    }

    /**
     * Fails the primary deployment if too many of its tasks did, and rolls back if that is wanted and there is something to roll back to.
     */
    boolean breaks(ServiceRecord service) {
        var primary = service.primary();
        var breaker = service.declared().deploymentConfiguration().deploymentCircuitBreaker();
        if (!breaker.enable() || !primary.is(DeploymentRolloutState.IN_PROGRESS) || !service.is(ServiceRecord.ACTIVE)
                || primary.failedTasks() < CircuitBreaker.threshold(service.desired())) {
            return false;
        }
        service.event(site, "(deployment %s) deployment failed: tasks failed to start.".formatted(primary.id()));
        end(service, "ECS deployment circuit breaker: tasks failed to start.", "the circuit breaker threshold was exceeded",
                breaker.rollback());
        return true;
    }

    /** Fails the primary deployment for another reason than its tasks, and goes back to the one before. */
    void fail(ServiceRecord service, String reason) {
        service.event(site, "(deployment %s) deployment failed.".formatted(service.primary().id()));
        end(service, reason, reason, true);
    }

    /** Fails the primary deployment because an alarm says so, and goes back if that is wanted. */
    void failByAlarm(ServiceRecord service, String alarm) {
        service.event(site, "(deployment %s) deployment failed: alarm detected.".formatted(service.primary().id()));
        service.primary().rollout().alarmed(alarm);
        end(service, "ECS deployment failed: alarm %s was in alarm.".formatted(alarm), "the alarm %s was in alarm".formatted(alarm),
                service.declared().deploymentConfiguration().alarms().rollback());
    }

    private ServiceDeploymentAlarms watched(ServiceRecord service) {
        var asked = service.declared().deploymentConfiguration().alarms();
        var watched = asked.enable() && asked.alarmNames().stream().noneMatch(alarms::isInAlarm);
        return ServiceDeploymentAlarms.builder().alarmNames(asked.alarmNames()).triggeredAlarmNames(List.of())
                .status(watched ? ServiceDeploymentRollbackMonitorsStatus.MONITORING : ServiceDeploymentRollbackMonitorsStatus.DISABLED)
                .build();
    }

    /** Somebody stops the primary deployment: it goes back to the one before, or stays where it stands. */
    void stop(ServiceRecord service, boolean rollBack) {
        end(service, "ECS deployment stopped by a user.", "a user stopped it", rollBack);
    }

    private void end(ServiceRecord service, String reason, String because, boolean mayRollBack) {
        var primary = service.primary();
        primary.become(DeploymentRolloutState.FAILED, reason, site.timeline().now());
        count(service);
        var last = service.lastCompleted().filter(completed -> mayRollBack && !primary.isRollingBack());
        if (last.isPresent()) {
            rollBack(service, primary, last.get(), "Service deployment rolled back because %s.".formatted(because));
        } else {
            primary.rollout().finish(primary.isRollingBack() ? ServiceDeploymentStatus.ROLLBACK_FAILED : ServiceDeploymentStatus.STOPPED,
                    "Service deployment failed because %s.".formatted(because), site.timeline().now());
        }
    }

    private void rollBack(ServiceRecord service, DeploymentRecord failed, DeploymentRecord last, String reason) {
        var to = last.revision();
        failed.rollout().rollBack(to, reason, site.timeline().now());
        service.declare(service.declared().toBuilder().taskDefinition(to.taskDefinition()).networkConfiguration(to.networkConfiguration())
                .loadBalancers(to.loadBalancers()).serviceRegistries(to.serviceRegistries()).build());
        var back = failed.shift().map(shift -> shiftBack(service, failed, shift))
                .orElseGet(() -> new DeploymentRecord(newId(), failed.rollout(), to, true, site.timeline().now(), null));
        put(service, back);
        service.event(site, "rolling back to deployment %s.".formatted(back.id()));
    }

    /** The tasks of the source still run: they get all traffic at once. */
    private DeploymentRecord shiftBack(ServiceRecord service, DeploymentRecord failed, TrafficShift shift) {
        weights.shift(shift.rule(), shift.to(), shift.from(), ALL);
        var source = shift.source();
        service.deployments().remove(source);
        source.comeBack(failed.rollout());
        return source;
    }

    /** Brings the numbers of the newest rollout up to date. */
    void count(ServiceRecord service) {
        if (service.deployments().isEmpty()) {
            return;
        }
        var rollout = service.primary().rollout();
        var target = rollout.described().targetServiceRevision().arn();
        service.deployments().stream().filter(deployment -> deployment.revision().serviceRevisionArn().equals(target)).findFirst()
                .ifPresent(deployment -> {
                    var running = (int) service.live(deployment).stream().filter(TaskRecord::isRunning).count();
                    rollout.count(service.desired(), running, service.live(deployment).size() - running, deployment.failedTasks());
                });
    }

    private ServiceRevision revise(ServiceRecord service, Optional<DeploymentRecord> source) {
        Service declared = service.declared();
        var definition = definitions.get(declared.taskDefinition()).orElseThrow();
        var revision = ServiceRevision.builder().serviceRevisionArn(arn(service, "service-revision")).serviceArn(service.arn())
                .clusterArn(declared.clusterArn()).taskDefinition(declared.taskDefinition()).launchType(declared.launchType())
                .capacityProviderStrategy(declared.capacityProviderStrategy().isEmpty() ? null : declared.capacityProviderStrategy())
                .platformVersion(declared.platformVersion()).platformFamily(declared.platformFamily())
                .loadBalancers(declared.loadBalancers()).resolvedConfiguration(resolved(declared, source))
                .serviceRegistries(declared.serviceRegistries()).networkConfiguration(declared.networkConfiguration())
                .containerImages(launches.resolve(definition)).guardDutyEnabled(false).createdAt(site.timeline().now()).build();
        revisions.put(revision.serviceRevisionArn(), revision);
        return revision;
    }

    /** Where the tasks will be registered: beside a source in the other group of the pair. */
    private static ResolvedConfiguration resolved(Service declared, Optional<DeploymentRecord> source) {
        var groups = declared.loadBalancers().stream().map(balancer -> {
            var group = source.filter(old -> ServedGroups.isPair(balancer))
                    .map(old -> ServedGroups.otherThan(ServedGroups.of(old.revision(), balancer), balancer))
                    .orElse(balancer.targetGroupArn());
            return ServiceRevisionLoadBalancer.builder().targetGroupArn(group).productionListenerRule(
                    ServedGroups.isPair(balancer) ? balancer.advancedConfiguration().productionListenerRule() : null).build();
        }).toList();
        return groups.isEmpty() ? null : ResolvedConfiguration.builder().loadBalancers(groups).build();
    }

    private String arn(ServiceRecord service, String kind) {
        var id = kind.equals("service-revision") ? site.ids().decimal(19) : site.ids().alphanumeric(21);
        return site.arn("ecs", "%s/%s/%s/%s".formatted(kind, service.clusterName(), service.name(), id));
    }

    private String newId() { return "ecs-svc/" + site.ids().decimal(19); }
}
