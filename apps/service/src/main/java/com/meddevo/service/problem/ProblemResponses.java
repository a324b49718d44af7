package com.meddevo.service.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every exception into a problem with a {@code code}; the only place that logs them. */
@RestControllerAdvice
final class ProblemResponses extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException invalid, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return invalid(invalid, invalid.getFieldErrors().stream()
                .map(error -> Map.of("field", error.getField(), "message", String.valueOf(error.getDefaultMessage()))).toList(), status,
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException invalid, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return invalid(invalid, invalid.getParameterValidationResults().stream().flatMap(result -> result.getResolvableErrors().stream()
                .map(error -> Map.of("field", String.valueOf(result.getMethodParameter().getParameterName()), "message",
                        String.valueOf(error.getDefaultMessage()))))
                .toList(), status, request);
    }

    private ResponseEntity<Object> invalid(Exception failure, List<Map<String, String>> errors, HttpStatusCode status, WebRequest request) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status,
                "The request has " + errors.size() + " wrong value(s); errors names them.");
        body.setProperty("code", "invalid-request");
        body.setProperty("errors", errors);
        return handleExceptionInternal(failure, body, new HttpHeaders(), status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestTooLarge tooLarge) {
                return handleExceptionInternal(unreadable, tooLarge.problem().getBody(), headers, tooLarge.problem().getStatusCode(),
                        request);
            }
        }
        Throwable cause = unreadable.getCause() == null ? unreadable : unreadable.getCause();
        return problem(unreadable, status, "malformed-request",
                "The body is not the JSON that this resource takes. " + JsonMistake.describe(cause) + ".",
                headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException nothing, HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return problem(nothing, status, "not-found", "There is no resource at this path.", headers, request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unexpected(Exception failure, WebRequest request) {
        return problem(failure, HttpStatus.INTERNAL_SERVER_ERROR, "internal-error",
                "The service failed; its log says why. The same request will most likely fail again.", new HttpHeaders(), request);
    }

    private ResponseEntity<Object> problem(Exception failure, HttpStatusCode status, String code, String detail, HttpHeaders headers,
            WebRequest request) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setProperty("code", code);
        return handleExceptionInternal(failure, body, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception failure, Object body, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        ResponseEntity<Object> response = super.handleExceptionInternal(failure, body, headers, status, request);
        if (response != null && response.getBody() instanceof ProblemDetail problem) {
            if (problem.getProperties() == null || !problem.getProperties().containsKey("code")) {
                problem.setProperty("code", codeOf(status));
            }
            String line = "status={} code={} detail={}";
            Object code = problem.getProperties().get("code");
            if (status.is5xxServerError() && !(failure instanceof ProblemException)) {
                LOG.error(line, status.value(), code, problem.getDetail(), failure);
            } else if (status.is5xxServerError()) {
                LOG.warn(line, status.value(), code, problem.getDetail());
            } else {
                LOG.info(line, status.value(), code, problem.getDetail());
            }
        }
        return response;
    }

    /** The code of a status that Spring answers itself, e.g. {@code not-found} or {@code method-not-allowed}. */
    private static String codeOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
