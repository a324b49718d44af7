package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AwsService;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** How requests and answers of a service are written. */
interface Protocol {

    /**
     * An answer as it goes out.
     *
     * @param status      HTTP status
     * @param contentType media type
     * @param body        the body
     */
    record Answer(int status, String contentType, byte[] body) {
    }

    /** The name of the operation that a request asks for. */
    Optional<String> operation(WireRequest request);

    /**
     * Reads a request.
     *
     * @param builder an empty builder of the operation's request
     * @return the request
     * @throws Malformed if it is none
     */
    Object read(WireRequest request, SdkPojo builder);

    /** Writes what an operation answered. */
    Answer write(AwsService service, String operation, SdkPojo response, String requestId);

    /** Writes with what an operation refused. */
    Answer refuse(AwsService service, AwsServiceException refusal, String requestId);

    /** Writes that something went wrong which is no operation's own error. */
    Answer fail(int status, String code, String message, String requestId);

    /** A request that cannot be read. */
    final class Malformed extends RuntimeException {

        Malformed(String message) { super(message); }
    }
}
