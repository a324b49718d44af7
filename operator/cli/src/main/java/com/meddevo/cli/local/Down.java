package com.meddevo.cli.local;

import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends what {@code up} started. State stays, so that the next {@code up} goes on where this one ended. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop everything that up started; state stays for the next up.")
public final class Down implements Callable<Integer> {
    /** A task may take 30 s to end its requests; the platform waits for all of them at once. */
    private static final int PATIENCE_SECONDS = 45;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var workspace = Workspace.ofLauncher();
        var out = spec.commandLine().getOut();
        var run = LocalRun.read(workspace);
        if (run.isEmpty()) {
            out.println("Nothing runs in " + workspace.home() + ".");
            return 0;
        }
        stop(run.get(), workspace);
        out.println("Stopped. State is kept in " + workspace.home() + "; " + workspace.call("up --fresh") + " empties it.");
        return 0;
    }

    /** The operator first, so that it does not mend what the platform takes down. */
    static void stop(LocalRun run, Workspace workspace) throws IOException {
        run.operator().end(PATIENCE_SECONDS);
        run.platform().end(PATIENCE_SECONDS);
        Files.deleteIfExists(workspace.runFile());
    }
}
