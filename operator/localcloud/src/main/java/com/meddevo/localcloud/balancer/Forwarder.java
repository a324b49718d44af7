package com.meddevo.localcloud.balancer;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each request as its listener's first matching rule says: by a fixed response, or by carrying it to a target. Headers are those of
 * an Application Load Balancer (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html): the host
 * stays the client's, and X-Forwarded-For, -Proto, -Port and X-Amzn-Trace-Id are added. Like it, nothing is sent twice: a target that
 * refuses the connection costs its request a 502. No request is lost in a rollout all the same, because ECS takes a target out of its
 * group, and waits for it to drain, before it stops the task.
 */
final class Forwarder extends ProxyHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final String CHOICE = Forwarder.class.getName() + ".choice";
    /**
     * Shorter than the keep-alive time of common servers (Node's is 5 s), so that a target never closes a connection just when it gets a
     * request.
     */
    private static final Duration POOLED = Duration.ofSeconds(4);
    /** An Application Load Balancer gives up connecting after 10 s. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final RoutingTable table;
    private final Chooser chooser;
    private final Duration idle;

    /**
     * @param table what to do with each request
     * @param idle  how long a target may be silent before its request ends with 504
     */
    Forwarder(RoutingTable table, Duration idle) {
        this.table = table;
        this.chooser = new Chooser(table);
        this.idle = idle;
        setUseServerThreadPool(true);
        setViaHost("");
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setConnectTimeout(CONNECT.toMillis());
        client.setIdleTimeout(POOLED.toMillis());
        client.setDestinationIdleTimeout(POOLED.multipliedBy(4).toMillis());
        client.setUserAgentField(null);
        client.setMaxConnectionsPerDestination(1024);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String listener = request.getConnectionMetaData().getConnector().getName();
        String host = Optional.ofNullable(Request.getServerName(request)).orElse("");
        String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
        Optional<Route> matching = table.routes(listener).stream().filter(route -> Patterns.matches(route, host, path)).findFirst();
        switch (matching.map(Route::action).orElse(null)) {
            case Action.FixedResponse fixed -> write(response, callback, fixed.status(), fixed.contentType(), fixed.body());
            case Action.Forward forward -> {
                Optional<Chooser.Choice> choice = chooser.choose(forward);
                if (choice.isEmpty()) {
                    fail(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "No target is registered for this request.");
                    return true;
                }
                request.setAttribute(CHOICE, choice.get());
                return super.handle(request, response, callback);
            }
            case null -> fail(response, callback, HttpStatus.NOT_FOUND_404, "No rule of the listener matches this request.");
        }
        return true;
    }

    private static Chooser.Choice choice(Request request) { return (Chooser.Choice) request.getAttribute(CHOICE); }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
        Target target = choice(request).target();
        return HttpURI.build(request.getHttpURI()).scheme("http").host(target.address()).port(target.port());
    }

    /** Keeps path and query byte for byte: an URI is not parsed again, since targets get to see whatever the client sent. */
    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI uri) {
        return getHttpClient().newRequest(uri.getHost(), uri.getPort())
                .scheme(uri.getScheme())
                .method(request.getMethod())
                .path(uri.getPathQuery())
                .idleTimeout(idle.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
        String caller = Request.getRemoteAddr(request);
        onward.headers(headers -> {
            String earlier = String.join(", ", headers.getValuesList(HttpHeader.X_FORWARDED_FOR));
            headers.put(HttpHeader.X_FORWARDED_FOR, earlier.isEmpty() ? caller : earlier + ", " + caller);
            headers.put(HttpHeader.X_FORWARDED_PROTO, request.getHttpURI().getScheme().toLowerCase(Locale.ROOT));
            headers.put(HttpHeader.X_FORWARDED_PORT, String.valueOf(Request.getLocalPort(request)));
            if (!headers.contains("X-Amzn-Trace-Id")) headers.put(new HttpField("X-Amzn-Trace-Id", trace()));
        });
    }

    private static String trace() {
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String unique = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
        return "Root=1-" + hex.toHexDigits((int) Instant.now().getEpochSecond()) + "-" + unique;
    }

    @Override
    protected void onProxyToClientResponseComplete(Request request, org.eclipse.jetty.client.Request onward,
            org.eclipse.jetty.client.Response answer,
            Response response, Callback callback) {
        completed(request, answer.getStatus());
        super.onProxyToClientResponseComplete(request, onward, answer, response, callback);
    }

    @Override
    protected void onProxyToClientResponseFailure(Request request, org.eclipse.jetty.client.Request onward,
            org.eclipse.jetty.client.Response answer,
            Response response, Callback callback, Throwable failure) {
        completed(request, answer.getStatus());
        super.onProxyToClientResponseFailure(request, onward, answer, response, callback, failure);
    }

    private void completed(Request request, int status) {
        Chooser.Choice choice = choice(request);
        table.requestCompleted(choice.targetGroupArn(), choice.target(), status,
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
    }

    @Override
    protected void onServerToProxyResponseFailure(Request request, org.eclipse.jetty.client.Request onward,
            org.eclipse.jetty.client.Response answer,
            Response response, Callback callback, Throwable failure) {
        Chooser.Choice choice = choice(request);
        LOG.info("request failed at its target method={} path={} target={}:{} cause={}", request.getMethod(),
                request.getHttpURI().getPath(),
                choice.target().address(), choice.target().port(), failure.toString());
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        boolean late = failure instanceof TimeoutException || failure instanceof SocketTimeoutException;
        if (late) fail(response, callback, HttpStatus.GATEWAY_TIMEOUT_504, "The target did not answer in time.");
        else
            fail(response, callback, HttpStatus.BAD_GATEWAY_502, "The target refused or broke the connection.");
    }

    private static void fail(Response response, Callback callback, int status, String sentence) {
        write(response, callback, status, MimeTypes.Type.TEXT_PLAIN_UTF_8.asString(),
                status + " " + HttpStatus.getMessage(status) + ": " + sentence + "\n");
    }

    private static void write(Response response, Callback callback, int status, String contentType, String body) {
        response.setStatus(status);
        // As on AWS, this tells an answer of the load balancer from one of a target.
        response.getHeaders().put(HttpHeader.SERVER, "awselb/2.0");
        if (!contentType.isEmpty()) response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        Content.Sink.write(response, true, body, callback);
    }
}
