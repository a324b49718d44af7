package com.meddevo.localcloud.balancer;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Asks targets over HTTP. Every question has a connection of its own, as ELB's health checks have, so that an answer never comes from a
 * process that used the address before.
 */
public final class HttpProbe implements HealthProbe, AutoCloseable {
    private final HttpClient client = new HttpClient();

    /** A probe that is ready to ask; it holds a few threads until it is closed. */
    public HttpProbe() {
        QueuedThreadPool threads = new QueuedThreadPool(8, 1);
        threads.setName("health-probe");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "ELB-HealthChecker/2.0"));
        LifeCycle.start(client);
    }

    @Override
    public boolean healthy(Target target, String path, Duration timeout, String matcher) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        client.newRequest(target.address(), target.port())
                .path(path)
                .headers(headers -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString()))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .send(result -> {
                    if (result.isSucceeded()) status.complete(result.getResponse().getStatus());
                    else
                        status.completeExceptionally(result.getFailure());
                });
        try {
            return matches(matcher, status.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Whether a status is one of those that a matcher names.
     *
     * @param matcher statuses and ranges, separated by commas; text that is neither matches nothing
     */
    static boolean matches(String matcher, int status) {
        return Arrays.stream(matcher.split(",")).map(String::strip).anyMatch(part -> {
            String[] ends = part.split("-", 2);
            try {
                return Integer.parseInt(ends[0].strip()) <= status && status <= Integer.parseInt(ends[ends.length - 1].strip());
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    @Override
    public void close() { LifeCycle.stop(client); }
}
