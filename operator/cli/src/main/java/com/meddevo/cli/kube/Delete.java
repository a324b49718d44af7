package com.meddevo.cli.kube;

import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes apps; the operator then takes their resources down in order. */
@Command(name = "delete", mixinStandardHelpOptions = true, description = "Delete apps; their log groups stay.")
public final class Delete implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "APP", description = "Names of apps.")
    private List<String> apps;

    @Option(names = {"-n",
            "--namespace"}, paramLabel = "NAME", defaultValue = "documentation", description = "Their namespace (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var kube = KubeAccess.ofEnvironment(Workspace.ofLauncher().kubeconfig())) {
            for (String app : apps) {
                if (!kube.delete("MeddevoApp", namespace, app)) {
                    throw new Refusal("there is no app \"" + app + "\" in namespace " + namespace + ": ./meddevo get lists them");
                }
                spec.commandLine().getOut().println("meddevoapp/" + app + " is being deleted");
            }
        }
        return 0;
    }
}
