package com.meddevo.fleet;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may call an app, and whom it may call. What is not said stays as the environment's own security groups have it.
 *
 * @param from names of the apps that may call this one on its port; empty when the spec has no opinion
 * @param egress where the app may open connections to; empty when the spec has no opinion, so that it may open them to anywhere
 */
public record Access(Optional<Set<String>> from, Optional<Set<Egress>> egress) {
    /** A spec that says nothing about access. */
    public static final Access UNSAID = new Access(Optional.empty(), Optional.empty());

    public Access {
        from = from.map(apps -> Collections.unmodifiableSortedSet(new TreeSet<>(apps)));
        egress = egress.map(Set::copyOf);
    }

    /** Whether the spec says anything, so that the app needs a security group of its own. */
    public boolean said() {
        return from.isPresent() || egress.isPresent();
    }

    /**
     * One way out.
     *
     * @param destination a CIDR block of IPv4 or IPv6, the id of a security group ({@code sg-…}) or of a prefix list ({@code pl-…})
     * @param protocol {@code tcp} or {@code udp}; {@code -1} for all, with no port
     * @param port empty for all
     */
    public record Egress(String destination, String protocol, Optional<Integer> port) {
        /** All protocols, as EC2 writes it. */
        public static final String ALL = "-1";
    }
}
