package com.meddevo.cli.change;

import com.meddevo.change.CannotTell;
import com.meddevo.change.record.Approvals;
import com.meddevo.change.record.ChangeRecord;
import com.meddevo.cli.workspace.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes into a record who agreed to it, once that is known: when the deployment that waited for it begins. */
@Command(name = "approve", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Write who approved a change into its record, and sign it anew. Whether they were enough, ./meddevo change verify --approved tells.",
        "Exit code 0: it is written; 1: it is not, since nobody who counts signed the record, or it cannot be read; 64: the call is wrong."})
final class Approve implements Callable<Integer> {
    @Parameters(paramLabel = "RECORD", description = "The record, which is written anew.")
    private Path file;

    @Option(names = "--approvals", paramLabel = "FILE", required = true, description = "Who approved, as infra/ci/approvals read it from GitLab.")
    private Path approvals;

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "A public key in PEM whose signature counts; may be given several times.")
    private List<Path> keys;

    @Option(names = "--signing-key", paramLabel = "FILE", description = "The private key in PEM (default: the variable MEDDEVO_CHANGE_KEY).")
    private Path signingKey;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            var approved = ChangeRecord.read(file).approved(KeyFiles.trusted(keys), Approvals.read(approvals), Instant.now());
            var key = KeyFiles.signing(signingKey, "give --signing-key, or set MEDDEVO_CHANGE_KEY to the private key");
            Files.writeString(file, approved.signedBy(key).text());
            spec.commandLine().getOut().println(file + " says who approved.");
            return 0;
        } catch (CannotTell e) {
            throw new Refusal(e.getMessage(), e);
        }
    }
}
