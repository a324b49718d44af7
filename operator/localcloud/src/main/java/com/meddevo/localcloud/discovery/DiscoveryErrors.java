package com.meddevo.localcloud.discovery;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.servicediscovery.model.DuplicateRequestException;
import software.amazon.awssdk.services.servicediscovery.model.InstanceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.InvalidInputException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.OperationNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.ResourceInUseException;
import software.amazon.awssdk.services.servicediscovery.model.ResourceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.ServiceAlreadyExistsException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.TooManyTagsException;

/** Every way in which this service refuses a call. */
final class DiscoveryErrors {

    private DiscoveryErrors() {}

    static AwsServiceException invalidInput(String message) { return of(InvalidInputException.builder(), message); }

    static AwsServiceException namespaceNotFound(String id) {
        return of(NamespaceNotFoundException.builder(), "Namespace %s not found".formatted(id));
    }

    static AwsServiceException serviceNotFound(String id) {
        return of(ServiceNotFoundException.builder(), "Service %s not found".formatted(id));
    }

    static AwsServiceException serviceExists(Service existing) {
        return of(
                ServiceAlreadyExistsException.builder().serviceId(existing.id()).serviceArn(existing.arn())
                        .creatorRequestId(existing.creatorRequestId()),
                "Service already exists.");
    }

    static AwsServiceException serviceInUse() {
        return of(ResourceInUseException.builder(),
                "Service contains registered instances; delete the instances before deleting the service");
    }

    static AwsServiceException instanceNotFound(String id) {
        return of(InstanceNotFoundException.builder(), "Instance %s not found".formatted(id));
    }

    static AwsServiceException operationNotFound(String id) {
        return of(OperationNotFoundException.builder(), "Operation %s not found".formatted(id));
    }

    static AwsServiceException duplicateRequest(String operationId) {
        return of(DuplicateRequestException.builder().duplicateOperationId(operationId),
                "Another operation for the same resource is already in progress");
    }

    static AwsServiceException resourceNotFound(String arn) {
        return of(ResourceNotFoundException.builder(), "Resource %s not found".formatted(arn));
    }

    static AwsServiceException tooManyTags() { return of(TooManyTagsException.builder(), "A resource can have at most 50 tags"); }

    private static AwsServiceException of(AwsServiceException.Builder builder, String message) {
        return Refusal.of(AwsService.DISCOVERY, builder, message);
    }
}
