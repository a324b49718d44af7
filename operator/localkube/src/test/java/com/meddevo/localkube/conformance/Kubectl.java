package com.meddevo.localkube.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kubectl of this machine, pointed at the API under test. */
final class Kubectl {
    private static final long PATIENCE_SECONDS = 60;

    private final Path kubeconfig;
    private final Path home;
    private final String namespace;

    Kubectl(Path kubeconfig, Path home, String namespace) {
        this.kubeconfig = kubeconfig;
        this.home = home;
        this.namespace = namespace;
    }

    /**
     * What a command did.
     *
     * @param out standard output
     * @param err standard error: warnings and failures
     */
    record Result(int exit, String out, String err) {
        /** Its output, if it succeeded. */
        String orFail() {
            if (exit != 0) {
                throw new AssertionError("kubectl failed with " + exit + ": " + err + out);
            }
            return out;
        }

        /** The lines of its output, columns parted by one space. */
        List<String> rows() {
            return orFail().lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
        }
    }

    /** Runs a command in the namespace of the test. */
    Result run(String... arguments) { return runWith("", arguments); }

    /** Runs a command with something on its standard input. */
    Result runWith(String input, String... arguments) {
        try {
            Process process = start(arguments);
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("kubectl did not end: " + String.join(" ", arguments));
            }
            return new Result(process.exitValue(), out, new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl must be on the PATH.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts a command that the caller ends. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Files.createDirectories(home);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("KUBE_EDITOR", editor());
        return builder.start();
    }

    /** An editor that makes every size 7. */
    private String editor() throws IOException {
        Path script = home.resolve("editor");
        if (!Files.exists(script)) {
            Files.writeString(script, "#!/bin/sh\nsed -i 's/size: [0-9]*/size: 7/' \"$1\"\n");
            script.toFile().setExecutable(true);
        }
        return script.toString();
    }
}
