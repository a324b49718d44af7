package com.meddevo.cli.kube;

import com.meddevo.cli.workspace.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists apps and environments, or prints one app. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "List the apps, or print one of them as YAML.")
public final class Get implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "APP", description = "One app; without it, all of them.")
    private String app;

    @Option(names = {"-n",
            "--namespace"}, paramLabel = "NAME", defaultValue = "documentation", description = "Its namespace (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Option(names = "--environments", description = "List the environments instead.")
    private boolean environments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var workspace = Workspace.ofLauncher();
        try (var kube = KubeAccess.ofEnvironment(workspace.kubeconfig())) {
            if (environments) out.print(Environments.table(kube.environments(), workspace, Workspace.columns()));
            else if (app == null) out.print(Apps.table(kube.apps(), workspace, Workspace.columns()));
            else
                out.print(kube.yaml("MeddevoApp", namespace, app));
            out.flush();
        }
        return 0;
    }
}
