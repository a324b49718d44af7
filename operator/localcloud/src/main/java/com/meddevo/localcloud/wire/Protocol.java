package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AwsService;
import java.util.Map;
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
     * @param headers     further headers, by their names
     */
    record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

        Answer(int status, String contentType, byte[] body) { this(status, contentType, body, Map.of()); }
    }

    /**
     * An error as every protocol carries it.
     *
     * @param status    HTTP status
     * @param code      AWS error code
     * @param message   for people
     * @param requestId of the call that failed
     */
    record Problem(int status, String code, String message, String requestId) {

        /** What a service refused, with what AWS would say where the exception says nothing. */
        static Problem of(AwsService service, AwsServiceException refusal, String requestId) {
            var details = refusal.awsErrorDetails();
            var message = details == null ? refusal.getMessage() : details.errorMessage();
            return new Problem(service.statusOf(refusal), service.codeOf(refusal), message == null ? "" : message, requestId);
        }
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
    Answer write(String operation, SdkPojo response, String requestId);

    /**
     * Writes what went wrong.
     *
     * @param members an exception's own members; empty if no operation refused
     */
    Answer refuse(Problem problem, Optional<SdkPojo> members);

    /** The error codes with which this protocol answers what no service has seen. */
    default UnreadCodes unread() {
        return UnreadCodes.OF_JSON;
    }

    /** The codes for requests that reach no service. */
    enum UnreadCodes {
        /** As the JSON protocols say it. */
        OF_JSON("UnknownOperationException", "SerializationException"),
        /** As the XML protocols say it. */
        OF_XML("InvalidAction", "MalformedInput");

        private final String unknownOperation;
        private final String malformed;

        UnreadCodes(String unknownOperation, String malformed) {
            this.unknownOperation = unknownOperation;
            this.malformed = malformed;
        }

        String unknownOperation() { return unknownOperation; }

        String malformed() { return malformed; }
    }

    /** A request that cannot be read. */
    final class Malformed extends RuntimeException {

        Malformed(String message) { super(message); }
    }
}
