package com.meddevo.localkube.rest;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.table.Tables;
import com.meddevo.localkube.type.ResourceTypes;
import com.meddevo.localkube.watch.WatchEvent;
import com.meddevo.localkube.watch.Watches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: reads requests, sends replies. Every request has a virtual thread of its own, so waiting for a watch costs none of the
 * platform's.
 */
public final class ApiHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    /** As large as a real server's limit for a request. */
    private static final int LARGEST_BODY = 3 << 20;
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern LOCAL_ORIGIN = Pattern.compile("https?://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");
    /** In ASCII alone: fabric8's client 7.7 decodes the events of a watch wrongly where a character takes several bytes. */
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Router router;
    private final Watches watches;

    /** A door to these parts. */
    public ApiHandler(ResourceTypes types, Reading reading, Writing writing, Tables tables) {
        this.router = new Router(types, new ObjectCalls(reading.reads(), writing.writes(), writing.deletion(), tables));
        this.watches = reading.watches();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            if ("websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))) {
                declineWebSocket(response, callback);
                return true;
            }
            send(answer(request), response);
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(e);
        }
        return true;
    }

    /** fabric8 tries a WebSocket first; told at once that there is none, it watches over plain HTTP. */
    private static void declineWebSocket(Response response, Callback callback) {
        response.setStatus(200);
        response.write(true, null, callback);
    }

    private Reply answer(Request request) throws IOException {
        try {
            requireLocal(request);
            return router.answer(read(request));
        } catch (ApiFailure e) {
            return new Reply.Json(e.code(), e.body());
        } catch (RuntimeException e) {
            LOG.error("a request failed, method={} path={}", request.getMethod(), request.getHttpURI().getPath(), e);
            return new Reply.Json(500, ApiFailure.internal(e.toString()).body());
        }
    }

    /** A web page can make a browser ask this machine, also under a name of the page's own; such a request is not from here. */
    private static void requireLocal(Request request) {
        String host = request.getHttpURI().getHost();
        if (host != null && !LOCAL_NAMES.contains(host)) {
            throw ApiFailure.misdirected("This API answers to 127.0.0.1 and localhost only, not to " + host + ".");
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && !LOCAL_ORIGIN.matcher(origin).matches()) {
            throw ApiFailure.misdirected("This API answers to programs on this machine only, not to a page from " + origin + ".");
        }
    }

    private static Call read(Request request) throws IOException {
        Map<String, String> query = new HashMap<>();
        Request.extractQueryParameters(request)
                .forEach(field -> query.put(field.getName(), Objects.requireNonNullElse(field.getValue(), "")));
        List<String> segments = Arrays.stream(request.getHttpURI().getDecodedPath().split("/")).filter(segment -> !segment.isEmpty())
                .toList();
        return new Call(request.getMethod(), segments, query, header(request, HttpHeader.CONTENT_TYPE), header(request, HttpHeader.ACCEPT),
                header(request, HttpHeader.USER_AGENT), body(request));
    }

    private static String header(Request request, HttpHeader header) {
        return String.join(",", request.getHeaders().getValuesList(header));
    }

    private static byte[] body(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                body.write(buffer, 0, read);
                if (body.size() > LARGEST_BODY) {
                    throw ApiFailure.tooLarge(LARGEST_BODY);
                }
            }
            return body.toByteArray();
        }
    }

    private void send(Reply reply, Response response) throws IOException {
        switch (reply) {
            case Reply.Json json -> {
                json.warnings().forEach(warning -> response.getHeaders().add("Warning",
                        "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
                whole(response, json.status(), json.contentType(), JSON.writeValueAsBytes(json.body()));
            }
            case Reply.Text text ->
                whole(response, text.status(), "text/plain; charset=utf-8", text.body().getBytes(StandardCharsets.UTF_8));
            case Reply.Watch watch -> stream(watch, response);
        }
    }

    private static void whole(Response response, int status, String contentType, byte[] body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    private void stream(Reply.Watch watch, Response response) throws IOException {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        OutputStream out = Content.Sink.asOutputStream(response);
        out.flush();
        try {
            watches.follow(watch.request(), new Line(out, watch));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.close();
    }

    /** Writes each event as one line. */
    private static final class Line implements Watches.Sink {
        private final OutputStream out;
        private final Reply.Watch watch;
        private boolean first = true;

        Line(OutputStream out, Reply.Watch watch) {
            this.out = out;
            this.watch = watch;
        }

        @Override
        public void send(WatchEvent event) throws IOException {
            ObjectNode line = JSON.createObjectNode().put("type", event.type().name());
            boolean isObject = event.type() != WatchEvent.Type.BOOKMARK && event.type() != WatchEvent.Type.ERROR;
            line.set("object", isObject ? watch.form().event(watch.request().selection().type(), event.object(), first) : event.object());
            first = first && !isObject;
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
            out.flush();
        }
    }
}
