package com.meddevo.cli.local;

import com.meddevo.cli.kube.Apps;
import com.meddevo.cli.kube.KubeAccess;
import com.meddevo.cli.workspace.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what runs, where, and how the apps are. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show what runs here, its addresses and the apps.")
public final class Status implements Callable<Integer> {
    @Option(names = "--json", description = "URLs, ports, process ids and the paths of kubeconfig and AWS configuration as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var workspace = Workspace.ofLauncher();
        var run = LocalRun.running(workspace);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(run.json());
            return 0;
        }
        String operator = run.operator().find().isPresent()
                ? "runs (pid " + run.operator().pid() + ")"
                : "is not running: see " + workspace.logs().resolve("operator.log");
        out.println("Platform       runs (pid " + run.platform().pid() + ")");
        out.println("Operator       " + operator);
        Up.printAddresses(run, out);
        out.println();
        try (var kube = KubeAccess.of(workspace.kubeconfig())) {
            out.print(Apps.table(kube.apps(), workspace, Workspace.columns()));
            out.flush();
        }
        return 0;
    }
}
