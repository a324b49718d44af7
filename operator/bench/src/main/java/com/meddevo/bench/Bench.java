package com.meddevo.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./meddevo bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 64, description = "Measure the operator with a simulated fleet under AWS's published request rates, on a moved clock. Prints a table in Markdown.")
public final class Bench implements Callable<Integer> {
    private static final int MOST = 5_000;

    @Option(names = "--apps", paramLabel = "N", split = ",", defaultValue = "50", description = "How many apps the fleet has; several numbers, separated by commas, give a row each (default: ${DEFAULT-VALUE}).")
    private List<Integer> apps;

    @Spec
    private CommandSpec spec;

    private Bench() {}

    public static void main(String[] args) { System.exit(commandLine().execute(args)); }

    static CommandLine commandLine() { return new CommandLine(new Bench()); }

    @Override
    public Integer call() {
        if (apps.stream().anyMatch(number -> number < 1 || number > MOST)) {
            throw new ParameterException(spec.commandLine(), "--apps takes numbers from 1 to " + MOST);
        }
        var out = spec.commandLine().getOut();
        out.printf("Measured on %s; times are simulated, CPU and took are real.%n%n", Machine.description());
        out.println(Measured.HEADER);
        for (int number : apps) {
            out.println(new Run(number).measure().row());
            out.flush();
        }
        return CommandLine.ExitCode.OK;
    }
}
