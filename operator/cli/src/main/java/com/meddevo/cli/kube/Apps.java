package com.meddevo.cli.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.cli.workspace.Table;
import com.meddevo.cli.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Apps as a person asks for them: ready, in sync, which image, how many tasks. */
public final class Apps {
    private Apps() {}

    /**
     * @param ready {@code True}, {@code False} or {@code Unknown}, as {@code kubectl get mapp} shows it; inSync and drifted likewise
     * @param reason why it is not ready, accepted or in sync; empty when all is well
     */
    public record App(String namespace, String name, String ready, String inSync, String image, String tasks, String drifted, String age,
            String reason,
            boolean current) {

        static App of(JsonNode app) {
            var status = app.path("status");
            String tag = status.path("image").path("tag").asText("");
            var rollout = status.path("rollout");
            return new App(app.at("/metadata/namespace").asText(), app.at("/metadata/name").asText(), condition(status, "Ready"),
                    condition(status, "InSync"), tag.isEmpty() ? shortDigest(status.path("image").path("digest").asText("-")) : tag,
                    rollout.isMissingNode() ? "-" : rollout.path("running").asInt() + "/" + rollout.path("desired").asInt(),
                    condition(status, "Drifted"), Apps.age(app.at("/metadata/creationTimestamp").asText("")), Apps.reason(status),
                    status.path("observedGeneration").asLong() == app.at("/metadata/generation").asLong());
        }

        /** Ready and in sync with the spec as it stands now. */
        public boolean settled() {
            return current && ready.equals("True") && inSync.equals("True");
        }
    }

    /** @param width of the terminal: what does not fit is cut, and the line below says which command has it whole */
    public static String table(List<App> apps, Workspace workspace, int width) {
        if (apps.isEmpty()) return "No apps.\n";
        var table = new Table("NAMESPACE", "APP", "READY", "IN SYNC", "IMAGE", "TASKS", "DRIFT", "AGE", "");
        apps.forEach(app -> table.row(app.namespace(), app.name(), app.ready(), app.inSync(), app.image(), app.tasks(),
                app.drifted(), app.age(), app.reason()));
        return table.within(width, workspace.call("get APP -n NAMESPACE"));
    }

    /** All apps on one line, for progress. */
    public static String line(List<App> apps) {
        return apps.stream()
                .map(app -> app.name() + " "
                        + (app.settled() ? "ready" : app.tasks() + (app.reason().isEmpty() ? "" : " (" + app.reason() + ")")))
                .collect(Collectors.joining(", "));
    }

    static String condition(JsonNode status, String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) return condition.path("status").asText();
        }
        return "Unknown";
    }

    private static String reason(JsonNode status) {
        for (String type : List.of("Accepted", "Degraded", "Ready", "InSync")) {
            for (JsonNode condition : status.path("conditions")) {
                boolean bad = condition.path("status").asText().equals(type.equals("Degraded") ? "True" : "False");
                if (bad && condition.path("type").asText().equals(type)) {
                    String message = condition.path("message").asText("").lines().findFirst().orElse("");
                    return message.isEmpty() ? condition.path("reason").asText("") : message;
                }
            }
        }
        return "";
    }

    private static String shortDigest(String digest) { return digest.startsWith("sha256:") ? digest.substring(7, 19) : digest; }

    static String age(String created) {
        if (created.isEmpty()) return "-";
        var age = Duration.between(Instant.parse(created), Instant.now());
        if (age.toDays() > 0) return age.toDays() + "d";
        if (age.toHours() > 0) return age.toHours() + "h";
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}
