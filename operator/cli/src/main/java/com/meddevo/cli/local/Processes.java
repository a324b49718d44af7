package com.meddevo.cli.local;

import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Starts the platform and the operator as processes of their own, which outlive this one, each with its log file. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Workspace workspace;

    Processes(Workspace workspace) { this.workspace = workspace; }

    /** Returns when every port of the platform answers. */
    LocalRun.Started startPlatform(LocalRun.Ports ports) throws IOException {
        Path ready = workspace.home().resolve("platform.ready");
        Files.deleteIfExists(ready);
        var jar = built("operator/local/target/meddevo-local.jar");
        var process = start("platform", List.of("-Xmx384m"), jar, "--home", workspace.home().toString(), "--kubernetes-port",
                port(ports.kubernetes()),
                "--aws-port", port(ports.aws()), "--load-balancer-port", port(ports.loadBalancer()), "--mongo-port", port(ports.mongo()));
        await("platform", process, () -> Files.exists(ready));
        return LocalRun.Started.of(process);
    }

    /** The production operator with its profile {@code local}: endpoints, credentials and quick intervals, nothing else. */
    LocalRun.Started startOperator(LocalRun.Ports ports) throws IOException {
        var jar = unpacked(built("operator/controller/target/meddevo-operator.jar"));
        var process = start("operator", List.of("-Xmx256m"), jar, "--spring.profiles.active=local", "--server.port=" + ports.dashboard(),
                "--meddevo.kubeconfig=" + workspace.kubeconfig(), "--meddevo.aws.endpoint=http://127.0.0.1:" + ports.aws());
        return LocalRun.Started.of(process);
    }

    void awaitOperator(LocalRun run) {
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + run.ports().dashboard() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2)).build();
        var process = run.operator().find().orElseThrow(() -> ended("operator"));
        await("operator", process, () -> {
            try {
                return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    private ProcessHandle start(String name, List<String> options, Path jar, String... arguments) throws IOException {
        Path cache = Files.createDirectories(workspace.home().resolve("cache"));
        File log = Files.createDirectories(workspace.logs()).resolve(name + ".log").toFile();
        var command = new ArrayList<String>();
        // A session of its own: Ctrl-C at this terminal reaches this process alone, which then ends the others in order.
        command.add("setsid");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + cache.resolve(name + ".jsa"), "-Xlog:disable",
                "--sun-misc-unsafe-memory-access=allow", "-Dmeddevo.root=" + workspace.root()));
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(workspace.root().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start()
                .toHandle();
    }

    private void await(String name, ProcessHandle process, BooleanSupplier ready) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) throw ended(name);
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new Refusal("the " + name + " is not ready after " + PATIENCE.toSeconds() + " s: see "
                        + workspace.logs().resolve(name + ".log"));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal("interrupted while the " + name + " started", e);
            }
        }
    }

    private Refusal ended(String name) {
        return new Refusal(
                "the " + name + " ended while it started. Its last words:\n" + lastWords(workspace.logs().resolve(name + ".log")));
    }

    private static String lastWords(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size())) + "\n(all of it in " + log + ")";
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private Path built(String relative) {
        Path jar = workspace.root().resolve(relative);
        if (!Files.isRegularFile(jar))
            throw new Refusal(jar + " is missing: run mvn clean, then ./meddevo up again");
        return jar;
    }

    /** Spring Boot's jar of jars starts a second and a half faster when unpacked; done once per build. */
    private Path unpacked(Path jar) throws IOException {
        Path folder = workspace.home().resolve("cache").resolve("operator-" + digest(jar));
        Path unpacked = folder.resolve(jar.getFileName());
        if (Files.exists(unpacked)) return unpacked;
        Path next = folder.resolveSibling(folder.getFileName() + ".next");
        Files.createDirectories(next.getParent());
        try {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            int exit = new ProcessBuilder(java, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination",
                    next.toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            if (exit != 0) return jar;
            Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
            return unpacked;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return jar;
        }
    }

    /** Builds are reproducible: two of them differ in content, never in time. */
    private static String digest(Path jar) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String port(int port) { return Integer.toString(port); }
}
