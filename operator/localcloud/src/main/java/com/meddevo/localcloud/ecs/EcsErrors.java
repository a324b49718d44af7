package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/** Every way in which this service refuses a call. */
final class EcsErrors {

    private EcsErrors() {}

    /** The general refusal of older operations. */
    static AwsServiceException client(String message) {
        return of(ClientException.builder(), message);
    }

    static AwsServiceException invalid(String message) { return of(InvalidParameterException.builder(), message); }

    static AwsServiceException clusterNotFound() { return of(ClusterNotFoundException.builder(), "Cluster not found."); }

    static AwsServiceException serviceNotFound() { return of(ServiceNotFoundException.builder(), "Service not found."); }

    static AwsServiceException serviceNotActive() { return of(ServiceNotActiveException.builder(), "Service was not ACTIVE."); }

    static AwsServiceException resourceNotFound() {
        return of(ResourceNotFoundException.builder(), "The specified resource is not found.");
    }

    static AwsServiceException serviceDeploymentNotFound(String arn) {
        return of(ServiceDeploymentNotFoundException.builder(), "The service deployment %s was not found.".formatted(arn));
    }

    static AwsServiceException conflict(String message) { return of(ConflictException.builder(), message); }

    private static AwsServiceException of(AwsServiceException.Builder builder, String message) {
        return Refusal.of(AwsService.ECS, builder, message);
    }
}
