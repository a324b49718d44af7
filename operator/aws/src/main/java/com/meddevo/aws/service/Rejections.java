package com.meddevo.aws.service;

import com.meddevo.aws.taskdefinition.Revisions;
import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * What ECS's circuit breaker gave up, service by service. A deployment that failed is written into the service's tags when it is first seen, by one call;
 * one that failed while nobody looked is found in ECS's history of deployments, which is asked before a version is deployed. Thread-safe.
 */
final class Rejections {
    private static final String ROLLED_BACK = "ROLLBACK";

    private final EcsClient ecs;
    private final Revisions revisions;
    private final Rollouts rollouts;
    /** What stands in the tags, by the service's ARN. */
    private final Map<String, Facts.Rejection> written = new ConcurrentHashMap<>();

    Rejections(EcsClient ecs, Revisions revisions, Rollouts rollouts) {
        this.ecs = ecs;
        this.revisions = revisions;
        this.rollouts = rollouts;
    }

    /** What the service's tag says. */
    Optional<Facts.Rejection> remembered(String app, Service service) {
        return service.tags().stream().filter(tag -> tag.key().equals(RejectionTag.KEY)).findFirst()
                .flatMap(tag -> RejectionTag.read(app, tag.value()));
    }

    /** What was given up last: as the deployments show it, which is then written down, else as it was written down before. */
    Optional<Facts.Rejection> see(String app, Service service) {
        var failure = rollouts.of(app).flatMap(Rollout::lastFailure);
        var known = remembered(app, service);
        var failed = service.deployments().stream().filter(one -> one.rolloutState() == DeploymentRolloutState.FAILED)
                .max(Comparator.comparing(Deployment::createdAt)).map(one -> rejection(app, one, failure));
        // A deployment whose tasks ended at once is gone from the service before anybody looks; what replaces it says why it is there.
        if (failed.isEmpty() && rollsBack(service)) failed = newestRollback(app, service.clusterArn());
        if (failed.isPresent() && known.filter(failed.get()::isAgain).isEmpty())
            known = Optional.of(write(service.serviceArn(), failed.get()));
        known.ifPresentOrElse(one -> written.put(service.serviceArn(), one), () -> written.remove(service.serviceArn()));
        return known;
    }

    private Facts.Rejection rejection(String app, Deployment failed, Optional<Rollout.Failure> failure) {
        String reason = failed.rolloutStateReason() == null ? "the deployment failed" : failed.rolloutStateReason();
        return new Facts.Rejection(app, revisions.read(app, failed.taskDefinition()).id(),
                reason + failure.map(task -> " " + task.because()).orElse(""), failed.createdAt());
    }

    private static boolean rollsBack(Service service) {
        return Rollouts.primary(service).map(Deployment::rolloutStateReason).filter(reason -> reason.contains("rolling back")).isPresent();
    }

    /**
     * Whether the service's newest deployment was of this version and was rolled back, and nobody knew. If so, it is written down. What is known already
     * was known to whoever asks for the version all the same.
     */
    boolean rolledBackUnseen(com.meddevo.aws.service.Service desired, String serviceArn, String cluster) {
        Optional<Facts.Rejection> rollback = newestRollback(desired.id().app(), cluster)
                .filter(one -> one.taskDefinition().equals(desired.taskDefinition()))
                .filter(one -> Optional.ofNullable(written.get(serviceArn)).filter(one::isAgain).isEmpty());
        rollback.ifPresent(one -> written.put(serviceArn, write(serviceArn, one)));
        return rollback.isPresent();
    }

    /** What ECS's history says of the service's newest deployment, if that was rolled back. */
    private Optional<Facts.Rejection> newestRollback(String app, String cluster) {
        Optional<ServiceDeploymentBrief> newest = ecs.listServiceDeployments(request -> request.cluster(cluster).service(app))
                .serviceDeployments().stream().max(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .filter(one -> one.statusAsString().startsWith(ROLLED_BACK));
        Optional<ResourceId> version = newest.map(ServiceDeploymentBrief::targetServiceRevisionArn)
                .flatMap(arn -> ecs.describeServiceRevisions(request -> request.serviceRevisionArns(arn)).serviceRevisions().stream()
                        .findFirst())
                .map(revision -> revisions.read(app, revision.taskDefinition()).id());
        return version.map(given -> {
            String reason = newest.get().statusReason() == null ? "the deployment was rolled back" : newest.get().statusReason();
            String task = rollouts.failure(app, cluster, given).map(failure -> " " + failure.because()).orElse("");
            return new Facts.Rejection(app, given, reason + task, newest.get().createdAt());
        });
    }

    /** Another version is deployed: the one before may be asked for again. Costs a call only where something is written. */
    void forget(String serviceArn) {
        if (written.remove(serviceArn) != null) ecs.untagResource(request -> request.resourceArn(serviceArn).tagKeys(RejectionTag.KEY));
    }

    private Facts.Rejection write(String serviceArn, Facts.Rejection rejection) {
        String value = RejectionTag.write(rejection);
        ecs.tagResource(request -> request.resourceArn(serviceArn).tags(Tag.builder().key(RejectionTag.KEY).value(value).build()));
        return RejectionTag.read(rejection.app(), value).orElseThrow();
    }
}
