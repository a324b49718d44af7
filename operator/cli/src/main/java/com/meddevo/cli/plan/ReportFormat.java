package com.meddevo.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command prints what it has to report. */
final class ReportFormat {
    /** The forms that there are. */
    enum Format {
        TEXT, JSON
    }

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--json", description = "The same as --output json.")
    private boolean json;

    boolean isJson() { return json || format == Format.JSON; }

    /** @param text the report for people */
    void print(JsonNode report, Supplier<String> text, PrintWriter out) {
        out.print(isJson() ? report.toPrettyString() + "\n" : text.get());
        out.flush();
    }
}
