package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.TaskUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a task's processes use of what the task reserves, as the operating system counts it; memory only where there is a /proc. */
final class UsageMeter {
    private static final double UNITS_OF_A_CPU = 1024;
    private static final double KIB_OF_A_MIB = 1024;

    private final int cpu;
    private final int memoryMiB;
    private Duration used;
    private long readAt;

    /**
     * @param cpu CPU units that the task reserves
     * @param memoryMiB memory that it reserves
     */
    UsageMeter(int cpu, int memoryMiB) {
        this.cpu = cpu;
        this.memoryMiB = memoryMiB;
    }

    /** The CPU since the last reading, and the memory now; empty at the first reading and when nothing runs. */
    synchronized Optional<TaskUsage> read(List<ProcessHandle> roots) {
        var processes = roots.stream().filter(ProcessHandle::isAlive).flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
        Duration before = used;
        long since = readAt;
        readAt = System.nanoTime();
        used = processes.stream().flatMap(process -> process.info().totalCpuDuration().stream()).reduce(Duration.ZERO, Duration::plus);
        if (before == null || processes.isEmpty() || readAt == since || cpu == 0 || memoryMiB == 0) return Optional.empty();
        double cores = Math.max(0, used.minus(before).toNanos()) / (double) (readAt - since);
        double kib = processes.stream().mapToLong(process -> residentKiB(process.pid())).sum();
        return Optional.of(new TaskUsage(100 * cores * UNITS_OF_A_CPU / cpu, 100 * kib / KIB_OF_A_MIB / memoryMiB));
    }

    private static long residentKiB(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
