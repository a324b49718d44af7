package com.meddevo.localcloud.ecs;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** What the service deployments API remembers of one change of a service, from its beginning to its end and beyond. */
final class Rollout {

    private ServiceDeployment described;

    Rollout(String arn, ServiceRecord service, ServiceRevision from, ServiceRevision to, ServiceDeploymentAlarms alarms, Instant at) {
        var configuration = service.declared().deploymentConfiguration();
        var builder = ServiceDeployment.builder().serviceDeploymentArn(arn).serviceArn(service.arn())
                .clusterArn(service.declared().clusterArn()).createdAt(at)
                .startedAt(at).updatedAt(at).status(ServiceDeploymentStatus.IN_PROGRESS).deploymentConfiguration(configuration)
                .targetServiceRevision(summary(to, service.desired())).deploymentCircuitBreaker(breaker(configuration, service.desired()))
                .alarms(alarms);
        this.described = from == null ? builder.build() : builder.sourceServiceRevisions(summary(from, 0)).build();
    }

    Rollout(ServiceDeployment remembered) { this.described = remembered; }

    ServiceDeployment described() { return described; }

    /** Counts its tasks anew, for as long as it goes on. */
    void count(int requested, int running, int pending, int failures) {
        if (isOpen()) {
            described = described.toBuilder()
                    .targetServiceRevision(
                            described.targetServiceRevision().toBuilder().requestedTaskCount(requested).runningTaskCount(running)
                                    .pendingTaskCount(pending).build())
                    .deploymentCircuitBreaker(described.deploymentCircuitBreaker().toBuilder().failureCount(failures).build()).build();
        }
    }

    void stage(ServiceDeploymentLifecycleStage stage, Instant at) {
        if (isOpen()) {
            described = described.toBuilder().lifecycleStage(stage).updatedAt(at).build();
        }
    }

    void rollBack(ServiceRevision to, String reason, Instant at) {
        described = described.toBuilder().status(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS).statusReason(reason).updatedAt(at)
                .rollback(Rollback.builder().reason(reason).startedAt(at).serviceRevisionArn(to.serviceRevisionArn()).build())
                .deploymentCircuitBreaker(
                        described.deploymentCircuitBreaker().toBuilder().status(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED).build())
                .build();
    }

    /** An alarm ends it. */
    void alarmed(String name) {
        described = described.toBuilder().alarms(described.alarms().toBuilder().triggeredAlarmNames(name)
                .status(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED).build()).build();
    }

    void finish(ServiceDeploymentStatus status, String reason, Instant at) {
        if (isOpen()) {
            var breaker = described.deploymentCircuitBreaker();
            var watched = breaker.status() == ServiceDeploymentRollbackMonitorsStatus.MONITORING
                    ? breaker.toBuilder().status(ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE).build()
                    : breaker;
            described = described.toBuilder().status(status).statusReason(reason).updatedAt(at).finishedAt(at)
                    .deploymentCircuitBreaker(watched).build();
        }
    }

    boolean is(String arn) { return described.serviceDeploymentArn().equals(arn); }

    boolean isOpen() { return described.finishedAt() == null; }

    private static ServiceRevisionSummary summary(ServiceRevision revision, int requested) {
        return ServiceRevisionSummary.builder().arn(revision.serviceRevisionArn()).requestedTaskCount(requested).runningTaskCount(0)
                .pendingTaskCount(0)
                .build();
    }

    private static ServiceDeploymentCircuitBreaker breaker(DeploymentConfiguration configuration, int desired) {
        var enabled = configuration.deploymentCircuitBreaker().enable();
        return ServiceDeploymentCircuitBreaker.builder()
                .status(enabled ? ServiceDeploymentRollbackMonitorsStatus.MONITORING : ServiceDeploymentRollbackMonitorsStatus.DISABLED)
                .failureCount(0)
                .threshold(CircuitBreaker.threshold(desired)).build();
    }
}
