package com.meddevo.localcloud.task.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The processes of all tasks, in a file that outlives the platform. */
final class TaskTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<TaskProcess> processes;

    /**
     * @param file the table; what an earlier platform left in it is still listed
     */
    TaskTable(Path file) {
        this.file = file;
        this.processes = read(file);
    }

    synchronized List<TaskProcess> processes() { return List.copyOf(processes); }

    synchronized void add(TaskProcess process) {
        processes.add(process);
        write();
    }

    synchronized void removeIf(Predicate<TaskProcess> gone) { if (processes.removeIf(gone)) write(); }

    private void write() {
        ArrayNode all = JSON.createArrayNode();
        for (TaskProcess process : processes)
            all.addObject()
                    .put("taskId", process.taskId())
                    .put("service", process.service())
                    .put("container", process.container())
                    .put("pid", process.pid())
                    .put("startedAt", process.startedAt().toString())
                    .put("address", process.address());
        try {
            Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), all.toPrettyString());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The table of tasks " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static List<TaskProcess> read(Path file) {
        List<TaskProcess> processes = new ArrayList<>();
        if (!Files.exists(file)) return processes;
        try {
            for (JsonNode each : JSON.readTree(file.toFile()))
                processes.add(new TaskProcess(each.path("taskId").asText(), each.path("service").asText(), each.path("container").asText(),
                        each.path("pid").asLong(), Instant.parse(each.path("startedAt").asText()), each.path("address").asText()));
            return processes;
        } catch (IOException e) {
            throw new UncheckedIOException("The table of tasks " + file + " cannot be read: " + e.getMessage()
                    + ". If no task of an earlier run is left, delete the file.", e);
        }
    }
}
