package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.applicationautoscaling.model.LimitExceededException;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.TooManyTagsException;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

/** Every way in which this service refuses a call. */
final class ScalingErrors {

    private ScalingErrors() {}

    static AwsServiceException invalid(String message) { return of(ValidationException.builder(), message); }

    static AwsServiceException noTarget(String resourceId) {
        return of(ObjectNotFoundException.builder(),
                "No scalable target found for service namespace: ecs, resource ID: %s, scalable dimension: %s"
                        .formatted(resourceId, ScalableTargets.DIMENSION));
    }

    static AwsServiceException noPolicy(String name) {
        return of(ObjectNotFoundException.builder(), "No scaling policy found for policy name: %s".formatted(name));
    }

    static AwsServiceException noAction(String name) {
        return of(ObjectNotFoundException.builder(), "No scheduled action found for name: %s".formatted(name));
    }

    static AwsServiceException limitExceeded(String message) { return of(LimitExceededException.builder(), message); }

    static AwsServiceException resourceNotFound(String arn) {
        return of(ResourceNotFoundException.builder().resourceName(arn), "The resource %s was not found".formatted(arn));
    }

    static AwsServiceException tooManyTags(String arn) {
        return of(TooManyTagsException.builder().resourceName(arn), "A resource can have at most 50 tags");
    }

    static AwsServiceException invalidToken() { return of(InvalidNextTokenException.builder(), "The next token is invalid."); }

    private static AwsServiceException of(AwsServiceException.Builder builder, String message) {
        return Refusal.of(AwsService.SCALING, builder, message);
    }
}
