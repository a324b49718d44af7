package com.meddevo.cli.plan;

import com.meddevo.api.manifest.ManifestValidator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files as an API server would, schema and rules, with no cluster. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Check specs as the API server would, without one: file, line, field, what is wrong, what is allowed.")
public final class Validate implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files. With an environment among them, its apps are held against it too.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!check(files, spec.commandLine().getErr())) return 1;
        spec.commandLine().getOut().println(files.size() == 1 ? files.getFirst() + " is valid." : files.size() + " files are valid.");
        return 0;
    }

    /** @return whether all is well; what is not is printed, a line or two each */
    public static boolean check(List<Path> files, PrintWriter err) {
        var report = ManifestValidator.validate(files);
        report.findings().forEach(err::println);
        return report.findings().isEmpty();
    }
}
