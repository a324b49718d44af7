package com.meddevo.localcloud.ecs;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.*;

/** The operations that tell of a service's deployments and the revisions that they deployed, and the one that ends a deployment. */
record DeploymentHistory(Services services, Deployments deployments) {

    ListServiceDeploymentsResponse list(ServiceRecord record, ListServiceDeploymentsRequest request) {
        var all = record.rollouts().stream().map(Rollout::described)
                .filter(one -> request.status().isEmpty() || request.status().contains(one.status()))
                .map(one -> ServiceDeploymentBrief.builder().serviceDeploymentArn(one.serviceDeploymentArn()).serviceArn(one.serviceArn())
                        .clusterArn(one.clusterArn()).createdAt(one.createdAt()).startedAt(one.startedAt()).finishedAt(one.finishedAt())
                        .status(one.status())
                        .statusReason(one.statusReason()).targetServiceRevisionArn(one.targetServiceRevision().arn()).build())
                .toList();
        var page = EcsPages.page(all, request.nextToken(), request.maxResults(), EcsPages.LARGEST_PAGE);
        return ListServiceDeploymentsResponse.builder().serviceDeployments(page.items()).nextToken(page.next()).build();
    }

    DescribeServiceDeploymentsResponse describe(DescribeServiceDeploymentsRequest request) {
        EcsPages.limit("serviceDeploymentArns", request.serviceDeploymentArns().size(), EcsPages.ROLLOUTS_PER_CALL);
        var all = services.records().stream().flatMap(record -> record.rollouts().stream()).map(Rollout::described).toList();
        var found = all.stream().filter(one -> request.serviceDeploymentArns().contains(one.serviceDeploymentArn())).toList();
        var known = found.stream().map(ServiceDeployment::serviceDeploymentArn).toList();
        return DescribeServiceDeploymentsResponse.builder().serviceDeployments(found)
                .failures(EcsPages.missing(request.serviceDeploymentArns(), known)).build();
    }

    StopServiceDeploymentResponse stop(StopServiceDeploymentRequest request) {
        var arn = request.serviceDeploymentArn();
        var record = services.records().stream().filter(one -> one.rollouts().stream().anyMatch(rollout -> rollout.is(arn))).findFirst()
                .orElseThrow(() -> EcsErrors.serviceDeploymentNotFound(arn));
        if (record.deployments().isEmpty() || !record.primary().rollout().is(arn) || !record.primary().rollout().isOpen()
                || record.primary().isRollingBack()) {
            throw EcsErrors.conflict("The service deployment is not in a state in which it can be stopped.");
        }
        deployments.stop(record, request.stopType() != StopServiceDeploymentStopType.ABORT);
        services.look(record);
        return StopServiceDeploymentResponse.builder().serviceDeploymentArn(arn).build();
    }

    DescribeServiceRevisionsResponse revisions(DescribeServiceRevisionsRequest request) {
        EcsPages.limit("serviceRevisionArns", request.serviceRevisionArns().size(), EcsPages.ROLLOUTS_PER_CALL);
        var found = request.serviceRevisionArns().stream().flatMap(arn -> Optional.ofNullable(deployments.revisions().get(arn)).stream())
                .toList();
        var known = found.stream().map(ServiceRevision::serviceRevisionArn).toList();
        return DescribeServiceRevisionsResponse.builder().serviceRevisions(found)
                .failures(EcsPages.missing(request.serviceRevisionArns(), known))
                .build();
    }
}
