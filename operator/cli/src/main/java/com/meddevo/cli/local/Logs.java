package com.meddevo.cli.local;

import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the log lines of an app's tasks, or of the operator or the platform themselves. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Print the log of an app's tasks, of the operator, or of the platform.")
public final class Logs implements Callable<Integer> {
    private static final long HALF_A_SECOND = 500_000_000L;

    @Parameters(paramLabel = "APP", description = "An app's name, or operator, or platform.")
    private String app;

    @Option(names = {"-n",
            "--lines"}, paramLabel = "COUNT", defaultValue = "100", description = "How many lines of each task (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = {"-f", "--follow"}, description = "Go on printing what comes, until Ctrl-C.")
    private boolean follow;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var logs = Workspace.ofLauncher().logs();
        var out = spec.commandLine().getOut();
        var read = new TreeMap<Path, Long>();
        for (Path file : files(logs))
            read.put(file, printLast(file, out));
        if (read.isEmpty()) {
            throw new Refusal(
                    "no log of \"" + app + "\" in " + logs + ": ./meddevo get lists the apps; operator and platform have logs too");
        }
        while (follow && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(HALF_A_SECOND);
            for (Path file : files(logs))
                read.merge(file, 0L, (before, now) -> before);
            for (var entry : read.entrySet())
                entry.setValue(printNew(entry.getKey(), entry.getValue(), out));
        }
        return 0;
    }

    private List<Path> files(Path logs) throws IOException {
        Path single = logs.resolve(app + ".log");
        if (Files.isRegularFile(single)) return List.of(single);
        Path folder = logs.resolve(app);
        if (!Files.isDirectory(folder)) return List.of();
        try (var entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".log"))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified())).toList();
        }
    }

    private long printLast(Path file, PrintWriter out) throws IOException {
        out.println("== " + file.getFileName());
        var all = Files.readAllLines(file, StandardCharsets.UTF_8);
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
        out.flush();
        return Files.size(file);
    }

    private static long printNew(Path file, long from, PrintWriter out) throws IOException {
        long size = Files.size(file);
        if (size <= from) return size;
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            out.print(new String(in.readNBytes((int) Math.min(size - from, 1 << 20)), StandardCharsets.UTF_8));
            out.flush();
            return Math.min(size, from + (1 << 20));
        }
    }
}
