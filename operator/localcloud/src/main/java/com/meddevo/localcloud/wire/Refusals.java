package com.meddevo.localcloud.wire;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What of a refusal goes over the wire, with what AWS would say where the exception says nothing. */
final class Refusals {

    private static final int BAD_REQUEST = 400;

    private Refusals() {}

    static int status(AwsServiceException refusal) { return refusal.statusCode() == 0 ? BAD_REQUEST : refusal.statusCode(); }

    static String message(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        var message = details == null ? refusal.getMessage() : details.errorMessage();
        return message == null ? "" : message;
    }
}
