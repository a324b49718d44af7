package com.meddevo.cli.plan;

import com.meddevo.cli.workspace.Workspace;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which operator a command asks. */
final class AskedOperator {
    @Option(names = "--operator", paramLabel = "URL", defaultValue = "${MEDDEVO_OPERATOR:-}", showDefaultValue = Visibility.NEVER, description = {
            "The operator to ask (default: what the environment variable MEDDEVO_OPERATOR names, else the one that ./meddevo up started).",
            "In a cluster: kubectl port-forward to its Deployment, then http://localhost:PORT."})
    private String url;

    OperatorClient client() { return new OperatorClient(url.isBlank() ? OperatorClient.localUrl(Workspace.ofLauncher()) : url); }
}
