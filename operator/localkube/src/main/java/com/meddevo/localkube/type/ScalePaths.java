package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Where a kind keeps what its scale subresource shows; each path is a list of field names.
 *
 * @param specReplicas how many are desired
 * @param statusReplicas how many are observed
 * @param selector which they are, as a label selector in text; not every kind has one
 */
public record ScalePaths(List<String> specReplicas, List<String> statusReplicas, Optional<List<String>> selector) {

    /** Reads {@code subresources.scale} of a CustomResourceDefinition's version. */
    static ScalePaths of(JsonNode scale) {
        return new ScalePaths(fields(scale.path("specReplicasPath").asText()), fields(scale.path("statusReplicasPath").asText()),
                scale.path("labelSelectorPath").isTextual()
                        ? Optional.of(fields(scale.get("labelSelectorPath").asText()))
                        : Optional.empty());
    }

    private static List<String> fields(String path) {
        if (!path.startsWith(".")) {
            throw new IllegalArgumentException(
                    "The path \"" + path + "\" of the scale subresource must begin with a dot, as in .spec.replicas.");
        }
        return List.of(path.substring(1).split("\\."));
    }
}
