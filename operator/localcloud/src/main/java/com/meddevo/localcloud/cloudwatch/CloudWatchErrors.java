package com.meddevo.localcloud.cloudwatch;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;

/** Every way in which this service refuses a call. */
final class CloudWatchErrors {

    private CloudWatchErrors() {}

    static AwsServiceException missing(String message) { return of(MissingRequiredParameterException.builder(), message); }

    static AwsServiceException invalid(String message) { return of(InvalidParameterValueException.builder(), message); }

    static AwsServiceException combination(String message) { return of(InvalidParameterCombinationException.builder(), message); }

    static AwsServiceException invalidToken() { return of(InvalidNextTokenException.builder(), "The next token is invalid."); }

    static AwsServiceException noAlarm(String name) {
        return of(ResourceNotFoundException.builder().resourceType("MetricAlarm").resourceId(name), "Unknown alarm: %s".formatted(name));
    }

    private static AwsServiceException of(AwsServiceException.Builder builder, String message) {
        return Refusal.of(AwsService.CLOUDWATCH, builder, message);
    }
}
