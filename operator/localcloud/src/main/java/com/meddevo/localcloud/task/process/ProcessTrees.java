package com.meddevo.localcloud.task.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Ends processes with all that they have started, as the end of a container does. */
final class ProcessTrees {
    /** The variable that marks all processes of a task, also those that outlive their parent. */
    static final String MARK = "MEDDEVO_TASK_ID";
    private static final Duration KILLED = Duration.ofSeconds(10);
    private static final Path PROC = Path.of("/proc");
    private static final int LOOKS = 20;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private ProcessTrees() {}

    /**
     * Asks a process and its descendants to end (SIGTERM), and kills what is left after a while (SIGKILL). Returns when all of them have
     * ended.
     *
     * @param root  the process
     * @param grace how long they may take
     */
    static void end(ProcessHandle root, Duration grace) {
        List<ProcessHandle> tree = Stream.concat(Stream.of(root), root.descendants()).toList();
        tree.forEach(ProcessHandle::destroy);
        if (!ended(tree, grace)) kill(Stream.concat(tree.stream(), root.descendants()).toList());
    }

    /** Kills what still carries a task's mark although the process that began it has ended. Finds nothing on systems without /proc. */
    static void killMarked(String taskId) {
        kill(marked(taskId));
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        ended(processes, KILLED);
    }

    private static boolean ended(List<ProcessHandle> processes, Duration within) {
        try {
            CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new)).get(within.toMillis(),
                    TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for processes failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<ProcessHandle> marked(String taskId) {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC)) return found;
        String mark = "\0" + MARK + "=" + taskId + "\0";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes)
                if (("\0" + environment(process)).contains(mark))
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be listed: " + e.getMessage(), e);
        }
        return found;
    }

    /** A process that is becoming another program has no environment for a moment; one that the system runs itself never has, nor a program. */
    private static String environment(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            for (int look = 0; look < LOOKS && environment.isEmpty() && Files.exists(process.resolve("exe")); look++) {
                LockSupport.parkNanos(MOMENT.toNanos());
                environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            }
            return environment;
        } catch (IOException e) {
            return ""; // ended meanwhile, or not ours to look at
        }
    }
}
