package com.meddevo.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What {@code up} started, as it stands in {@code run.json}, for {@code status}, {@code logs} and {@code down}.
 *
 * @param kubeconfig path of the file for {@code KUBECONFIG}
 * @param awsConfig path of the file for {@code AWS_CONFIG_FILE}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LocalRun(Urls urls, Ports ports, Started platform, Started operator, String kubeconfig, String awsConfig) {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Urls(String dashboard, String loadBalancer, String aws, String kubernetes, String mongo) {
        static Urls of(Ports ports) {
            return new Urls("http://localhost:" + ports.dashboard(), "http://localhost:" + ports.loadBalancer(),
                    "http://localhost:" + ports.aws(),
                    "http://127.0.0.1:" + ports.kubernetes(), "mongodb://127.0.0.1:" + ports.mongo());
        }
    }

    record Ports(int dashboard, int loadBalancer, int aws, int kubernetes, int mongo) {
    }

    /**
     * A process that we started. A pid alone can belong to somebody else by now.
     *
     * @param startedAt epoch milliseconds by the operating system's account
     */
    record Started(long pid, long startedAt) {
        static Started of(ProcessHandle process) { return new Started(process.pid(), startOf(process)); }

        Optional<ProcessHandle> find() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> Math.abs(startOf(process) - startedAt) < 1_000);
        }

        /** Asks it to end, and insists after the given seconds. */
        void end(int patience) {
            find().ifPresent(process -> {
                process.destroy();
                try {
                    process.onExit().get(patience, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                    process.destroyForcibly();
                }
            });
        }

        private static long startOf(ProcessHandle process) {
            return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
        }
    }

    static Optional<LocalRun> read(Workspace workspace) {
        if (!Files.exists(workspace.runFile())) return Optional.empty();
        try {
            return Optional.of(JSON.readValue(workspace.runFile().toFile(), LocalRun.class));
        } catch (IOException e) {
            throw new Refusal(
                    workspace.runFile() + " cannot be read (" + e.getMessage() + "): end the processes by hand and delete the file", e);
        }
    }

    static LocalRun running(Workspace workspace) {
        return read(workspace).filter(run -> run.platform().find().isPresent())
                .orElseThrow(() -> new Refusal("nothing runs here: start it with ./meddevo up"));
    }

    void write(Workspace workspace) {
        try {
            Path next = workspace.home().resolve("run.json.next");
            JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), this);
            Files.move(next, workspace.runFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
