package com.meddevo.techdoc.rendering;

import com.meddevo.service.problem.ProblemException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Calls the render service. */
@Component
class RenderClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(30);

    private final String url;
    private final RestClient render;

    /** @param url {@code PEER_RENDER_URL}, or the name under the environment's discovery domain; resolved anew whenever a connection is made */
    RenderClient(@Value("${techdoc.render.url}") String url) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor()).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(READ);
        this.url = url;
        this.render = RestClient.builder().baseUrl(url).requestFactory(requests).build();
    }

    /**
     * A rendered document's bytes.
     *
     * @throws ProblemException {@code render-unavailable} (503 with Retry-After) if render is away or busy; render's own code (422) if it
     *     refuses the document; {@code render-failed} (502) for anything else
     */
    byte[] render(RenderOrder order, Format format) {
        try {
            return post(order, format);
        } catch (ResourceAccessException away) {
            throw unavailable("The render service cannot be reached: " + reason(away)
                    + ". The document is safe; try again.");
        } catch (HttpServerErrorException.ServiceUnavailable busy) {
            throw unavailable("The render service is busy. The document is safe; try again.");
        } catch (HttpStatusCodeException refused) {
            throw refusal(refused);
        }
    }

    /** Rendering changes nothing, so a connection that broke (a task of render was replaced) is worth a second try; a slow answer is not. */
    private byte[] post(RenderOrder order, Format format) {
        try {
            return postOnce(order, format);
        } catch (ResourceAccessException broken) {
            if (broken.getCause() instanceof HttpTimeoutException) {
                throw broken;
            }
            return postOnce(order, format);
        }
    }

    private byte[] postOnce(RenderOrder order, Format format) {
        return render.post().uri("/render/{format}", format.lowerCase()).contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_PDF, MediaType.TEXT_HTML, MediaType.APPLICATION_PROBLEM_JSON).body(order).retrieve()
                .body(byte[].class);
    }

    /** Said by kind, since the JDK's client mostly gives no message. */
    private String reason(ResourceAccessException away) {
        return switch (away.getMostSpecificCause()) {
            case HttpConnectTimeoutException _ -> "no connection to " + url + " within " + CONNECT.toSeconds() + " s";
            case HttpTimeoutException _ -> "no answer from " + url + " within " + READ.toSeconds() + " s";
            case UnresolvedAddressException _ -> "the name in " + url + " does not resolve, so none of its tasks is running";
            case ConnectException _,ClosedChannelException _ -> "nothing listens at " + url;
            default -> "the connection to " + url + " broke";
        };
    }

    private static ProblemException unavailable(String detail) {
        ProblemException problem = new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "render-unavailable", detail, Map.of());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return problem;
    }

    private static ProblemException refusal(HttpStatusCodeException refused) {
        ProblemDetail said = refused.getResponseBodyAs(ProblemDetail.class);
        boolean ofTheDocument = refused.getStatusCode().isSameCodeAs(HttpStatus.UNPROCESSABLE_CONTENT)
                || refused.getStatusCode().isSameCodeAs(HttpStatus.CONTENT_TOO_LARGE);
        if (ofTheDocument && said != null && said.getProperties() != null) {
            return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(said.getProperties().get("code")),
                    String.valueOf(said.getDetail()), Map.of());
        }
        return new ProblemException(HttpStatus.BAD_GATEWAY, "render-failed",
                "The render service answered " + refused.getStatusCode().value() + "; its log says why.", Map.of());
    }
}
