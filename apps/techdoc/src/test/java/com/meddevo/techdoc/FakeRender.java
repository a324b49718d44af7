package com.meddevo.techdoc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A render service that keeps its contract on the wire but writes no pages: it answers the path it was called by, and remembers the order. */
public final class FakeRender {
    /** An order that was received. */
    public record Order(String path, JsonNode body) {
    }

    private record Answer(int status, String contentType, String body) {
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ArrayDeque<>();
    private int broken;
    private CountDownLatch hold = new CountDownLatch(0);

    private FakeRender(HttpServer server) { this.server = server; }

    static FakeRender start() {
        try {
            FakeRender render = new FakeRender(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            render.server.createContext("/render/", render::handle);
            render.server.start();
            return render;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String url() { return "http://127.0.0.1:" + server.getAddress().getPort(); }

    /** The last order. */
    public Order lastOrder() { return orders.getLast(); }

    /** Answers the next order with a problem. */
    public synchronized void refuseNext(int status, String code) {
        next.add(new Answer(status, "application/problem+json",
                "{\"status\":%d,\"code\":\"%s\",\"detail\":\"said by render\"}".formatted(status, code)));
    }

    /** Holds the next order until the returned latch is opened. */
    public synchronized CountDownLatch holdNext() {
        hold = new CountDownLatch(1);
        return hold;
    }

    /** How many orders came. */
    public int orders() { return orders.size(); }

    /** Closes the next connections without an answer, as a task that is replaced does. */
    public synchronized void breakNext(int connections) {
        broken = connections;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (broken > 0) {
                broken--;
                return;
            }
            String path = exchange.getRequestURI().getPath();
            orders.add(new Order(path, JSON.readTree(exchange.getRequestBody().readAllBytes())));
            Answer answer = next.isEmpty()
                    ? new Answer(200, path.endsWith("pdf") ? "application/pdf" : "text/html", "made by " + path)
                    : next.remove();
            hold.await();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
