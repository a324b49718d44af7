package com.meddevo.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.StringJoiner;

/**
 * A definition as a JSON schema (draft 7) for editors: completion, descriptions and most mistakes while typing. It is stricter than the API server
 * in one thing, unknown fields, and knows the rules only as text, since JSON schema cannot run them.
 */
public final class EditorSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> COPIED = List.of("type", "description", "format", "default", "enum", "pattern", "minLength",
            "maxLength",
            "minimum", "maximum", "multipleOf", "minItems", "maxItems", "minProperties", "maxProperties", "required");

    private EditorSchema() {}

    /** @param crd a {@code CustomResourceDefinition} with one version, such as those of this project */
    public static JsonNode of(JsonNode crd) {
        JsonNode version = crd.at("/spec/versions/0");
        String kind = crd.at("/spec/names/kind").asText();
        ObjectNode schema = JSON.objectNode().put("$schema", "http://json-schema.org/draft-07/schema#").put("title", kind);
        schema.setAll(converted(version.at("/schema/openAPIV3Schema")));
        ObjectNode properties = JSON.objectNode();
        properties.putObject("apiVersion").put("const", crd.at("/spec/group").asText() + "/" + version.path("name").asText());
        properties.putObject("kind").put("const", kind);
        properties.set("metadata", metadata("Namespaced".equals(crd.at("/spec/scope").asText())));
        properties.set("spec", schema.at("/properties/spec"));
        schema.set("properties", properties);
        schema.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
        return schema;
    }

    /** What people write of an object's metadata; a server knows more fields, which it fills in itself. */
    private static ObjectNode metadata(boolean namespaced) {
        ObjectNode metadata = JSON.objectNode().put("type", "object");
        metadata.putArray("required").add("name");
        ObjectNode properties = metadata.putObject("properties");
        properties.putObject("name").put("type", "string").put("description", "The name, also of what it makes in AWS.");
        if (namespaced)
            properties.putObject("namespace").put("type", "string").put("description",
                    "The Kubernetes namespace; the environment must allow it. Default that of the kubeconfig.");
        for (String map : List.of("labels", "annotations"))
            properties.putObject(map).put("type", "object").putObject("additionalProperties").put("type", "string");
        return metadata;
    }

    private static ObjectNode converted(JsonNode schema) {
        ObjectNode converted = JSON.objectNode();
        COPIED.stream().filter(schema::has).forEach(name -> converted.set(name, schema.get(name)));
        if (schema.has("x-kubernetes-validations"))
            converted.put("description", withRules(schema));
        if ("set".equals(schema.path("x-kubernetes-list-type").asText()))
            converted.put("uniqueItems", true);
        if (schema.has("items"))
            converted.set("items", converted(schema.get("items")));
        if (schema.has("properties")) {
            ObjectNode properties = converted.putObject("properties");
            schema.get("properties").properties().forEach(each -> properties.set(each.getKey(), converted(each.getValue())));
            converted.put("additionalProperties", false);
        } else if (schema.has("additionalProperties"))
            converted.set("additionalProperties", converted(schema.get("additionalProperties")));
        return converted;
    }

    private static String withRules(JsonNode schema) {
        StringJoiner text = new StringJoiner("\n- ");
        text.add(schema.path("description").asText());
        schema.get("x-kubernetes-validations").forEach(rule -> text.add(rule.path("message").asText()));
        return text.toString();
    }
}
