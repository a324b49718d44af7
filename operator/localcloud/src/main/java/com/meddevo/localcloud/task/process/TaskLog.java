package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.TaskEvents;
import com.meddevo.localcloud.task.TaskLaunch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the processes of a task write: each line goes to the task's file and to whoever keeps its log group. */
final class TaskLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLog.class);
    /** Container engines cut longer lines there too. */
    private static final int LONGEST = 16 * 1024;

    private final TaskLaunch launch;
    private final TaskEvents events;
    private final Writer file;
    private boolean closed;

    /**
     * @param folder folder of all logs; the file is {@code <service>/<taskId>.log} in it
     * @param launch the task
     * @param events who hears of each line
     */
    TaskLog(Path folder, TaskLaunch launch, TaskEvents events) throws IOException {
        this.launch = launch;
        this.events = events;
        Path ofService = Files.createDirectories(folder.resolve(launch.service().replaceAll("[^A-Za-z0-9._-]", "_")));
        file = Files.newBufferedWriter(ofService.resolve(launch.taskId() + ".log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Begins to read a container's output, until it ends.
     *
     * @param container name of the container
     * @param output    standard output and error of its process
     * @return the thread that reads
     */
    Thread follow(String container, InputStream output) {
        return Thread.ofPlatform().daemon().name("output-" + launch.taskId()).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                for (String line = line(reader); line != null; line = line(reader))
                    write(container, line);
            } catch (IOException e) {
                LOG.debug("output ended task={} container={} cause={}", launch.taskId(), container, e.getMessage());
            }
        });
    }

    /** Adds a line of the platform's own to a container's output. */
    void say(String container, String line) { write(container, line); }

    /** A line without its end, cut where it is too long; null at the end. */
    private static String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = reader.read();
        if (next < 0) return null;
        while (next >= 0 && next != '\n' && line.length() < LONGEST) {
            line.append((char) next);
            // At the limit the next character stays unread: it begins the next line.
            next = line.length() < LONGEST ? reader.read() : '\n';
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') line.setLength(line.length() - 1);
        return line.toString();
    }

    private synchronized void write(String container, String line) {
        if (closed) return; // whoever still writes has outlived the task
        events.logged(launch.taskId(), container, Instant.now(), line);
        try {
            if (launch.containers().size() > 1) file.write("[" + container + "] ");
            file.write(line + "\n");
            file.flush();
        } catch (IOException e) {
            LOG.warn("log file cannot be written task={} cause={}", launch.taskId(), e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
