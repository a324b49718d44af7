package com.meddevo.localkube.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.schema.Shapes;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The OpenAPI v3 documents: {@code kubectl explain} reads the schemas, and {@code kubectl apply} and {@code create} look whether a PATCH takes
 * {@code fieldValidation} before they leave validation to the server. Each document is made once per state of the kinds.
 */
public final class OpenApi {
    private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private static final String REFERENCE = "#/components/schemas/";

    private final ResourceTypes types;
    private volatile Documents documents = new Documents(List.of(), Map.of());

    /** @param types what is served */
    public OpenApi(ResourceTypes types) { this.types = types; }

    private record Documents(Collection<ResourceType> of, Map<String, ObjectNode> byPath) {
    }

    /** {@code /openapi/v3}: where the documents are, with a hash of each, so that clients can keep them. */
    public ObjectNode index() {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = index.putObject("paths");
        current().forEach((path, document) -> {
            String hash = UUID.nameUUIDFromBytes(document.toString().getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
            paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
        });
        return index;
    }

    /** {@code /openapi/v3/api/v1} and the like; 404 if nothing is served there. */
    public ObjectNode document(String path) {
        ObjectNode document = current().get(path);
        if (document == null) {
            throw ApiFailure.noSuchPath();
        }
        return document;
    }

    private Map<String, ObjectNode> current() {
        Collection<ResourceType> now = types.all();
        Documents made = documents;
        if (made.of() != now) {
            Map<String, ObjectNode> byPath = new TreeMap<>();
            now.forEach(type -> add(byPath.computeIfAbsent(type.root().substring(1), OpenApi::empty), type));
            made = new Documents(now, byPath);
            documents = made;
        }
        return made.byPath();
    }

    private static ObjectNode empty(String path) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", ServerVersion.GIT);
        document.putObject("paths");
        document.putObject("components").putObject("schemas").set(METADATA, Shapes.metadata());
        return document;
    }

    private static void add(ObjectNode document, ResourceType type) {
        String schemaName = schemaName(type);
        ObjectNode kind = JsonNodeFactory.instance.objectNode().put("group", type.group()).put("version", type.version()).put("kind",
                type.kind());
        ObjectNode schema = (ObjectNode) type.contract().openApi().deepCopy();
        ObjectNode properties = schema.withObject("/properties");
        properties.putObject("apiVersion").put("type", "string").put("description",
                "Group and version of the kind: " + type.apiVersion() + ".");
        properties.putObject("kind").put("type", "string").put("description", "Name of the kind: " + type.kind() + ".");
        properties.putObject("metadata").put("description", "Name, labels and what else every object has.").putArray("allOf").addObject()
                .put("$ref",
                        REFERENCE + METADATA);
        schema.putArray("x-kubernetes-group-version-kind").add(kind);
        document.withObject("/components").withObject("/schemas").set(schemaName, schema);

        String collection = type.root() + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.names().plural();
        ObjectNode paths = (ObjectNode) document.get("paths");
        ObjectNode all = paths.putObject(collection);
        operation(all, "get", "list", kind, schemaName,
                List.of("labelSelector", "fieldSelector", "limit", "continue", "resourceVersion", "watch"));
        operation(all, "post", "post", kind, schemaName, List.of("dryRun", "fieldManager", "fieldValidation"));
        operation(all, "delete", "deletecollection", kind, schemaName, List.of("dryRun", "labelSelector", "fieldSelector"));
        for (String part : parts(type)) {
            ObjectNode one = paths.putObject(collection + "/{name}" + part);
            operation(one, "get", "get", kind, schemaName, List.of());
            operation(one, "put", "put", kind, schemaName, List.of("dryRun", "fieldManager", "fieldValidation"));
            operation(one, "patch", "patch", kind, schemaName, List.of("dryRun", "fieldManager", "fieldValidation", "force"));
            if (part.isEmpty()) {
                operation(one, "delete", "delete", kind, schemaName, List.of("dryRun", "propagationPolicy"));
            }
        }
    }

    private static List<String> parts(ResourceType type) { return type.status() ? List.of("", "/status") : List.of(""); }

    private static void operation(ObjectNode item, String method, String action, ObjectNode kind, String schemaName,
            List<String> parameters) {
        ObjectNode operation = item.putObject(method).put("x-kubernetes-action", action);
        operation.set("x-kubernetes-group-version-kind", kind);
        ArrayNode list = operation.putArray("parameters");
        parameters.forEach(name -> list.addObject().put("name", name).put("in", "query").putObject("schema").put("type", "string"));
        operation.putObject("responses").putObject("200").put("description", "OK").putObject("content").putObject("application/json")
                .putObject("schema")
                .put("$ref", REFERENCE + schemaName);
    }

    private static String schemaName(ResourceType type) {
        List<String> group = List.of((type.custom() ? type.group() : "io.k8s.api." + type.group()).split("\\."));
        return (type.custom() ? String.join(".", group.reversed()) : String.join(".", group)) + "." + type.version() + "." + type.kind();
    }
}
