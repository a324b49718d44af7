package com.meddevo.cli.change;

import com.meddevo.change.CannotTell;
import com.meddevo.change.assess.Assessment;
import com.meddevo.change.assess.AssessmentText;
import com.meddevo.change.assess.Assessor;
import com.meddevo.change.policy.PolicyFolder;
import com.meddevo.change.policy.Waivers;
import com.meddevo.change.record.ChangeRecord;
import com.meddevo.change.record.Origin;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import com.meddevo.plan.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what plans risk and which way they take, and writes it down. */
@Command(name = "assess", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Hold plans against the policies: the risk class with its reasons, and the route that follows.",
        "Exit code 0: nothing is denied; 2: something is; 1: it cannot tell; 64: the call is wrong."})
final class Assess implements Callable<Integer> {
    private static final int DENIED = 2;

    /** How it is printed. */
    enum Format {
        TEXT, JSON, MARKDOWN
    }

    @Option(names = {"-e",
            "--environment"}, paramLabel = "NAME", required = true, description = "develop, production or organization: what would change.")
    private String environment;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private PlanOptions plans;

    @Option(names = "--branch", paramLabel = "NAME", required = true, description = "The branch from which it would be applied.")
    private String branch;

    @Option(names = "--policy", paramLabel = "DIR", description = "The policies (default: infra/policy of this checkout).")
    private Path policy;

    @Option(names = "--waivers", paramLabel = "DIR", description = "The waivers (default: infra/waivers of this checkout).")
    private Path waivers;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--record", paramLabel = "FILE", description = "Write the record of it here, signed with the Ed25519 key in the file --key or the variable MEDDEVO_CHANGE_KEY.")
    private Path record;

    @Option(names = "--key", paramLabel = "FILE", description = "The private key in PEM.")
    private Path key;

    @Option(names = "--unsigned", description = "Write the record without a signature; nothing may be applied by it.")
    private boolean unsigned;

    @Option(names = "--commit", paramLabel = "SHA", defaultValue = "unknown", description = "For the record: the commit that was planned.")
    private String commit;

    @Option(names = "--merge-request", paramLabel = "NUMBER", defaultValue = "", description = "For the record.")
    private String mergeRequest;

    @Option(names = "--pipeline", paramLabel = "NUMBER", defaultValue = "", description = "For the record.")
    private String pipeline;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            var now = Instant.now();
            var rules = PolicyFolder.read(orOfCheckout(policy, "infra/policy"));
            var assessor = new Assessor(rules, Waivers.in(orOfCheckout(waivers, "infra/waivers"), rules),
                    now.atZone(ZoneOffset.UTC).toLocalDate());
            var assessment = assessor.assess(plans.read(), environment, branch);
            if (record != null) write(assessment, now);
            print(assessment);
            return assessment.denied() ? DENIED : 0;
        } catch (CannotTell e) {
            throw new Refusal(e.getMessage(), e);
        }
    }

    private static Path orOfCheckout(Path given, String folder) {
        return given != null ? given : Workspace.ofLauncher().root().resolve(folder);
    }

    private void write(Assessment assessment, Instant now) throws IOException {
        var whole = ChangeRecord.of(assessment, new Origin(commit, branch, mergeRequest, pipeline), now);
        Files.writeString(record, (unsigned
                ? whole
                : whole.signedBy(KeyFiles.signing(key, "give --key, or set MEDDEVO_CHANGE_KEY to the private key, or ask for --unsigned")))
                .text());
    }

    private void print(Assessment assessment) {
        var out = spec.commandLine().getOut();
        var text = new AssessmentText(assessment);
        out.print(switch (format) {
            case TEXT -> text.text();
            case MARKDOWN -> text.markdown();
            case JSON -> CanonicalJson.of(AssessmentText.fields(assessment)) + "\n";
        });
        out.flush();
    }
}
