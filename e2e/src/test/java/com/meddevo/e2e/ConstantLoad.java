package com.meddevo.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** 50 requests a second at one address until it is closed, whatever becomes of them; at most ten minutes. */
final class ConstantLoad implements AutoCloseable {
    private static final int PER_SECOND = 50;
    private static final int MOST = PER_SECOND * 600;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("load").factory());
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> bodies = new ConcurrentHashMap<>();

    /** Starts at once. */
    ConstantLoad(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        clock.scheduleAtFixedRate(() -> send(request), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
    }

    private void send(HttpRequest request) {
        if (sent.get() >= MOST) return;
        sent.incrementAndGet();
        http.sendAsync(request, BodyHandlers.ofString()).whenComplete((response, fault) -> {
            if (fault != null) failures.add(fault.toString());
            else if (response.statusCode() != 200) failures.add(response.statusCode() + " " + response.body());
            else
                bodies.merge(response.body(), 1, Integer::sum);
            answered.incrementAndGet();
        });
    }

    int answered() { return answered.get(); }

    /** Every answer that was not 200, in words. */
    Queue<String> failures() { return failures; }

    /** How often each body came. */
    Map<String, Integer> bodies() { return bodies; }

    /** Sends no more and waits for what is under way. */
    @Override
    public void close() {
        clock.shutdown();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() == sent.get());
        http.close();
    }
}
