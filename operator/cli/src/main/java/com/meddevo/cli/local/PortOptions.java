package com.meddevo.cli.local;

import com.meddevo.cli.workspace.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import picocli.CommandLine.Option;

/** Where each part listens, on loopback; two runs side by side take other ports (and another MEDDEVO_HOME). */
final class PortOptions {
    @Option(names = "--dashboard-port", defaultValue = "7070", paramLabel = "PORT", description = "Dashboard (default: ${DEFAULT-VALUE}).")
    private int dashboard;

    @Option(names = "--load-balancer-port", defaultValue = "8080", paramLabel = "PORT", description = "Load balancer (default: ${DEFAULT-VALUE}).")
    private int loadBalancer;

    @Option(names = "--aws-port", defaultValue = "4566", paramLabel = "PORT", description = "AWS (default: ${DEFAULT-VALUE}).")
    private int aws;

    @Option(names = "--kubernetes-port", defaultValue = "6550", paramLabel = "PORT", description = "Kubernetes API (default: ${DEFAULT-VALUE}).")
    private int kubernetes;

    @Option(names = "--mongo-port", defaultValue = "27117", paramLabel = "PORT", description = "MongoDB stand-in (default: ${DEFAULT-VALUE}).")
    private int mongo;

    /** @throws Refusal naming the first port that somebody else holds, and the flag that chooses another */
    LocalRun.Ports checked() {
        var flags = new LinkedHashMap<String, Integer>();
        flags.put("--dashboard-port", dashboard);
        flags.put("--load-balancer-port", loadBalancer);
        flags.put("--aws-port", aws);
        flags.put("--kubernetes-port", kubernetes);
        flags.put("--mongo-port", mongo);
        flags.forEach((flag, port) -> {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                throw new Refusal(
                        "port " + port + " is not free (" + e.getMessage() + "): end what uses it, or choose another with " + flag, e);
            }
        });
        return new LocalRun.Ports(dashboard, loadBalancer, aws, kubernetes, mongo);
    }
}
