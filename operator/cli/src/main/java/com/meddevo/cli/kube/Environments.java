package com.meddevo.cli.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.cli.workspace.Table;
import com.meddevo.cli.workspace.Workspace;
import java.util.List;

/** Environments as a person asks for them: the columns of {@code kubectl get menv}, and why one is not ready. */
final class Environments {
    private Environments() {}

    static String table(List<JsonNode> environments, Workspace workspace, int width) {
        if (environments.isEmpty()) return "No environments.\n";
        var table = new Table("ENVIRONMENT", "READY", "APPS", "ACCOUNT", "REGION", "CLUSTER", "AGE", "");
        for (var environment : environments) {
            var status = environment.path("status");
            table.row(environment.at("/metadata/name").asText(), Apps.condition(status, "Ready"), status.path("apps").asText("-"),
                    environment.at("/spec/aws/accountId").asText("-"), environment.at("/spec/aws/region").asText("-"),
                    environment.at("/spec/cluster").asText("-"), Apps.age(environment.at("/metadata/creationTimestamp").asText("")),
                    unready(status));
        }
        return table.within(width, "kubectl describe menv ENVIRONMENT, with KUBECONFIG as " + workspace.call("status") + " prints it");
    }

    private static String unready(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready") && condition.path("status").asText().equals("False"))
                return condition.path("message").asText("").lines().findFirst().orElse("");
        }
        return "";
    }
}
