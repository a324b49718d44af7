package com.meddevo.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.model.JsonMemory;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;

/** Secrets as JSON, with their values: the account's file is to this account what AWS's storage is to a real one. */
final class SecretsMemory {

    private SecretsMemory() {}

    static ObjectNode save(Secrets secrets) {
        var saved = JsonMemory.object();
        secrets.secrets.all().forEach(secret -> {
            var one = saved.putObject(secret.name()).put("arn", secret.arn()).put("description", secret.description())
                    .put("kmsKeyId", secret.kmsKeyId()).put("createdAt", secret.createdAt().toString())
                    .put("changedAt", secret.changedAt().toString());
            if (secret.isDeleted()) {
                one.put("deletedAt", secret.deletedAt().toString()).put("deleteOn", secret.deleteOn().toString());
            }
            var versions = one.putObject("versions");
            secret.versions().forEach((id, version) -> {
                var entry = versions.putObject(id).put("createdAt", version.createdAt().toString()).put("text", version.text());
                if (version.bytes() != null) {
                    entry.put("bytes", version.bytes().asByteArray());
                }
                version.stages().stream().sorted().forEach(entry.putArray("stages")::add);
            });
        });
        return saved;
    }

    static void restore(JsonNode saved, Secrets secrets) {
        saved.properties().forEach(entry -> {
            var one = entry.getValue();
            var versions = new LinkedHashMap<String, SecretRecord.Version>();
            one.path("versions").properties().forEach(version -> versions.put(version.getKey(), version(version.getValue())));
            secrets.takeIn(new SecretRecord(entry.getKey(), one.path("arn").asText(), one.path("description").asText(null),
                    one.path("kmsKeyId").asText(null), Instant.parse(one.path("createdAt").asText()),
                    Instant.parse(one.path("changedAt").asText()), versions, instant(one, "deletedAt"), instant(one, "deleteOn")));
        });
    }

    private static SecretRecord.Version version(JsonNode saved) {
        Set<String> stages = saved.path("stages").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        SdkBytes bytes = saved.has("bytes")
                ? SdkBytes.fromByteArray(Base64.getDecoder().decode(saved.path("bytes").asText()))
                : null;
        return new SecretRecord.Version(saved.path("text").asText(null), bytes, stages, Instant.parse(saved.path("createdAt").asText()));
    }

    private static Instant instant(JsonNode saved, String name) {
        return saved.has(name) ? Instant.parse(saved.path(name).asText()) : null;
    }
}
