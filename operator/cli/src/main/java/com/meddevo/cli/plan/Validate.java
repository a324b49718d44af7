package com.meddevo.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.meddevo.api.manifest.ManifestReader;
import com.meddevo.api.manifest.ManifestValidator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files as an API server would, schema and rules, with no cluster. */
@Command(name = "validate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Check specs as the API server would, without one: file, line, field, what is wrong, what is allowed.",
        "Exit code 0: all is valid; 1: something is not; 64: the call is wrong. With --json what is wrong stands on standard output, as an object with checked, others and findings;"
                + " each finding has file, line, path, message and expected."})
public final class Validate implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, or - for standard input. With an environment among them, its apps are held against it too.")
    private List<Path> files;

    @Mixin
    private ReportFormat format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var report = ManifestValidator.validate(files,
                file -> file.equals(STANDARD_INPUT) ? ManifestReader.read(file, System.in) : ManifestReader.read(file));
        if (format.isJson() || report.findings().isEmpty()) format.print(json(report), this::valid, spec.commandLine().getOut());
        else
            report.findings().forEach(spec.commandLine().getErr()::println);
        return report.findings().isEmpty() ? 0 : 1;
    }

    private String valid() {
        if (files.size() > 1) return files.size() + " files are valid.\n";
        return (files.getFirst().equals(STANDARD_INPUT) ? "What came in" : files.getFirst()) + " is valid.\n";
    }

    private static JsonNode json(ManifestValidator.Report report) {
        var json = JsonNodeFactory.instance.objectNode().put("checked", report.checked()).put("others", report.others());
        var findings = json.putArray("findings");
        report.findings().forEach(finding -> findings.addObject().put("file", finding.file().toString()).put("line", finding.line())
                .put("path", finding.path()).put("message", finding.problem()).put("expected", finding.expected()));
        return json;
    }

    /** @return whether all is well; what is not is printed, a line or two each */
    public static boolean check(List<Path> files, PrintWriter err) {
        var report = ManifestValidator.validate(files);
        report.findings().forEach(err::println);
        return report.findings().isEmpty();
    }
}
