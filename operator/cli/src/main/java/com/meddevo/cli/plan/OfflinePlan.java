package com.meddevo.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.api.parse.AppParser;
import com.meddevo.api.parse.EnvironmentParser;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.aws.Kinds;
import com.meddevo.aws.SnapshotJson;
import com.meddevo.cli.workspace.Manifests;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Plan;
import com.meddevo.plan.Planner;
import com.meddevo.plan.Snapshot;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Plans files against a snapshot, with the very planner that the operator uses. */
final class OfflinePlan {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final List<JsonNode> documents;

    OfflinePlan(List<Path> files) { documents = files.stream().<JsonNode>flatMap(file -> Manifests.read(file).stream()).toList(); }

    Plan against(Path file, String environment) { return new Planner(Kinds.all(), List.of()).plan(fleet(environment), read(file)); }

    /** Everybody in the files who wants to run in the environment. */
    Fleet fleet(String environment) {
        Terms terms = of("MeddevoEnvironment").filter(document -> document.at("/metadata/name").asText().equals(environment)).findFirst()
                .map(document -> EnvironmentParser.parse(JSON.convertValue(document, MeddevoEnvironment.class)))
                .orElseThrow(() -> new Refusal("planning offline needs the environment \"" + environment + "\": add its file with -f"))
                .terms()
                .orElseThrow(() -> new Refusal("the environment \"" + environment + "\" cannot be used: ./meddevo validate tells why"));
        var members = of("MeddevoApp").filter(document -> document.at("/spec/environment").asText().equals(environment))
                .map(document -> AppParser.parse(JSON.convertValue(document, MeddevoApp.class), terms, Instant.now()).member()).toList();
        return new Fleet(terms.environment(), members);
    }

    private Stream<JsonNode> of(String kind) { return documents.stream().filter(document -> document.path("kind").asText().equals(kind)); }

    private static Snapshot read(Path file) {
        try {
            return SnapshotJson.read(Files.readString(file));
        } catch (IOException | RuntimeException e) {
            throw new Refusal(file + " is not a snapshot that ./meddevo plan --save-snapshot wrote: " + e.getMessage(), e);
        }
    }
}
