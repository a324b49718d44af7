package com.meddevo.aws.call;

import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What AWS's error codes mean, as named sets; no other file reads a code. One condition has several codes, and one code several meanings: where the
 * code is not enough, AWS's sentence decides. Whatever no set names is the caller's mistake and does not get better by itself.
 */
public final class AwsErrors {
    private static final Set<String> THROTTLED = Set.of("ThrottlingException", "Throttling", "ThrottledException", "RequestThrottled",
            "RequestThrottledException", "RequestLimitExceeded", "TooManyRequestsException", "TooManyRequests", "RateExceeded", "SlowDown");
    private static final Set<String> PERMISSION = Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation",
            "UnrecognizedClientException", "InvalidClientTokenId", "ExpiredToken", "ExpiredTokenException", "SignatureDoesNotMatch");
    private static final Set<String> NOT_FOUND = Set.of("ResourceNotFoundException", "ResourceNotFound", "ServiceNotFoundException",
            "ServiceNotFound",
            "TargetGroupNotFound", "RuleNotFound", "ImageNotFoundException", "RepositoryNotFoundException", "ServiceNotActiveException",
            "ObjectNotFoundException", "AccessPointNotFound", "InvalidGroup.NotFound", "InvalidSecurityGroupRuleId.NotFound",
            "InvalidPermission.NotFound");
    private static final Set<String> ALREADY_EXISTS = Set.of("ResourceAlreadyExistsException", "RepositoryAlreadyExistsException",
            "ServiceAlreadyExists",
            "DuplicateTargetGroupName", "AccessPointAlreadyExists", "InvalidGroup.Duplicate", "InvalidPermission.Duplicate");
    private static final Set<String> IN_USE = Set.of("ResourceInUse", "ResourceInUseException", "OperationAbortedException",
            "ConflictException", "DuplicateRequest", "ConcurrentUpdateException", "DependencyViolation", "PriorRequestNotComplete",
            "IncorrectFileSystemLifeCycleState");
    private static final Set<String> TRANSIENT = Set.of("InternalFailure", "InternalError", "InternalServerError", "ServerException",
            "ServiceUnavailable", "ServiceUnavailableException", "RequestTimeout", "RequestTimeoutException");

    /** Sentences of ECS and Application Auto Scaling that ask for patience; the codes they come with, of invalid parameters, do not. */
    private static final List<String> NOT_YET = List.of("still Draining", "does not have an associated load balancer",
            "verify that the ECS service role being passed has the proper permissions", "Unable to assume the service linked role",
            "cannot be stopped while", "ECS service doesn't exist", "does not route traffic to the target group",
            "ErrorCode: InvalidGroup.NotFound");
    private static final Pattern MISSING_ACTION = Pattern.compile("not authorized to perform:? ?([a-z0-9-]+:[A-Za-z*]+)");
    private static final Duration SOON = Duration.ofSeconds(5);

    private AwsErrors() {}

    /** The request rate of the account is used up. */
    public static boolean throttled(Throwable error) {
        return THROTTLED.contains(code(error));
    }

    /** An IAM permission or the credentials are missing; nothing gets better until somebody grants them. */
    public static boolean permission(Throwable error) {
        return PERMISSION.contains(code(error));
    }

    /** What was named does not exist (any more). */
    public static boolean notFound(Throwable error) {
        return NOT_FOUND.contains(code(error));
    }

    /** The name is taken, by us or by somebody else. */
    public static boolean alreadyExists(Throwable error) {
        return ALREADY_EXISTS.contains(code(error));
    }

    /** Something still refers to it, or another operation on it is going on. */
    public static boolean inUse(Throwable error) {
        return IN_USE.contains(code(error));
    }

    /** Another rule of the listener has the priority. */
    public static boolean priorityInUse(Throwable error) {
        return code(error).equals("PriorityInUse");
    }

    /** EC2 does not know a security group (yet): a new one is known everywhere only after some seconds. */
    public static boolean groupNotFound(Throwable error) {
        return code(error).equals("InvalidGroup.NotFound");
    }

    /** Route 53 refuses a batch as a whole: a record to be created is there, or one to be deleted is not there as it was described. */
    public static boolean recordsMoved(Throwable error) {
        return code(error).equals("InvalidChangeBatch")
                && (says(error, "already exists") || says(error, "not found") || says(error, "do not match"));
    }

    /** ECS says that a service of the name exists with other parameters. */
    public static boolean serviceExists(Throwable error) {
        return says(error, "not idempotent");
    }

    /** ECS says that the service of the name is still being taken away. */
    public static boolean draining(Throwable error) {
        return says(error, "still Draining") || code(error).equals("ServiceNotActiveException");
    }

    /** The answer was lost, or AWS had a problem of its own: the call may have been carried out. */
    public static boolean broken(Throwable error) {
        return error instanceof SdkClientException || TRANSIENT.contains(code(error))
                || error instanceof AwsServiceException service && service.statusCode() >= 500 && !throttled(error);
    }

    /** Whether it comes from AWS or from the way there, and is not a mistake of this program. */
    public static boolean fromAws(Throwable error) {
        return error instanceof SdkException;
    }

    /** AWS's code; the exception's name for what never reached AWS. */
    public static String code(Throwable error) {
        return error instanceof AwsServiceException service && service.awsErrorDetails() != null
                && service.awsErrorDetails().errorCode() != null ? service.awsErrorDetails().errorCode() : error.getClass().getSimpleName();
    }

    /** An error that stands in an answer of which other parts are good. */
    public static AwsServiceException inAnswer(String code, String message) {
        return AwsServiceException.builder().awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .build();
    }

    /** What a change comes to that AWS did not accept. */
    public static Outcome outcome(ResourceId id, RuntimeException error) {
        if (throttled(error)) return new Outcome.Waiting("AWS's request rate for " + id.kind() + " (" + code(error) + ")", SOON);
        if (NOT_YET.stream().anyMatch(sentence -> says(error, sentence)) || inUse(error))
            return new Outcome.Waiting(id + ": " + message(error), SOON);
        return new Outcome.Failed(code(error), id + ": " + sentence(error), broken(error));
    }

    /** What happened and what to do, in one sentence with AWS's code. */
    public static String sentence(Throwable error) {
        if (permission(error)) {
            String action = missingAction(error).map(found -> "the IAM action " + found).orElse("an IAM permission");
            return code(error) + ": " + action + " is missing: add it to the operator's role. AWS says: " + message(error);
        }
        if (throttled(error)) return code(error) + ": the account's request rate is used up; it is asked again later";
        if (broken(error)) return code(error) + ": AWS could not be reached or failed, and is asked again: " + message(error);
        return code(error) + ": " + message(error);
    }

    private static Optional<String> missingAction(Throwable error) {
        var matcher = MISSING_ACTION.matcher(message(error));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean says(Throwable error, String words) { return message(error).contains(words); }

    private static String message(Throwable error) {
        if (error instanceof AwsServiceException service && service.awsErrorDetails() != null
                && service.awsErrorDetails().errorMessage() != null) {
            return service.awsErrorDetails().errorMessage();
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
