package com.meddevo.localcloud.balancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The application load balancer of this machine: an HTTP proxy with one port on 127.0.0.1 per listener, which asks a {@link RoutingTable}
 * anew for every request. A target that leaves the table gets no new requests, while those under way finish. Bodies of any size are
 * streamed both ways; upgraded connections (WebSocket) are not carried.
 */
public final class Balancer implements AutoCloseable {
    /** The default of {@code idle_timeout.timeout_seconds}. */
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";
    /** An Application Load Balancer takes 64 KiB of headers. */
    private static final int HEADERS = 64 * 1024;

    private final Server server;
    private final Duration idle;

    /**
     * A balancer that waits for a silent target as long as AWS does by default, 60 seconds.
     *
     * @param table what to do with each request
     */
    public Balancer(RoutingTable table) { this(table, IDLE); }

    /**
     * @param table what to do with each request
     * @param idle  how long a target may be silent before its request is answered with 504; at least 1 ms
     */
    public Balancer(RoutingTable table, Duration idle) {
        this.idle = idle;
        QueuedThreadPool threads = new QueuedThreadPool(200, 4);
        threads.setName("balancer");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setHandler(new Forwarder(table, idle));
        LifeCycle.start(server);
    }

    /**
     * Opens the port of a listener. Its rules may change, appear and go while it is open.
     *
     * @param listenerArn the listener whose routes are followed
     * @param port        port on 127.0.0.1; 0 for any free one
     * @return the port that was opened
     * @throws IllegalStateException if the port is taken
     */
    public synchronized int listen(String listenerArn, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setName(listenerArn);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        // Longer than the target's, so that a client hears of a silent target before its own connection is given up.
        connector.setIdleTimeout(idle.plusSeconds(5).toMillis());
        try {
            connector.open();
        } catch (IOException e) {
            if (e instanceof BindException || e.getCause() instanceof BindException)
                throw new IllegalStateException(
                        "The load balancer cannot listen on " + LOOPBACK + ":" + port
                                + " because another program does; choose another port.",
                        e);
            throw new UncheckedIOException(e);
        }
        server.addConnector(connector);
        LifeCycle.start(connector);
        return connector.getLocalPort();
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(HEADERS);
        configuration.setResponseHeaderSize(HEADERS);
        // Whether a strange path is acceptable is the target's decision, not the proxy's.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    /** Closes all ports. Requests under way are broken off. */
    @Override
    public void close() { LifeCycle.stop(server); }
}
