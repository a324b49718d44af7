package com.meddevo.localkube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.lifecycle.Lifecycle;
import com.meddevo.localkube.read.Reads;
import com.meddevo.localkube.rest.ApiHandler;
import com.meddevo.localkube.rest.Reading;
import com.meddevo.localkube.rest.Writing;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.table.Tables;
import com.meddevo.localkube.text.Yaml;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ResourceTypes;
import com.meddevo.localkube.watch.Watches;
import com.meddevo.localkube.write.Deletion;
import com.meddevo.localkube.write.Part;
import com.meddevo.localkube.write.WriteOptions;
import com.meddevo.localkube.write.WriteOptions.UnknownFields;
import com.meddevo.localkube.write.Writes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running API. It listens on 127.0.0.1 only, over plain HTTP, knows one user who may do everything, and keeps its state in one file; it
 * is for one machine and no replacement for a cluster.
 */
public final class LocalKube implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String CONTEXT = "meddevo-local";
    private static final int KEPT_CHANGES = 10_000;
    private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(30);
    private static final long STOP_TIMEOUT_MILLIS = 2000;

    private final Store store;
    private final ResourceTypes types;
    private final Writes writes;
    private final Lifecycle lifecycle;
    private final Server server;
    private final ServerConnector connector;

    private LocalKube(Path stateFile, int port) {
        Clock clock = Clock.systemUTC();
        store = Store.open(stateFile, KEPT_CHANGES);
        types = new ResourceTypes(store);
        writes = new Writes(store, clock);
        Deletion deletion = new Deletion(store, clock);
        createNamespace("default");
        createNamespace("kube-system");
        lifecycle = new Lifecycle(store, types, writes, deletion);
        server = new Server(threads());
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.setHandler(
                new ApiHandler(types, new Reading(new Reads(store), new Watches(store, BETWEEN_BOOKMARKS)), new Writing(writes, deletion),
                        new Tables(clock)));
        server.setStopTimeout(STOP_TIMEOUT_MILLIS);
    }

    /**
     * Starts an API.
     *
     * @param stateFile where its objects are kept; created if absent. One running API per file
     * @param port on the loopback interface; 0 for a free one
     * @throws IllegalStateException if the port or the file is taken, with a sentence that says which
     */
    public static LocalKube start(Path stateFile, int port) {
        LocalKube kube = new LocalKube(stateFile, port);
        try {
            kube.server.start();
            return kube;
        } catch (Exception e) {
            kube.close();
            throw new IllegalStateException("The Kubernetes API cannot listen on " + HOST + ":" + port + " (" + e.getMessage()
                    + "). Stop what uses the port, or choose another one.", e);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(16, 4);
        threads.setName("localkube");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("localkube-"));
        return threads;
    }

    private void createNamespace(String name) {
        ResourceType type = types.find("", "v1", "namespaces").orElseThrow();
        if (store.get(type.key("", name)).isEmpty()) {
            ObjectNode namespace = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
            namespace.putObject("metadata").put("name", name);
            writes.create(type, "", namespace, WriteOptions.byServer("localkube"));
        }
    }

    /**
     * Applies objects as {@code kubectl apply --server-side --force-conflicts} would, before or while clients use the API.
     *
     * @param yaml one or more documents
     * @param manager who owns what they say
     * @throws IllegalArgumentException if a document cannot be read or is refused, with the reason
     */
    public void apply(String yaml, String manager) {
        for (JsonNode document : Yaml.documents(yaml, true)) {
            if (!(document instanceof ObjectNode object)) {
                throw new IllegalArgumentException("A document to apply is no object: " + document);
            }
            apply(object, manager);
        }
    }

    private void apply(ObjectNode object, String manager) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        String name = object.at("/metadata/name").asText();
        ResourceType type = types.ofKind(apiVersion, kind).orElseThrow(
                () -> new IllegalArgumentException(
                        "Cannot apply " + kind + " \"" + name + "\": there is no kind " + kind + " in " + apiVersion + "."));
        try {
            writes.apply(type, type.key(object.at("/metadata/namespace").asText("default"), name), object, Part.OBJECT,
                    new WriteOptions(false, manager, true, UnknownFields.STRICT, warning -> {}));
        } catch (ApiFailure e) {
            throw new IllegalArgumentException("Cannot apply " + kind + " \"" + name + "\": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() { return connector.getLocalPort(); }

    /** {@code http://127.0.0.1:port}. */
    public String url() { return "http://" + HOST + ":" + port(); }

    /** A kubeconfig whose only and current context, {@code meddevo-local}, is this API. */
    public String kubeconfig() { return """
            apiVersion: v1
            kind: Config
            current-context: %1$s
            clusters:
            - name: %1$s
              cluster:
                server: %2$s
            contexts:
            - name: %1$s
              context:
                cluster: %1$s
                user: %1$s
                namespace: default
            users:
            - name: %1$s
              user: {}
            """.formatted(CONTEXT, url()); }

    /** Ends all watches, stops listening and closes the file. */
    @Override
    public void close() {
        store.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The Kubernetes API did not stop: " + e.getMessage(), e);
        } finally {
            lifecycle.close();
        }
    }
}
