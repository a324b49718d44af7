package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Begins, completes, breaks and rolls back the deployments of services. */
final class Deployments {

    private final Site site;
    private final TaskDefinitions definitions;
    private final Launches launches;
    private final Map<String, ServiceRevision> revisions = new LinkedHashMap<>();

    Deployments(Site site, TaskDefinitions definitions, Launches launches) {
        this.site = site;
        this.definitions = definitions;
        this.launches = launches;
    }

    /** All service revisions by their ARNs. */
    Map<String, ServiceRevision> revisions() { return revisions; }

    /** A new primary deployment of what is declared now; what was primary is on its way out. */
    void begin(ServiceRecord service) {
        var revision = revise(service);
        var from = service.deployments().isEmpty() ? null : service.primary().revision();
        service.rollouts().stream().filter(Rollout::isOpen).forEach(rollout -> rollout.finish(ServiceDeploymentStatus.STOPPED,
                "The deployment was stopped because a newer deployment of the service began.", site.timeline().now()));
        var rollout = new Rollout(arn(service, "service-deployment"), service, from, revision, site.timeline().now());
        service.rollouts().addFirst(rollout);
        put(service, new DeploymentRecord(newId(), rollout, revision, false, site.timeline().now(), null));
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
        primary.become(DeploymentRolloutState.COMPLETED, "ECS deployment %s completed.".formatted(primary.id()), site.timeline().now());
        service.completed(primary);
        count(service);
        primary.rollout().finish(primary.isRollingBack() ? ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL : ServiceDeploymentStatus.SUCCESSFUL,
                primary.isRollingBack() ? primary.rollout().described().statusReason() : null, site.timeline().now());
        service.event(site, "(deployment %s) deployment completed.".formatted(primary.id()));
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
        primary.become(DeploymentRolloutState.FAILED, "ECS deployment circuit breaker: tasks failed to start.", site.timeline().now());
        service.event(site, "(deployment %s) deployment failed: tasks failed to start.".formatted(primary.id()));
        count(service);
        var last = service.lastCompleted().filter(completed -> breaker.rollback() && !primary.isRollingBack());
        if (last.isPresent()) {
            rollBack(service, primary, last.get().revision());
        } else {
            primary.rollout().finish(primary.isRollingBack() ? ServiceDeploymentStatus.ROLLBACK_FAILED : ServiceDeploymentStatus.STOPPED,
                    "Service deployment failed because the circuit breaker threshold was exceeded.", site.timeline().now());
        }
        return true;
    }

    private void rollBack(ServiceRecord service, DeploymentRecord failed, ServiceRevision to) {
        failed.rollout().rollBack(to, "Service deployment rolled back because the circuit breaker threshold was exceeded.",
                site.timeline().now());
        service.declare(service.declared().toBuilder().taskDefinition(to.taskDefinition()).networkConfiguration(to.networkConfiguration())
                .loadBalancers(to.loadBalancers()).serviceRegistries(to.serviceRegistries()).build());
        var back = new DeploymentRecord(newId(), failed.rollout(), to, true, site.timeline().now(), null);
        put(service, back);
        service.event(site, "rolling back to deployment %s.".formatted(back.id()));
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

    private ServiceRevision revise(ServiceRecord service) {
        Service declared = service.declared();
        var definition = definitions.get(declared.taskDefinition()).orElseThrow();
        var revision = ServiceRevision.builder().serviceRevisionArn(arn(service, "service-revision")).serviceArn(service.arn())
                .clusterArn(declared.clusterArn()).taskDefinition(declared.taskDefinition()).launchType(declared.launchType())
                .capacityProviderStrategy(declared.capacityProviderStrategy().isEmpty() ? null : declared.capacityProviderStrategy())
                .platformVersion(declared.platformVersion()).platformFamily(declared.platformFamily())
                .loadBalancers(declared.loadBalancers())
                .serviceRegistries(declared.serviceRegistries()).networkConfiguration(declared.networkConfiguration())
                .containerImages(launches.resolve(definition)).guardDutyEnabled(false).createdAt(site.timeline().now()).build();
        revisions.put(revision.serviceRevisionArn(), revision);
        return revision;
    }

    private String arn(ServiceRecord service, String kind) {
        var id = kind.equals("service-revision") ? site.ids().decimal(19) : site.ids().alphanumeric(21);
        return site.arn("ecs", "%s/%s/%s/%s".formatted(kind, service.clusterName(), service.name(), id));
    }

    private String newId() { return "ecs-svc/" + site.ids().decimal(19); }
}
