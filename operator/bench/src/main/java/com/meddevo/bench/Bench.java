package com.meddevo.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./meddevo bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure the operator with a simulated fleet under AWS's published request rates, on a moved clock. Prints a table in Markdown.")
public final class Bench implements Callable<Integer> {
    @Option(names = "--apps", paramLabel = "N", split = ",", defaultValue = "50", description = "How many apps the fleet has; several numbers, separated by commas, give a row each (default: ${DEFAULT-VALUE}).")
    private List<Integer> apps;

    private Bench() {}

    public static void main(String[] args) { System.exit(new CommandLine(new Bench()).execute(args)); }

    @Override
    public Integer call() throws InterruptedException {
        if (apps.stream().anyMatch(number -> number < 1 || number > 5000)) {
            System.err.println("meddevo: --apps takes numbers from 1 to 5000");
            return CommandLine.ExitCode.USAGE;
        }
        System.out.println("Measured on " + Machine.description() + "; times are simulated, CPU and took are real.");
        System.out.println();
        System.out.println(Measured.HEADER);
        for (int number : apps)
            System.out.println(new Run(number).measure().row());
        return CommandLine.ExitCode.OK;
    }
}
