package com.meddevo.techdoc.idempotency;

import com.meddevo.service.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Works on a POST with an Idempotency-Key once. The same request again gets the same answer; while the first is being worked on, 409; another
 * request under the same key, 422. An answer of 500 or more is not kept: trying again is then what the caller should do.
 */
@Component
final class IdempotencyFilter extends OncePerRequestFilter {
    private static final String KEY = "Idempotency-Key";
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.LOCATION);

    private final KeptAnswers answers;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(KeptAnswers answers, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod()) || request.getHeader(KEY) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(KEY);
        byte[] body = request.getInputStream().readAllBytes();
        String fingerprint = fingerprint(request, body);
        try {
            requireUsable(key);
            Optional<KeptAnswer> known = answers.claim(key, fingerprint);
            if (known.isPresent()) {
                repeat(known.get(), fingerprint, response);
                return;
            }
        } catch (ProblemException | DataAccessException problem) {
            problems.resolveException(request, response, null, problem);
            return;
        }
        work(key, new RepeatableRequest(request, body), response, chain);
    }

    private void work(String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean kept = false;
        try {
            chain.doFilter(request, answer);
            if (answer.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                answers.keep(key, answer.getStatus(), headersOf(answer), answer.getContentAsByteArray());
                kept = true;
            }
        } finally {
            if (!kept) {
                answers.release(key);
            }
        }
        answer.copyBodyToResponse();
    }

    private static void repeat(KeptAnswer kept, String fingerprint, HttpServletResponse response) throws IOException {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
                    "This Idempotency-Key came with another request before. Take a new key for each request.", Map.of());
        }
        if (kept.status() == null) {
            ProblemException running = new ProblemException(HttpStatus.CONFLICT, "request-in-progress",
                    "The request with this Idempotency-Key is still being worked on. Ask again for its answer.", Map.of());
            running.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
            throw running;
        }
        response.setStatus(kept.status());
        kept.headers().forEach(response::setHeader);
        response.setHeader("Idempotent-Replayed", "true");
        response.getOutputStream().write(kept.body());
    }

    private static Map<String, String> headersOf(HttpServletResponse answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static void requireUsable(String key) {
        if (key.isBlank() || key.length() > 200) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "invalid-idempotency-key",
                    "An Idempotency-Key has 1 to 200 characters; a UUID is good.",
                    Map.of());
        }
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getRequestURI() + "?" + request.getQueryString() + "\n" + request.getHeader(HttpHeaders.IF_MATCH) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
