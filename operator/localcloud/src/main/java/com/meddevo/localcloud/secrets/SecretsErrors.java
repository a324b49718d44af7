package com.meddevo.localcloud.secrets;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Every way in which this service refuses a call. */
final class SecretsErrors {

    private SecretsErrors() {}

    static AwsServiceException notFound(String what) {
        return Refusal.of(AwsService.SECRETS, ResourceNotFoundException.builder(),
                "Secrets Manager can't find the specified secret" + what + ".");
    }

    static AwsServiceException exists(String name) {
        return Refusal.of(AwsService.SECRETS, ResourceExistsException.builder(),
                "The operation failed because the secret %s already exists.".formatted(name));
    }

    static AwsServiceException scheduledForDeletion() {
        return request("You can't create this secret because a secret with this name is already scheduled for deletion.");
    }

    static AwsServiceException deleted() {
        return request("You can't perform this operation on the secret because it was marked for deletion.");
    }

    static AwsServiceException request(String message) {
        return Refusal.of(AwsService.SECRETS, InvalidRequestException.builder(), message);
    }

    static AwsServiceException parameter(String message) {
        return Refusal.of(AwsService.SECRETS, InvalidParameterException.builder(), message);
    }

    static AwsServiceException token() { return Refusal.of(AwsService.SECRETS, InvalidNextTokenException.builder(), "Invalid NextToken."); }
}
