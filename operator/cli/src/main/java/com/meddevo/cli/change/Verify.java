package com.meddevo.cli.change;

import com.meddevo.change.CannotTell;
import com.meddevo.change.input.Plans;
import com.meddevo.change.record.ChangeRecord;
import com.meddevo.change.record.Expected;
import com.meddevo.change.record.PublicKeys;
import com.meddevo.change.record.RecordCheck;
import com.meddevo.cli.workspace.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a record with nothing but files: before something is applied by it, and years later. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Check a record of ./meddevo change assess, offline: its signature, its change window, and what else is asked.",
        "Exit code 0: it holds; 2: it does not, and the first thing that does not is told; 1: it cannot tell; 64: the call is wrong."})
final class Verify implements Callable<Integer> {
    private static final int DOES_NOT_HOLD = 2;

    @Parameters(paramLabel = "RECORD", description = "The record.")
    private Path file;

    @Option(names = "--key", paramLabel = "FILE", description = "A public key in PEM; may be given several times.")
    private List<Path> keys = List.of();

    @Option(names = "--unsigned", description = "Do not ask for a signature.")
    private boolean unsigned;

    @Option(names = {"-e", "--environment"}, paramLabel = "NAME", description = "It must be of this environment.")
    private String environment;

    @Option(names = "--commit", paramLabel = "SHA", description = "It must be of this commit.")
    private String commit;

    @Option(names = "--route", paramLabel = "NAME", description = "It must have come out on this route.")
    private String route;

    @Option(names = "--approved", description = "It must say who approved, and they must be as many as its route asks for, without whoever made the change or started its deployment.")
    private boolean approved;

    @ArgGroup(exclusive = false)
    private PlanOptions plans;

    @Option(names = "--at", paramLabel = "TIME", description = "When it would be applied, 2026-03-02T09:00:00Z (default: now).")
    private String at;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            var record = ChangeRecord.read(file);
            var fault = RecordCheck.firstFault(record, publicKeys(),
                    new Expected(Optional.ofNullable(environment), Optional.ofNullable(commit),
                            Optional.ofNullable(route), approved, plans == null ? Plans.none().inputs() : plans.read().inputs(), time()));
            fault.ifPresentOrElse(text -> spec.commandLine().getErr().println(file + " does not hold: " + text),
                    () -> spec.commandLine().getOut().println(file + " holds."));
            return fault.isPresent() ? DOES_NOT_HOLD : 0;
        } catch (CannotTell e) {
            throw new Refusal(e.getMessage(), e);
        }
    }

    private Optional<PublicKeys> publicKeys() throws IOException {
        if (unsigned) return Optional.empty();
        if (keys.isEmpty()) throw new Refusal("name the public keys whose signatures count with --key, or ask for --unsigned");
        return Optional.of(KeyFiles.trusted(keys));
    }

    private Instant time() {
        try {
            return at == null ? Instant.now() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new Refusal("\"" + at + "\" is no time: write it as 2026-03-02T09:00:00Z", e);
        }
    }
}
