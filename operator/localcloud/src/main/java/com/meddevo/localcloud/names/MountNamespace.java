package com.meddevo.localcloud.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a program in a mount namespace of its own (mount_namespaces(7)), in which a file of ours lies over {@code /etc/hosts}, as
 * container engines do it. Every program of the chain replaces itself, so the process id stays the one that was started and signals reach
 * the program. The mount is private: nobody else sees it, and it is gone with the process.
 */
final class MountNamespace {
    private static final Logger LOG = LoggerFactory.getLogger(MountNamespace.class);
    private static final List<String> AS_ROOT = List.of("unshare", "--mount", "--propagation", "private");
    /** Without privileges the namespace comes with a user namespace in which the caller may mount. */
    private static final List<String> AS_USER = List.of("unshare", "--map-root-user", "--mount", "--propagation", "private");
    private static final String MOUNT = "mount --bind \"$0\" /etc/hosts && exec \"$@\"";

    /** A folder laid over itself, so that it can be closed here and stay open elsewhere. */
    private static final String READ_ONLY = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\""
            + " || echo \"$0 can be written to, because this machine does not let it be closed\" >&2; exec \"$@\"";

    private final List<String> prefix;

    private MountNamespace(List<String> prefix) { this.prefix = prefix; }

    /**
     * Finds out whether this machine lets us do it, by doing it once.
     *
     * @param hosts the file to lay over {@code /etc/hosts}; must exist
     * @return empty if neither way works
     */
    static Optional<MountNamespace> probe(Path hosts) {
        for (List<String> unshare : List.of(AS_ROOT, AS_USER)) {
            List<String> prefix = new ArrayList<>(unshare);
            prefix.addAll(List.of("/bin/sh", "-c", MOUNT, hosts.toAbsolutePath().toString()));
            MountNamespace candidate = new MountNamespace(List.copyOf(prefix));
            if (candidate.works(hosts)) return Optional.of(candidate);
        }
        return Optional.empty();
    }

    /** The command line that runs a command inside. */
    List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(prefix);
        wrapped.addAll(command);
        return wrapped;
    }

    /** The command line that, run inside, takes away the right to write to these folders before it becomes the command. */
    List<String> closing(List<Path> folders, List<String> command) {
        List<String> closing = new ArrayList<>();
        folders.forEach(folder -> closing.addAll(List.of("/bin/sh", "-c", READ_ONLY, folder.toAbsolutePath().toString())));
        closing.addAll(command);
        return closing;
    }

    private boolean works(Path hosts) {
        try {
            Process process = new ProcessBuilder(wrap(List.of("cat", "/etc/hosts"))).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0 && seen.equals(Files.readString(hosts));
        } catch (IOException e) {
            LOG.debug("no mount namespace command={} cause={}", prefix.getFirst(), e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
