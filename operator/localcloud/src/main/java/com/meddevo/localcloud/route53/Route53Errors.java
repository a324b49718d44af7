package com.meddevo.localcloud.route53;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/** Every way in which this service refuses a call. */
final class Route53Errors {

    private static final int NOT_FOUND = 404;

    private Route53Errors() {}

    static AwsServiceException noSuchZone(String id) {
        return Refusal.of(AwsService.ROUTE53, NoSuchHostedZoneException.builder(), "No hosted zone found with ID: %s".formatted(id))
                .toBuilder()
                .statusCode(NOT_FOUND).build();
    }

    static AwsServiceException noSuchChange(String id) {
        return Refusal.of(AwsService.ROUTE53, NoSuchChangeException.builder(), "Could not find resource with ID: %s".formatted(id))
                .toBuilder()
                .statusCode(NOT_FOUND).build();
    }

    static AwsServiceException invalid(String message) { return Refusal.of(AwsService.ROUTE53, InvalidInputException.builder(), message); }

    /** All that is wrong with a batch, in one sentence in brackets, as Route 53 says it. */
    static AwsServiceException invalidBatch(List<String> messages) {
        return Refusal.of(AwsService.ROUTE53, InvalidChangeBatchException.builder().messages(messages), messages.toString());
    }
}
