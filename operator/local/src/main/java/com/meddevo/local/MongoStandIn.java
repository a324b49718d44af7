package com.meddevo.local;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One MongoDB server for all services, a database each, as the Atlas cluster is on AWS. It speaks the wire protocol and keeps its data in a file; it
 * has no users, transactions or change streams, and only loopback reaches it.
 */
final class MongoStandIn implements AutoCloseable {
    private final MongoServer server;
    private final int port;

    private MongoStandIn(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * @param file where the data is kept; made when it is missing
     * @param port 0 for any free one
     */
    static MongoStandIn start(Path file, int port) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var server = new MongoServer(new H2Backend(file.toString()));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server.bind(address);
        return new MongoStandIn(server, server.getLocalAddress().getPort());
    }

    int port() { return port; }

    /** The URI that a service gets as {@code MONGODB_URI}; its database has the service's name. */
    String uri(String service) {
        return "mongodb://127.0.0.1:" + port + "/" + service;
    }

    @Override
    public void close() { server.shutdownNow(); }
}
