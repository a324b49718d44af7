package com.meddevo.cli.plan;

import picocli.CommandLine.Option;

/** Which apps a command is about. */
final class AskedApps {
    @Option(names = {"-e",
            "--environment"}, paramLabel = "NAME", defaultValue = "local", description = "The environment (default: ${DEFAULT-VALUE}).")
    private String environment;

    @Option(names = "--app", paramLabel = "APP", description = "Only what concerns this app.")
    private String app;

    String environment() { return environment; }

    /** Null for all of them. */
    String app() { return app; }
}
