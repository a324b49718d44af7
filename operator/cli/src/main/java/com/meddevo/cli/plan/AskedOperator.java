package com.meddevo.cli.plan;

import com.meddevo.cli.workspace.Workspace;
import picocli.CommandLine.Option;

/** Which operator a command asks. */
final class AskedOperator {
    @Option(names = "--operator", paramLabel = "URL", description = "The operator to ask (default: the one that ./meddevo up started).")
    private String url;

    OperatorClient client() { return new OperatorClient(url != null ? url : OperatorClient.localUrl(Workspace.ofLauncher())); }
}
