package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.Account;
import com.meddevo.localcloud.call.AwsService;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.core.SdkClient;

/**
 * Serves an account over HTTP on a loopback port: what an SDK client, the AWS CLI or Terraform gets as {@code endpointOverride}, {@code
 * --endpoint-url} or {@code endpoints}.
 */
public final class WireServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    /** Longer than any SDK keeps a connection that it does not use, so that no client meets one that was just closed. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    /** ARNs and ids with slashes stand encoded in the paths of REST protocols. */
    private static final UriCompliance ENCODED_ARNS = UriCompliance.DEFAULT.with("encoded-arns",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    private final Server server;
    private final ServerConnector connector;

    private WireServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to serve.
     *
     * @param account who answers
     * @param port    the port; 0 for any free one
     * @throws IllegalStateException if the port cannot be opened, with what to do about it
     */
    public static WireServer start(Account account, int port) { return start(account::client, port); }

    static WireServer start(Function<AwsService, SdkClient> clients, int port) {
        var threads = new QueuedThreadPool();
        threads.setName("localcloud-wire");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(ENCODED_ARNS);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setHandler(new WireHandler(clients));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException(
                    "The local AWS endpoint cannot listen on %s:%d (%s). Choose another port, or stop what uses it.".formatted(LOOPBACK,
                            port, e.getMessage()),
                    e);
        }
        return new WireServer(server, connector);
    }

    /** Where it listens, such as {@code http://127.0.0.1:4566}. */
    public URI endpoint() {
        return URI.create("http://%s:%d".formatted(LOOPBACK, connector.getLocalPort()));
    }

    /** Stops serving; the account stays. */
    @Override
    public void close() { stop(server); }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The local AWS endpoint did not stop: " + e.getMessage(), e);
        }
    }
}
