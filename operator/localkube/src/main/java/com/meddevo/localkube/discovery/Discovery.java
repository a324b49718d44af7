package com.meddevo.localkube.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The discovery documents, plain (one per group and version) and aggregated (all in one). */
public final class Discovery {
    private static final List<String> OBJECT_VERBS = List.of("create", "delete", "deletecollection", "get", "list", "patch", "update",
            "watch");
    private static final List<String> PART_VERBS = List.of("get", "patch", "update");

    private final ResourceTypes types;

    /** @param types what is served */
    public Discovery(ResourceTypes types) { this.types = types; }

    /** {@code /api}. */
    public ObjectNode coreVersions() {
        ObjectNode versions = object("APIVersions", null);
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    /** {@code /apis}. */
    public ObjectNode groups() {
        ObjectNode list = object("APIGroupList", "v1");
        ArrayNode groups = list.putArray("groups");
        byGroup().forEach((group, versions) -> {
            if (!group.isEmpty()) {
                groups.add(group(group, versions));
            }
        });
        return list;
    }

    /** {@code /apis/group}. */
    public ObjectNode group(String name) {
        List<String> versions = byGroup().get(name);
        if (versions == null || name.isEmpty()) {
            throw ApiFailure.noSuchPath();
        }
        return object("APIGroup", "v1").setAll(group(name, versions));
    }

    private static ObjectNode group(String name, List<String> versions) {
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version -> list.addObject().put("groupVersion", name + "/" + version).put("version", version));
        group.set("preferredVersion", list.get(0));
        return group;
    }

    /** {@code /api/v1} or {@code /apis/group/version}; 404 if nothing is served there. */
    public ObjectNode resources(String group, String version) {
        List<ResourceType> found = of(group, version);
        boolean reviews = Reviews.serves(group, version);
        if (found.isEmpty() && !reviews) {
            throw ApiFailure.noSuchPath();
        }
        ObjectNode list = object("APIResourceList", "v1").put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : found) {
            ObjectNode main = resource(resources, type, "", type.kind(), OBJECT_VERBS).put("singularName", type.names().singular());
            texts(main, "shortNames", type.names().shortNames());
            texts(main, "categories", type.names().categories());
            if (type.status()) {
                resource(resources, type, "/status", type.kind(), PART_VERBS);
            }
            if (type.scale().isPresent()) {
                resource(resources, type, "/scale", "Scale", PART_VERBS).put("group", "autoscaling").put("version", "v1");
            }
        }
        Reviews.kinds(group, version).forEach((plural, kind) -> {
            ObjectNode review = resources.addObject().put("name", plural).put("singularName", kind.toLowerCase(Locale.ROOT))
                    .put("namespaced", false).put("kind", kind);
            texts(review, "verbs", List.of("create"));
        });
        return list;
    }

    private static ObjectNode resource(ArrayNode resources, ResourceType type, String subresource, String kind, List<String> verbs) {
        ObjectNode resource = resources.addObject().put("name", type.names().plural() + subresource).put("singularName", "")
                .put("namespaced", type.namespaced())
                .put("kind", kind);
        texts(resource, "verbs", verbs);
        return resource;
    }

    /** {@code /api} or {@code /apis} as {@code apidiscovery.k8s.io/v2} shows everything at once. */
    public ObjectNode aggregated(boolean core) {
        ObjectNode list = object("APIGroupDiscoveryList", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        byGroup().forEach((group, versions) -> {
            if (group.isEmpty() == core) {
                ObjectNode item = items.addObject();
                item.putObject("metadata").put("name", group).putNull("creationTimestamp");
                ArrayNode shown = item.putArray("versions");
                versions.forEach(version -> shown.add(aggregated(group, version)));
            }
        });
        return list;
    }

    private ObjectNode aggregated(String group, String version) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("version", version).put("freshness", "Current");
        ArrayNode resources = shown.putArray("resources");
        for (ResourceType type : of(group, version)) {
            ObjectNode resource = resources.addObject().put("resource", type.names().plural());
            kind(resource, type.group(), type.version(), type.kind());
            resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster").put("singularResource", type.names().singular());
            texts(resource, "verbs", OBJECT_VERBS);
            texts(resource, "shortNames", type.names().shortNames());
            texts(resource, "categories", type.names().categories());
            ArrayNode parts = JsonNodeFactory.instance.arrayNode();
            if (type.status()) {
                kind(part(parts, "status"), type.group(), type.version(), type.kind());
            }
            if (type.scale().isPresent()) {
                kind(part(parts, "scale"), "autoscaling", "v1", "Scale");
            }
            if (!parts.isEmpty()) {
                resource.set("subresources", parts);
            }
        }
        Reviews.kinds(group, version).forEach((plural, kind) -> {
            ObjectNode review = resources.addObject().put("resource", plural);
            kind(review, group, version, kind);
            review.put("scope", "Cluster").put("singularResource", kind.toLowerCase(Locale.ROOT));
            texts(review, "verbs", List.of("create"));
        });
        return shown;
    }

    private static ObjectNode part(ArrayNode parts, String name) {
        ObjectNode part = parts.addObject().put("subresource", name);
        texts(part, "verbs", PART_VERBS);
        return part;
    }

    private static void kind(ObjectNode resource, String group, String version, String kind) {
        resource.putObject("responseKind").put("group", group).put("version", version).put("kind", kind);
    }

    private Map<String, List<String>> byGroup() {
        Map<String, List<String>> groups = types.all().stream().collect(Collectors.groupingBy(ResourceType::group, TreeMap::new,
                Collectors.mapping(ResourceType::version, Collectors.toCollection(ArrayList::new))));
        Reviews.GROUPS.forEach(group -> groups.put(group, new ArrayList<>(List.of("v1"))));
        groups.replaceAll((group, versions) -> versions.stream().distinct().sorted(Versions.BEST_FIRST).toList());
        return groups;
    }

    private List<ResourceType> of(String group, String version) {
        return types.all().stream().filter(type -> type.group().equals(group) && type.version().equals(version)).toList();
    }

    private static ObjectNode object(String kind, String apiVersion) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind);
        return apiVersion == null ? object : object.put("apiVersion", apiVersion);
    }

    private static void texts(ObjectNode object, String field, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = object.putArray(field);
            texts.forEach(array::add);
        }
    }
}
