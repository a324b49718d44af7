package com.meddevo.cli;

import com.meddevo.cli.adopt.Adopt;
import com.meddevo.cli.change.Change;
import com.meddevo.cli.image.Image;
import com.meddevo.cli.kube.Apply;
import com.meddevo.cli.kube.Delete;
import com.meddevo.cli.kube.Get;
import com.meddevo.cli.local.Down;
import com.meddevo.cli.local.Logs;
import com.meddevo.cli.local.Status;
import com.meddevo.cli.local.Up;
import com.meddevo.cli.plan.DriftCommand;
import com.meddevo.cli.plan.ImagesCommand;
import com.meddevo.cli.plan.PlanCommand;
import com.meddevo.cli.plan.Validate;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * The root command. Every command exits with 0 when all is well, 1 when something went wrong, 2 when a plan has changes, something drifts, a change is denied, or
 * the call itself was wrong.
 */
@Command(name = "meddevo", mixinStandardHelpOptions = true, version = "meddevo 0.1.0", synopsisSubcommandLabel = "COMMAND", description = "Declarative services on ECS: here on this machine, there on AWS.", subcommands = {
        Up.class, Down.class, Status.class, Logs.class, Apply.class, Get.class, Delete.class, Validate.class, PlanCommand.class,
        DriftCommand.class, Adopt.class,
        ImagesCommand.class, Image.class,
        Change.class}, footer = "  bench     Measure the operator with a simulated fleet: bench --apps 50,300.")
public final class Meddevo {
    private Meddevo() {}

    public static void main(String[] args) { System.exit(commandLine().execute(args)); }

    static CommandLine commandLine() {
        return new CommandLine(new Meddevo()).setExecutionExceptionHandler(Meddevo::explain).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** A refusal is a sentence; anything else is a fault of ours, told in one line, with the trace kept in a file. */
    private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        if (fault instanceof Refusal) {
            command.getErr().println("meddevo: " + fault.getMessage());
        } else {
            String reason = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
            command.getErr().println("meddevo " + command.getCommandName() + " failed unexpectedly: " + reason);
            trace(fault, command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    private static void trace(Exception fault, PrintWriter err) {
        var text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        try {
            Path file = Files.createDirectories(Workspace.ofLauncher().home().resolve("logs")).resolve("cli-fault.log");
            Files.writeString(file, text.toString());
            err.println("This is a fault in meddevo; the details are in " + file);
        } catch (java.io.IOException | UncheckedIOException e) {
            err.println("This is a fault in meddevo; its details could not be written: " + e.getMessage());
        }
    }
}
