package com.meddevo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * This checkout as a newcomer uses it: through {@code ./meddevo} alone, with a folder of its own for state and ports that nobody holds.
 *
 * @param ports flags of {@code up}
 */
record Checkout(Path root, Path home, List<String> ports) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Checkout withFreePorts(Path home) throws IOException {
        var flags = new ArrayList<String>();
        for (String name : List.of("dashboard", "load-balancer", "aws", "kubernetes", "mongo"))
            flags.add("--" + name + "-port=" + freePort());
        Files.createDirectories(home);
        // The reactor has just built everything: the launcher need not build again.
        Path root = Path.of(System.getProperty("meddevo.root"));
        Files.writeString(root.resolve("operator/cli/target/built"), "");
        return new Checkout(root, home, List.copyOf(flags));
    }

    /** What a command printed, both streams together, and its exit code. */
    record Said(int exit, String text) {
    }

    Said up() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("up", "--detach"));
        command.addAll(ports);
        return meddevo(command.toArray(String[]::new));
    }

    Said meddevo(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(root.resolve("meddevo").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("MEDDEVO_HOME", home.toString());
        builder.environment().remove("KUBECONFIG");
        Path output = Files.createTempFile(home, "said", ".txt");
        var process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(6, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 6 minutes: " + command + "\n" + Files.readString(output));
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Said(process.exitValue(), text);
    }

    /** {@code status --json}. */
    JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(meddevo("status", "--json").text());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
