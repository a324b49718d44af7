package com.meddevo.controller.leader;

import java.net.URI;
import java.util.Optional;

/**
 * Who leads, as far as this replica knows. A replica's identity in the lease begins with the address at which the others reach it, if it has one:
 * {@code 10.0.3.7:7070/meddevo-operator-7d9f-1}. Thread-safe.
 */
public final class Leadership {
    private static final String END_OF_ADDRESS = "/";

    private final String identity;
    private volatile boolean ours;
    private volatile String leader = "";

    private Leadership(String identity, boolean ours) {
        this.identity = identity;
        this.ours = ours;
    }

    /** Without an election: there is nobody else. */
    public static Leadership alone() { return new Leadership("", true); }

    /**
     * Before an election.
     *
     * @param address host and port at which the other replicas reach this one; empty if they cannot
     * @param name unique among the replicas
     */
    public static Leadership standingBy(String address, String name) {
        return new Leadership(address.isBlank() ? name : address + END_OF_ADDRESS + name, false);
    }

    /** What this replica writes into the lease. */
    public String identity() { return identity; }

    /** Whether this replica drives AWS. */
    public boolean isOurs() { return ours; }

    /** This replica leads until its process ends. */
    public void begins() { ours = true; }

    /** @param holder what the lease says now */
    public void heldBy(String holder) { leader = holder == null ? "" : holder; }

    /** Who leads; empty text as long as nobody does. */
    public String leader() { return leader; }

    /** Where the replica that leads answers; empty if nobody leads or the leader has no address. */
    public Optional<URI> leaderAddress() {
        int end = leader.indexOf(END_OF_ADDRESS);
        if (end < 0) return Optional.empty();
        int port = leader.lastIndexOf(':', end);
        String host = leader.substring(0, port);
        // an IPv6 address without brackets, as Kubernetes gives it to a pod
        if (host.contains(":") && !host.startsWith("[")) host = "[" + host + "]";
        return Optional.of(URI.create("http://" + host + leader.substring(port, end)));
    }
}
