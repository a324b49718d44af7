package com.meddevo.localkube.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.table.Columns;
import com.meddevo.localkube.text.Yaml;
import java.util.ArrayList;
import java.util.List;

/** The kinds that are there without a CustomResourceDefinition; builtin.yaml describes them in the form of one. */
final class BuiltinTypes {
    private BuiltinTypes() {}

    static List<ResourceType> load(ResourceTypes types) {
        List<ResourceType> builtin = new ArrayList<>();
        for (JsonNode document : Yaml.resource(BuiltinTypes.class, "builtin.yaml")) {
            ObjectNode definition = (ObjectNode) document;
            definition.putObject("metadata").put("name",
                    definition.at("/spec/names/plural").asText() + "." + definition.at("/spec/group").asText());
            String kind = definition.at("/spec/names/kind").asText();
            for (JsonNode version : definition.at("/spec/versions")) {
                builtin.add(CustomTypes.type(definition, version, Columns.builtin(kind), rules(kind, types)));
            }
        }
        return builtin;
    }

    private static KindRules rules(String kind, ResourceTypes types) {
        return switch (kind) {
            case "Namespace" -> new NamespaceRules();
            case "ConfigMap" -> new ConfigRules(false);
            case "Secret" -> new ConfigRules(true);
            case "CustomResourceDefinition" -> new CrdRules(types);
            default -> new PlainRules();
        };
    }
}
