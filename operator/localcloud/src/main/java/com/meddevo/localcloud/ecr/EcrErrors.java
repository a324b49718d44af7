package com.meddevo.localcloud.ecr;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;

/** Every way in which this service refuses a call. */
final class EcrErrors {

    private EcrErrors() {}

    static AwsServiceException invalid(String message) { return Refusal.of(AwsService.ECR, InvalidParameterException.builder(), message); }

    static AwsServiceException repositoryNotFound(String name, String registryId) {
        return Refusal.of(AwsService.ECR, RepositoryNotFoundException.builder(),
                "The repository with name '%s' does not exist in the registry with id '%s'".formatted(name, registryId));
    }

    static AwsServiceException repositoryExists(String name, String registryId) {
        return Refusal.of(AwsService.ECR, RepositoryAlreadyExistsException.builder(),
                "The repository with name '%s' already exists in the registry with id '%s'".formatted(name, registryId));
    }

    static AwsServiceException policyNotFound(String name, String registryId) {
        return Refusal.of(AwsService.ECR, RepositoryPolicyNotFoundException.builder(),
                "Repository policy does not exist for the repository with name '%s' in the registry with id '%s'".formatted(name,
                        registryId));
    }

    static AwsServiceException policyMalformed() {
        return invalid("Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'");
    }

    static AwsServiceException lifecycleNotFound(String name, String registryId) {
        return Refusal.of(AwsService.ECR, LifecyclePolicyNotFoundException.builder(),
                "Lifecycle policy does not exist for the repository with name '%s' in the registry with id '%s'".formatted(name,
                        registryId));
    }

    static AwsServiceException imageNotFound(String repository, String image, String registryId) {
        return Refusal.of(AwsService.ECR, ImageNotFoundException.builder(),
                "The image with imageId {%s} does not exist within the repository with name '%s' in the registry with id '%s'".formatted(
                        image, repository,
                        registryId));
    }
}
