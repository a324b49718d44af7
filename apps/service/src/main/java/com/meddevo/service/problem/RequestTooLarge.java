package com.meddevo.service.problem;

import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** A body larger than the service takes, found while it is read; an {@link IOException} because only those pass through a JSON parser unchanged. */
final class RequestTooLarge extends IOException {
    private static final long serialVersionUID = 1L;
    private final long limitBytes;

    RequestTooLarge(DataSize limit) {
        super("request larger than " + limit.toBytes() + " bytes");
        this.limitBytes = limit.toBytes();
    }

    ProblemException problem() {
        return new ProblemException(HttpStatus.CONTENT_TOO_LARGE, "request-too-large",
                "The body is larger than " + limitBytes + " bytes. Split the document.", Map.of("limitBytes", limitBytes));
    }
}
