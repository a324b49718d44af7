package com.meddevo.localkube.failure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request that is answered with a {@code Status} object instead of what it asked for, worded as Kubernetes words it: clients and people
 * recognise failures by these words. Codes and reasons: k8s.io/apimachinery {@code metav1.StatusReason}.
 */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient ObjectNode details;

    private ApiFailure(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** The HTTP status. */
    public int code() { return code; }

    /** The {@code reason} of the Status object, for example {@code NotFound}. */
    public String reason() { return reason; }

    /** The {@code Status} object a client gets. */
    public ObjectNode body() {
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        if (details != null) {
            status.set("details", details.deepCopy());
        }
        return status.put("code", code);
    }

    /** 404 for a path that leads nowhere. */
    public static ApiFailure noSuchPath() {
        return new ApiFailure(404, "NotFound", "the server could not find the requested resource", empty());
    }

    /** 404 for an object. */
    public static ApiFailure notFound(Subject subject) {
        return new ApiFailure(404, "NotFound", subject.quoted() + " not found", subject.details());
    }

    /** 409 for a create of something that is there. */
    public static ApiFailure alreadyExists(Subject subject) {
        return new ApiFailure(409, "AlreadyExists", subject.quoted() + " already exists", subject.details());
    }

    /** 409 when the object is not in the state that the request stated. */
    public static ApiFailure conflict(Subject subject, String because) {
        return new ApiFailure(409, "Conflict", "Operation cannot be fulfilled on " + subject.quoted() + ": " + because, subject.details());
    }

    /** 409 when the object was changed since the client read it. */
    public static ApiFailure modified(Subject subject) {
        return conflict(subject, "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** 409 of a server-side apply; one cause per field and manager. */
    public static ApiFailure applyConflict(String message, List<ApplyConflict> conflicts) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        var causes = details.putArray("causes");
        for (ApplyConflict each : conflicts) {
            causes.addObject().put("reason", "FieldManagerConflict").put("message", each.message()).put("field", each.field());
        }
        return new ApiFailure(409, "Conflict", message, details);
    }

    /**
     * One field that another manager owns.
     *
     * @param field path as people read it, beginning with a dot
     * @param message who owns it
     */
    public record ApplyConflict(String field, String message) {
    }

    /** 422 with one cause per field. */
    public static ApiFailure invalid(String group, String kind, String name, List<Violation> problems) {
        String words = problems.stream().map(Violation::toString).distinct().collect(Collectors.joining(", "));
        String what = kind + (group.isEmpty() ? "" : "." + group);
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("name", name);
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        details.put("kind", kind);
        var causes = details.putArray("causes");
        for (Violation each : problems) {
            causes.addObject().put("reason", each.kind().reason()).put("message", each.description()).put("field", each.path());
        }
        return new ApiFailure(422, "Invalid",
                what + " \"" + name + "\" is invalid: " + (problems.size() > 1 ? "[" + words + "]" : words), details);
    }

    /** 422 for a patch that does not fit the object. */
    public static ApiFailure unprocessable(String why) {
        return new ApiFailure(422, "Invalid", "the server rejected our request due to an error in our request: " + why, null);
    }

    /** 400. */
    public static ApiFailure badRequest(String why) { return new ApiFailure(400, "BadRequest", why, null); }

    /** 403 for a request that a rule of the server refuses; {@code cause} is a machine-readable cause, if there is one. */
    public static ApiFailure forbidden(Subject subject, String because, Optional<FieldCause> cause) {
        ObjectNode details = subject.details();
        cause.ifPresent(c -> details.putArray("causes").addObject().put("reason", c.reason()).put("message", c.message()).put("field",
                c.field()));
        return new ApiFailure(403, "Forbidden", subject.quoted() + " is forbidden: " + because, details);
    }

    /** A cause that is no field problem, such as {@code NamespaceTerminating}. */
    public record FieldCause(String reason, String message, String field) {
    }

    /** 403 for a request that was sent to another name than the server's. */
    public static ApiFailure misdirected(String why) {
        return new ApiFailure(403, "Forbidden", why, null);
    }

    /** 405. */
    public static ApiFailure methodNotAllowed() {
        return new ApiFailure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", empty());
    }

    /** 406: the client understands nothing this server says. */
    public static ApiFailure notAcceptable() {
        return new ApiFailure(406, "NotAcceptable", "only the following media types are accepted: application/json", null);
    }

    /** 410 for a resource version or continue token that the kept history no longer covers. */
    public static ApiFailure expired(String why) {
        return new ApiFailure(410, "Expired", why, null);
    }

    /** 504 for a resource version that lies in the future. */
    public static ApiFailure tooLargeResourceVersion(long asked, long current) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.putArray("causes").addObject().put("reason", "ResourceVersionTooLarge").put("message", "Too large resource version");
        details.put("retryAfterSeconds", 1);
        return new ApiFailure(504, "Timeout", "Timeout: Too large resource version: " + asked + ", current: " + current, details);
    }

    /** 413. */
    public static ApiFailure tooLarge(long limit) {
        return new ApiFailure(413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit, null);
    }

    /** 415; {@code why} names the media types that would do. */
    public static ApiFailure unsupportedMediaType(String why) {
        return new ApiFailure(415, "UnsupportedMediaType", why, null);
    }

    /** 500: a fault of this server. */
    public static ApiFailure internal(String why) {
        return new ApiFailure(500, "InternalError", "Internal error occurred: " + why, null);
    }

    private static ObjectNode empty() { return JsonNodeFactory.instance.objectNode(); }
}
