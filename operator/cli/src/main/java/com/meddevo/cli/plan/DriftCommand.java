package com.meddevo.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Table;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Says what differs from what is declared, though nobody changed a spec: what the operator found, the gravest first. Exits with 0 when nothing
 * drifts, 2 when something does, 1 when it cannot tell.
 */
@Command(name = "drift", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Show what in AWS differs from what is declared, the gravest first.",
        "Exit code 0: nothing; 2: something drifts; 1: it cannot tell, since not everything was read; 64: the call is wrong."})
public final class DriftCommand implements Callable<Integer> {
    private static final int DRIFT = 2;

    @Mixin
    private AskedApps apps;

    @Mixin
    private ReportFormat format;

    @Mixin
    private AskedOperator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JsonNode report = operator.client().drift(apps.environment(), apps.app());
        format.print(report, () -> text(report), spec.commandLine().getOut());
        if (!report.path("drift").isEmpty()) return DRIFT;
        if (report.path("unknown").isEmpty()) return 0;
        throw new Refusal("nothing drifts in what was read, but not everything was: see above");
    }

    private static String text(JsonNode report) {
        var out = new StringBuilder();
        if (report.path("drift").isEmpty()) {
            out.append("Nothing drifts in ").append(report.path("environment").asText()).append(".\n");
        } else {
            var table = new Table("TIER", "APP", "RESOURCE", "FIELD", "OBSERVED", "DESIRED", "SINCE", "");
            report.path("drift").forEach(one -> table.row(one.path("tier").asText().toLowerCase(), one.path("app").asText(),
                    one.path("resource").asText(), one.path("field").asText(), one.path("observed").asText(), one.path("desired").asText(),
                    one.path("since").asText(), one.path("declared").asBoolean() ? "" : "undeclared: left as it is"));
            out.append(table);
            reasons(report).forEach(line -> out.append(line).append('\n'));
        }
        report.path("unknown").forEach(one -> out.append("? not read: ").append(one.asText()).append('\n'));
        out.append("Read ").append(report.path("read").asText("not yet")).append(".\n");
        return out.toString();
    }

    /** Why the gravest are grave, each once. */
    private static Iterable<String> reasons(JsonNode report) {
        return StreamSupport.stream(report.path("drift").spliterator(), false)
                .filter(one -> one.path("tier").asText().equals("SECURITY") && !one.path("because").asText().isEmpty())
                .map(one -> "! " + one.path("resource").asText() + " " + one.path("field").asText() + ": " + one.path("because").asText())
                .distinct().toList();
    }
}
