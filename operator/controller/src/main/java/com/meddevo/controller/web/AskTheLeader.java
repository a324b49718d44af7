package com.meddevo.controller.web;

import com.meddevo.controller.leader.Leadership;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the replica that leads answer, while this one stands by and has read nothing of AWS. So a Service may reach any of them. Health and metrics each
 * replica tells of itself.
 */
final class AskTheLeader extends OncePerRequestFilter {
    private static final String ASKED = "Meddevo-Asked-By-Standby";
    private static final List<String> THERE = List.of(HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE);
    private static final List<String> AND_BACK = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CACHE_CONTROL, HttpHeaders.ETAG,
            ApiController.SETTLED);
    private static final int BUFFER = 8192;

    private final Leadership leadership;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2))
            .build();

    AskTheLeader(Leadership leadership) { this.leadership = leadership; }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return leadership.isOurs() || request.getRequestURI().startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<URI> leader = leadership.leaderAddress().filter(address -> request.getHeader(ASKED) == null);
        if (leader.isEmpty()) {
            unavailable(response, "This replica stands by, and "
                    + (leadership.leader().isEmpty() ? "nobody leads yet" : leadership.leader() + " leads") + ": try again in a moment.");
            return;
        }
        try {
            pass(http.send(question(request, leader.get()), BodyHandlers.ofInputStream()), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (!response.isCommitted()) {
                unavailable(response,
                        "This replica stands by, and " + leadership.leader() + ", which leads, does not answer: try again in a"
                                + " moment.");
            }
        }
    }

    private static HttpRequest question(HttpServletRequest request, URI leader) throws IOException {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var question = HttpRequest.newBuilder(leader.resolve(request.getRequestURI() + query)).header(ASKED, "yes")
                .method(request.getMethod(), BodyPublishers.ofByteArray(request.getInputStream().readAllBytes()));
        THERE.forEach(name -> Optional.ofNullable(request.getHeader(name)).ifPresent(value -> question.header(name, value)));
        return question.build();
    }

    /** Piece by piece, since a live feed has no end. */
    private static void pass(HttpResponse<InputStream> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.statusCode());
        AND_BACK.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> response.setHeader(name, value)));
        try (InputStream from = answer.body()) {
            OutputStream to = response.getOutputStream();
            var piece = new byte[BUFFER];
            for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
                to.write(piece, 0, read);
                to.flush();
            }
        }
    }

    private static void unavailable(HttpServletResponse response, String sentence) throws IOException {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        response.setContentType(MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8");
        response.getWriter().println(sentence);
    }
}
