package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.TaskEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a runtime reports. */
final class EventsOfTest implements TaskEvents {
    final Map<String, String> running = new ConcurrentHashMap<>();
    final Map<String, Stopped> stopped = new ConcurrentHashMap<>();
    final List<String> lines = new CopyOnWriteArrayList<>();

    record Stopped(OptionalInt exitCode, String reason) {
    }

    @Override
    public void running(String taskId, String address) { running.put(taskId, address); }

    @Override
    public void stopped(String taskId, OptionalInt exitCode, String reason) { stopped.put(taskId, new Stopped(exitCode, reason)); }

    @Override
    public void logged(String taskId, String container, Instant at, String line) { lines.add(container + ": " + line); }
}
