package com.meddevo.localcloud.call;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Makes the exceptions with which services refuse calls, complete as the real clients throw them: code, message, service and HTTP status.
 */
public final class Refusal {

    /** HTTP status of a call that the caller got wrong. */
    public static final int BAD_REQUEST = 400;

    private Refusal() {}

    /**
     * A refusal that the service's model names.
     *
     * @param service who refuses
     * @param builder builder of the modelled exception, its members already set
     * @param message in AWS's words
     */
    public static AwsServiceException of(AwsService service, AwsServiceException.Builder builder, String message) {
        var exception = (AwsServiceException) builder.build();
        return of(service, builder, service.codeOf(exception), service.statusOf(exception), message);
    }

    /**
     * A refusal by its code: the modelled exception if there is one, else the service's general one, as the real clients choose.
     *
     * @param service who refuses
     * @param code    AWS error code
     * @param status  HTTP status
     * @param message in AWS's words
     */
    public static AwsServiceException of(AwsService service, String code, int status, String message) {
        var builder = Stream.of(code, code + "Exception").flatMap(name -> modelled(service, name).stream()).findFirst()
                .orElseGet(service::anyError);
        return of(service, builder, code, status, message);
    }

    private static AwsServiceException of(AwsService service, AwsServiceException.Builder builder, String code, int status,
            String message) {
        var details = AwsErrorDetails.builder().errorCode(code).errorMessage(message).serviceName(service.name()).build();
        return (AwsServiceException) builder.awsErrorDetails(details).message(message).statusCode(status).build();
    }

    private static Optional<AwsServiceException.Builder> modelled(AwsService service, String name) {
        try {
            var type = Class.forName(service.modelPackage() + name);
            return AwsServiceException.class.isAssignableFrom(type)
                    ? Optional.of((AwsServiceException.Builder) type.getMethod("builder").invoke(null))
                    : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The SDK's " + name + " of " + service + " has no usable builder.", e);
        }
    }
}
