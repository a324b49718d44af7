package com.meddevo.localcloud.task.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Addresses 127.x.y.z of one platform, as awsvpc gives every Fargate task one. The second part belongs to the platform alone as long as it
 * lives: it holds a port on 127.x.0.1, so that platforms side by side choose different ones and nothing has to be remembered or cleaned up.
 */
final class LoopbackAddresses implements AutoCloseable {
    /** Any port below the ephemeral range does, since only platforms bind it on these addresses. */
    private static final int CLAIM_PORT = 7127;
    private static final int FIRST = 16;
    private static final int COUNT = 224;
    private static final int TRIES = 50;

    private final int second;
    private final ServerSocket claim;
    private final Set<String> taken = new HashSet<>();
    private int last = 1;

    private LoopbackAddresses(int second, ServerSocket claim) {
        this.second = second;
        this.claim = claim;
    }

    /**
     * Takes a second part that no living platform has.
     *
     * @param preference any number; the same one leads to the same part if it is free
     * @throws UnsupportedOperationException if this system does not answer for all of 127.0.0.0/8
     * @throws IllegalStateException         if every part is taken
     */
    static LoopbackAddresses claim(int preference) { return claim("127", preference); }

    /**
     * @param first the first part of the addresses, for tests of a system that does not answer for them
     */
    static LoopbackAddresses claim(String first, int preference) {
        for (int i = 0; i < COUNT; i++) {
            int second = FIRST + Math.floorMod(preference + i, COUNT);
            String own = first + "." + second + ".0.1";
            if (!free(own, 0))
                throw new UnsupportedOperationException("Tasks need an address of their own, and this system does not let a program use "
                        + own + ". Linux does: run meddevo on Linux, in WSL 2 or in a Linux virtual machine.");
            try {
                return new LoopbackAddresses(second, new ServerSocket(CLAIM_PORT, 1, InetAddress.getByName(own)));
            } catch (IOException e) {
                // Another platform lives here.
            }
        }
        throw new IllegalStateException(
                "Every part of 127.0.0.0/8 is taken by another platform of this machine; stop one with ./meddevo down.");
    }

    /**
     * An address on which these ports are free.
     *
     * @param ports ports that a task will listen on
     * @throws IllegalStateException if a port is taken on all of them, as by a program that listens on 0.0.0.0
     */
    synchronized String take(List<Integer> ports) {
        for (int i = 0; i < TRIES; i++) {
            String address = next();
            if (!taken.contains(address) && ports.stream().allMatch(port -> free(address, port))) {
                taken.add(address);
                return address;
            }
        }
        throw new IllegalStateException("No address is free for port " + ports
                + ": a program on this machine listens on it for all addresses (0.0.0.0). Stop it or choose another port.");
    }

    /** Lets an address be taken again. The others come first, so that a late caller of an ended task meets nobody. */
    synchronized void giveBack(String address) {
        taken.remove(address);
    }

    private String next() {
        do {
            last = last % 0xFFFF + 1;
        } while ((last & 0xFF) == 0 || (last & 0xFF) == 0xFF || last == 1);
        return "127." + second + "." + (last >> 8) + "." + (last & 0xFF);
    }

    private static boolean free(String address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket of our own cannot be closed", e);
        }
    }
}
