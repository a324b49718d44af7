package com.meddevo.controller.web;

import com.meddevo.controller.loop.LoopListener;
import com.meddevo.fleet.AppKey;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells every open dashboard that the fleet changed, by sending the part of the page that changed. Changes that come close together are sent together;
 * a page that nobody reads any more is dropped at the next try.
 */
public final class LiveFeed implements LoopListener, AutoCloseable {
    private static final long TOGETHER_MILLIS = 250;
    private static final long ALIVE_SECONDS = 15;

    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("live").factory());
    private volatile Supplier<String> body = () -> "";

    /** @param body the part of the page that changes, rendered anew at each call */
    void shows(Supplier<String> body) {
        this.body = body;
        timer.scheduleAtFixedRate(() -> send(SseEmitter.event().comment("alive")), ALIVE_SECONDS, ALIVE_SECONDS, TimeUnit.SECONDS);
    }

    SseEmitter open() {
        var emitter = new SseEmitter(0L);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onError(broken -> open.remove(emitter));
        open.add(emitter);
        changed();
        return emitter;
    }

    @Override
    public void appChanged(String environment, AppKey app) { changed(); }

    @Override
    public void environmentChanged(String environment) { changed(); }

    private void changed() {
        if (!open.isEmpty() && scheduled.compareAndSet(false, true)) timer.schedule(this::sendBody, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sendBody() {
        scheduled.set(false);
        send(SseEmitter.event().name("fleet").data(body.get()));
    }

    private void send(SseEmitter.SseEventBuilder event) {
        var parts = event.build();
        for (SseEmitter emitter : open) {
            try {
                emitter.send(parts);
            } catch (IOException | IllegalStateException gone) {
                open.remove(emitter);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        open.forEach(SseEmitter::complete);
    }
}
