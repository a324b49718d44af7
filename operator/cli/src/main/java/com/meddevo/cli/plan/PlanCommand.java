package com.meddevo.cli.plan;

import com.meddevo.cli.workspace.Refusal;
import com.meddevo.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Says what would be done. Against the running operator by default, so against AWS as it is now; or offline against a snapshot. Exits with 0 when
 * there is nothing to do, 2 when there are changes, 1 when it cannot tell.
 */
@Command(name = "plan", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Show what would change in AWS, field by field.",
        "Exit code 0: nothing to do; 2: there are changes; 1: it cannot tell; 64: the call is wrong."})
public final class PlanCommand implements Callable<Integer> {
    private static final int CHANGES = 2;

    /** How a plan is printed. */
    enum Format {
        TEXT("text/plain"), JSON("application/json"), MARKDOWN("text/markdown");

        final String mediaType;

        Format(String mediaType) { this.mediaType = mediaType; }

        String print(Plan plan) {
            return switch (this) {
                case TEXT -> plan.text();
                case JSON -> plan.json() + "\n";
                case MARKDOWN -> plan.markdown();
            };
        }
    }

    @Option(names = {"-f",
            "--filename"}, paramLabel = "FILE", description = "Specs as they would be; may be given several times. Without it: the specs that the operator has.")
    private List<Path> files = List.of();

    @Mixin
    private AskedApps apps;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--snapshot", paramLabel = "FILE", description = "Plan offline against this file, which holds what AWS said; the environment must be among the files.")
    private Path snapshot;

    @Option(names = "--save-snapshot", paramLabel = "FILE", description = "Write what the operator last read of AWS to this file, for --snapshot.")
    private Path save;

    @Mixin
    private AskedOperator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!files.isEmpty() && !Validate.check(files, spec.commandLine().getErr())) return 1;
        if (snapshot != null) return show(new OfflinePlan(files).against(snapshot, apps.environment()));
        var live = operator.client();
        if (save != null) {
            live.saveSnapshot(apps.environment(), save);
            spec.commandLine().getOut().println("Saved to " + save + ".");
            return 0;
        }
        var answer = live.plan(apps.environment(), apps.app(), files, format.mediaType);
        print(answer.text());
        return answer.settled() ? 0 : CHANGES;
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private int show(Plan whole) {
        Plan plan = apps.app() == null ? whole : whole.forApp(apps.app());
        print(format.print(plan));
        if (!plan.notRead().isEmpty() && plan.changes().isEmpty())
            throw new Refusal("the snapshot does not hold everything that the plan needs");
        return plan.settled() ? 0 : CHANGES;
    }
}
