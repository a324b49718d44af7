package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.localkube.schema.Contract;
import com.meddevo.localkube.table.Column;
import com.meddevo.localkube.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the kinds that a CustomResourceDefinition adds. */
final class CustomTypes {
    /** Where the store keeps the definitions. */
    static final String COLLECTION = "apiextensions.k8s.io/customresourcedefinitions";

    /** How builtin.yaml names the group without a name; no definition can be in it, since a group of theirs has a dot. */
    private static final String CORE = "core";

    /** One type per served version; none while the names are not accepted. */
    List<ResourceType> of(JsonNode crd) {
        List<ResourceType> types = new ArrayList<>();
        if (established(crd)) {
            for (JsonNode version : crd.at("/spec/versions")) {
                if (version.path("served").asBoolean()) {
                    types.add(type(crd, version, Columns.custom(version.path("additionalPrinterColumns")), new CustomRules()));
                }
            }
        }
        return types;
    }

    private static boolean established(JsonNode crd) {
        for (JsonNode condition : crd.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Established")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static Set<String> selectable(JsonNode version) {
        return version.path("selectableFields").valueStream().map(each -> each.path("jsonPath").asText().replaceFirst("^\\.", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The type that one version of a definition describes. */
    static ResourceType type(JsonNode crd, JsonNode version, List<Column> columns, KindRules rules) {
        JsonNode spec = crd.get("spec");
        JsonNode subresources = version.path("subresources");
        String name = version.path("name").asText();
        String group = spec.path("group").asText();
        return new ResourceType(group.equals(CORE) ? "" : group, name, Names.of(spec.path("names")),
                spec.path("scope").asText().equals("Namespaced"), subresources.has("status"),
                subresources.has("scale") ? Optional.of(ScalePaths.of(subresources.get("scale"))) : Optional.empty(), selectable(version),
                columns,
                new Contract(crd, name), rules);
    }
}
