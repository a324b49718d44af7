package com.meddevo.cli.kube;

import com.meddevo.cli.plan.Validate;
import com.meddevo.cli.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Applies files, after checking them here, where file and line are known. */
@Command(name = "apply", mixinStandardHelpOptions = true, description = "Apply specs, as kubectl apply --server-side does.")
public final class Apply implements Callable<Integer> {
    @Option(names = {"-f", "--filename"}, required = true, paramLabel = "FILE", description = "A YAML file; may be given several times.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Validate.check(files, spec.commandLine().getErr())) return 1;
        try (var kube = KubeAccess.ofEnvironment(Workspace.ofLauncher().kubeconfig())) {
            for (Path file : files)
                kube.apply(file).forEach(spec.commandLine().getOut()::println);
        }
        return 0;
    }
}
