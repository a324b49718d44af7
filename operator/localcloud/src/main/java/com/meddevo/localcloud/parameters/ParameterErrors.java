package com.meddevo.localcloud.parameters;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.InvalidFilterKeyException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.InvalidResourceIdException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/** Every way in which this service refuses a call. */
final class ParameterErrors {

    private ParameterErrors() {}

    static AwsServiceException notFound(String name) {
        return Refusal.of(AwsService.PARAMETERS, ParameterNotFoundException.builder(), "Parameter %s not found.".formatted(name));
    }

    static AwsServiceException versionNotFound(String name) {
        return Refusal.of(AwsService.PARAMETERS, ParameterVersionNotFoundException.builder(),
                "Systems Manager could not find version of %s.".formatted(name));
    }

    static AwsServiceException exists() {
        return Refusal.of(AwsService.PARAMETERS, ParameterAlreadyExistsException.builder(),
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    }

    static AwsServiceException invalid(String message) {
        return Refusal.of(AwsService.PARAMETERS, "ValidationException", Refusal.BAD_REQUEST, message);
    }

    static AwsServiceException filter(String message) {
        return Refusal.of(AwsService.PARAMETERS, InvalidFilterKeyException.builder(), message);
    }

    static AwsServiceException resource(String name) {
        return Refusal.of(AwsService.PARAMETERS, InvalidResourceIdException.builder(),
                "The resource ID \"%s\" is not valid. Verify the ID and try again.".formatted(name));
    }

    static AwsServiceException token() {
        return Refusal.of(AwsService.PARAMETERS, InvalidNextTokenException.builder(), "The specified token is not valid.");
    }
}
