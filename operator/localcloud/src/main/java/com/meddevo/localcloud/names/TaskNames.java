package com.meddevo.localcloud.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes discovery names resolve inside tasks. Where the machine allows it, each task runs in a mount namespace with a hosts file of ours,
 * and names resolve in any language; elsewhere Java tasks alone are told to read that file (docs/adr/0005-names-by-hosts-file.md). Names of
 * several addresses begin with another one every two seconds, so that callers, which mostly take the first, reach all of them.
 */
public final class TaskNames implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskNames.class);
    private static final long TURN_SECONDS = 2;
    /** Overrides of the JDK's java.security: a name that moved is asked anew after a second, one that was missing at once. */
    private static final String CACHING = """
            networkaddress.cache.ttl=1
            networkaddress.cache.negative.ttl=0
            networkaddress.cache.stale.ttl=0
            """;

    private final HostsFile hosts;
    private final Path javaSecurity;
    private final Optional<MountNamespace> namespace;
    private final ScheduledExecutorService writer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("task-names").factory());
    private int turn;

    /**
     * Finds out what this machine allows and writes the first files.
     *
     * @param folder where the files are kept; made if missing. One platform, one folder
     * @throws UncheckedIOException if the folder cannot be written
     */
    public TaskNames(Path folder) { this(folder, Path.of("/etc/hosts"), MountNamespace::probe); }

    TaskNames(Path folder, Path machineHosts, Function<Path, Optional<MountNamespace>> probe) {
        try {
            Path absolute = Files.createDirectories(folder.toAbsolutePath());
            javaSecurity = Files.writeString(absolute.resolve("java.security"), CACHING);
            new HostsFile(absolute.resolve("hosts"), machineHosts, true).write(Map.of(), 0);
            namespace = probe.apply(absolute.resolve("hosts"));
            hosts = new HostsFile(absolute.resolve("hosts"), machineHosts, namespace.isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException("The names of tasks cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
        LOG.info("names resolve for tasks how={}", describe());
    }

    /**
     * Keeps the file as the table says from now on.
     *
     * @param table whose names tasks shall see; one table per object
     */
    public void follow(NameTable table) {
        table.onChange(() -> later(table));
        later(table);
        writer.scheduleWithFixedDelay(() -> turn(table), TURN_SECONDS, TURN_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether names resolve for tasks in any language, not in Java alone. */
    public boolean everyLanguage() {
        return namespace.isPresent();
    }

    /** One sentence for people on how names resolve here. */
    public String describe() {
        return everyLanguage()
                ? "Discovery names resolve for every task, by a hosts file in a mount namespace of its own."
                : "This machine does not allow mount namespaces (unshare), so discovery names resolve for Java tasks only."
                        + " Run as root or allow unprivileged user namespaces to have them for every task.";
    }

    /**
     * The command line under which a task's process has to be started for names to resolve.
     *
     * @param command  program and arguments
     * @param readOnly folders that the program shall not be able to change; without mount namespaces it is able to
     * @return the same, or wrapped; the process id is that of the program in either case
     */
    public List<String> wrap(List<String> command, List<Path> readOnly) {
        return namespace.map(mount -> mount.wrap(mount.closing(readOnly, command))).orElse(command);
    }

    /**
     * What a Java process has to be told besides: not to remember addresses for longer than a second, and where the names are if not in
     * /etc/hosts.
     */
    public List<String> javaOptions() {
        List<String> options = new ArrayList<>();
        options.add("-Djava.security.properties=" + javaSecurity);
        if (!everyLanguage()) options.add("-Djdk.net.hosts.file=" + hosts.path());
        return options;
    }

    private void later(NameTable table) {
        try {
            writer.execute(() -> write(table.addresses()));
        } catch (RejectedExecutionException e) {
            LOG.debug("names changed after the platform stopped");
        }
    }

    private void turn(NameTable table) {
        Map<String, List<String>> addresses = table.addresses();
        if (addresses.values().stream().noneMatch(all -> all.size() > 1)) return;
        turn++;
        write(addresses);
    }

    private void write(Map<String, List<String>> addresses) {
        try {
            hosts.write(addresses, turn);
        } catch (IOException e) {
            LOG.error("names of tasks could not be written file={} cause={}", hosts.path(), e.getMessage());
        }
    }

    /** Stops following. Tasks that still run keep the names they have. */
    @Override
    public void close() { writer.shutdownNow(); }
}
