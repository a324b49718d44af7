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
    /** What stands in the services' tags, by app. */
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    /** What the history says of the newest deployment that goes back, by app. */
    private final Map<String, Explained> explained = new ConcurrentHashMap<>();

    /** @param shown whether a reading has shown it; a tag that was just written is not visible at once, and what shows until then is older */
    private record Written(Facts.Rejection rejection, boolean shown) {
    }

    /**
     * @param back id of the deployment that goes back to an earlier version, or went
     * @param rollback what it goes back from; empty when the history does not say, or when another version was deployed since
     */
    private record Explained(String back, Optional<Facts.Rejection> rollback) {
    }

    Rejections(EcsClient ecs, Revisions revisions, Rollouts rollouts) {
        this.ecs = ecs;
        this.revisions = revisions;
        this.rollouts = rollouts;
    }

    /** What was given up and written down: as the service's tag says it, or as it was written while no reading has shown that. */
    Optional<Facts.Rejection> remembered(String app, Service service) {
        var tag = service.tags().stream().filter(one -> one.key().equals(RejectionTag.KEY)).findFirst()
                .flatMap(one -> RejectionTag.read(app, one.value()));
        var last = Optional.ofNullable(written.get(app));
        if (last.filter(one -> !one.shown && !tag.equals(Optional.of(one.rejection))).isPresent()) return last.map(Written::rejection);
        tag.ifPresentOrElse(one -> written.put(app, new Written(one, true)), () -> written.remove(app));
        return tag;
    }

    /** What was given up last: as the deployments show it, which is then written down, else as it was written down before. */
    Optional<Facts.Rejection> see(String app, Service service) {
        var failure = rollouts.of(app).flatMap(Rollout::lastFailure);
        var known = remembered(app, service);
        var failed = service.deployments().stream().filter(one -> one.rolloutState() == DeploymentRolloutState.FAILED)
                .max(Comparator.comparing(Deployment::createdAt)).map(one -> rejection(app, one, failure))
                .or(() -> Rollouts.primary(service).filter(Rejections::rollsBack)
                        .flatMap(one -> explained(app, one, service.clusterArn())));
        if (failed.isPresent() && known.filter(failed.get()::isAgain).isEmpty())
            return Optional.of(write(app, service.serviceArn(), failed.get()));
        return known;
    }

    /** The app has no service any more; another of its name starts with a clean slate. */
    void gone(String app) {
        written.remove(app);
        explained.remove(app);
    }

    private Facts.Rejection rejection(String app, Deployment failed, Optional<Rollout.Failure> failure) {
        String reason = failed.rolloutStateReason() == null ? "the deployment failed" : failed.rolloutStateReason();
        return new Facts.Rejection(app, revisions.read(app, failed.taskDefinition()).id(),
                reason + failure.map(task -> " " + task.because()).orElse(""), failed.createdAt());
    }

    private static boolean rollsBack(Deployment primary) {
        return primary.rolloutStateReason() != null && primary.rolloutStateReason().contains("rolling back");
    }

    /**
     * A deployment whose tasks ended at once is gone from the service before anybody looks; the one that replaces it says that it rolls back, and goes on
     * saying so for as long as it serves. The history is asked until it tells what was given up, or the rollback is over.
     */
    private Optional<Facts.Rejection> explained(String app, Deployment back, String cluster) {
        var known = explained.get(app);
        if (known != null && known.back.equals(back.id())) return known.rollback;
        var rollback = newestRollback(app, cluster);
        if (rollback.isPresent() || back.rolloutState() == DeploymentRolloutState.COMPLETED)
            explained.put(app, new Explained(back.id(), rollback));
        return rollback;
    }

    /**
     * Whether the service's newest deployment was of this version and was rolled back, and nobody knew. If so, it is written down. What is known already
     * was known to whoever asks for the version all the same.
     */
    boolean rolledBackUnseen(com.meddevo.aws.service.Service desired, String serviceArn, String cluster) {
        String app = desired.id().app();
        Optional<Facts.Rejection> rollback = newestRollback(app, cluster)
                .filter(one -> one.taskDefinition().equals(desired.taskDefinition()))
                .filter(one -> Optional.ofNullable(written.get(app)).map(Written::rejection).filter(one::isAgain).isEmpty());
        rollback.ifPresent(one -> write(app, serviceArn, one));
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

    /**
     * Another version is deployed: the one before may be asked for again, also if the next reading still shows the deployment that went back. Costs a call
     * only where something is written.
     */
    void forget(String app, String serviceArn) {
        explained.computeIfPresent(app, (any, one) -> new Explained(one.back, Optional.empty()));
        if (written.remove(app) != null) ecs.untagResource(request -> request.resourceArn(serviceArn).tagKeys(RejectionTag.KEY));
    }

    private Facts.Rejection write(String app, String serviceArn, Facts.Rejection rejection) {
        String value = RejectionTag.write(rejection);
        ecs.tagResource(request -> request.resourceArn(serviceArn).tags(Tag.builder().key(RejectionTag.KEY).value(value).build()));
        var read = RejectionTag.read(app, value).orElseThrow();
        written.put(app, new Written(read, false));
        return read;
    }
}
