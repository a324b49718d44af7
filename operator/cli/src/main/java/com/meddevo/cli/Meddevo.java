package com.meddevo.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

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
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The root command. Every command exits with 0 when all is well, 1 when something went wrong, 2 when a plan has changes, something drifts or a change is denied,
 * and 64 when the call itself was wrong, so that a script never takes a misspelt call for changes.
 */
@Command(name = "meddevo", mixinStandardHelpOptions = true, version = "meddevo 0.1.0", synopsisSubcommandLabel = "COMMAND", description = "Declarative services on ECS: here on this machine, there on AWS.", subcommands = {
        Up.class, Down.class, Status.class, Logs.class, Apply.class, Get.class, Delete.class, Validate.class, PlanCommand.class,
        DriftCommand.class, Adopt.class,
        ImagesCommand.class, Image.class,
        Change.class}, footer = "  bench     Measure the operator with a simulated fleet: bench --apps 50,300.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:All is well.", "1:Something went wrong, or it cannot be told.",
                "2:There is something to see: changes, drift, images that go, a denied change.",
                "64:The call itself is wrong: a command, an option or an argument that there is not."})
public final class Meddevo {
    /** EX_USAGE of sysexits.h: picocli's own 2 means here that there are changes. */
    private static final int WRONG_CALL = 64;

    private Meddevo() {}

    public static void main(String[] args) { System.exit(commandLine().execute(args)); }

    static CommandLine commandLine() {
        var root = new CommandLine(new Meddevo()).setExecutionExceptionHandler(Meddevo::explain)
                .setParameterExceptionHandler(Meddevo::correct).setCaseInsensitiveEnumValuesAllowed(true);
        // the footer names the one command that the launcher has besides, and belongs to the others
        root.setHelpSectionKeys(root.getHelpSectionKeys().stream().filter(key -> !key.equals(SECTION_KEY_FOOTER))
                .flatMap(key -> key.equals(SECTION_KEY_COMMAND_LIST) ? Stream.of(key, SECTION_KEY_FOOTER) : Stream.of(key)).toList());
        return root;
    }

    /** What is wrong with a call, what was perhaps meant, and where all of it stands; never the whole usage. */
    private static int correct(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        command.getErr().println("meddevo: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("See ./" + command.getCommandSpec().qualifiedName() + " --help.");
        return WRONG_CALL;
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
