package com.meddevo.localcloud.call;

import software.amazon.awssdk.core.exception.SdkClientException;

/** The call was carried out, and its answer never arrived: what a caller sees when a connection breaks at the wrong moment. */
public final class AnswerLost extends SdkClientException {

    AnswerLost(String action) {
        super(SdkClientException.builder()
                .message("Unable to execute HTTP request: the connection broke before %s was answered".formatted(action)));
    }
}
