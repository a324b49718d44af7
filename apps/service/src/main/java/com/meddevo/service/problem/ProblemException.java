package com.meddevo.service.problem;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be served, in the words its caller will read. */
public final class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    /**
     * @param code stable, lower case with hyphens
     * @param detail what happened, where, and what to do
     * @param properties what a program may want to read besides, by name
     */
    public ProblemException(HttpStatus status, String code, String detail, Map<String, ?> properties) {
        super(status, body(status, code, detail, properties), null);
    }

    private static ProblemDetail body(HttpStatus status, String code, String detail, Map<String, ?> properties) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setProperty("code", code);
        properties.forEach(body::setProperty);
        return body;
    }
}
