package com.meddevo.localcloud.logs;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TooManyTagsException;

/** Every way in which this service refuses a call. */
final class LogsErrors {

    private LogsErrors() {}

    static AwsServiceException invalid(String message) { return Refusal.of(AwsService.LOGS, InvalidParameterException.builder(), message); }

    static AwsServiceException groupExists() {
        return Refusal.of(AwsService.LOGS, ResourceAlreadyExistsException.builder(), "The specified log group already exists");
    }

    static AwsServiceException groupNotFound() {
        return Refusal.of(AwsService.LOGS, ResourceNotFoundException.builder(), "The specified log group does not exist.");
    }

    static AwsServiceException streamNotFound() {
        return Refusal.of(AwsService.LOGS, ResourceNotFoundException.builder(), "The specified log stream does not exist.");
    }

    static AwsServiceException tooManyTags(String arn) {
        return Refusal.of(AwsService.LOGS, TooManyTagsException.builder().resourceName(arn), "A log group can have at most 50 tags");
    }
}
