package com.meddevo.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The machine that this runs on, and what this process takes of it. */
final class Machine {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MEBI = 1 << 20;
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Machine() {}

    static String description() {
        return "%d cores, %d GiB, %s %s, Java %s".formatted(Runtime.getRuntime().availableProcessors(),
                Math.round((double) SYSTEM.getTotalMemorySize() / MEBI / 1024), System.getProperty("os.name"),
                System.getProperty("os.arch"), Runtime.version().feature());
    }

    /** What this process has computed since it began, on all cores together. */
    static Duration cpu() {
        return Duration.ofNanos(SYSTEM.getProcessCpuTime());
    }

    /** What this thread has computed since it began, in nanoseconds: whoever else is busy on the machine does not count. */
    static long cpuOfThisThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** The most that this process has had resident, in MiB; where the system does not say, what the JVM has taken for itself. */
    static long resident() {
        try {
            if (!Files.isReadable(STATUS)) return Runtime.getRuntime().totalMemory() / MEBI;
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATUS, e);
        }
    }
}
