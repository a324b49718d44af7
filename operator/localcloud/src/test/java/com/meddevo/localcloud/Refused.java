package com.meddevo.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a refused call was refused with. */
public final class Refused {

    private Refused() {}

    /** Makes a call that must be refused, and returns its error code and message. */
    public static String refused(ThrowingCallable call) {
        var caught = catchThrowable(call);
        assertThat(caught).isInstanceOf(AwsServiceException.class);
        var details = ((AwsServiceException) caught).awsErrorDetails();
        return details.errorCode() + ": " + details.errorMessage();
    }
}
