package com.meddevo.localkube.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.validation.Violation;
import com.meddevo.api.validation.Violation.Kind;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ScalePaths;
import java.util.List;
import java.util.function.UnaryOperator;

/** The scale subresource: a small {@code autoscaling/v1} Scale in front of an object. */
public final class Scales {
    private final Writes writes;

    /** @param writes changes the objects behind */
    public Scales(Writes writes) { this.writes = writes; }

    /** The Scale of an object. */
    public static ObjectNode of(ResourceType type, ObjectNode object) {
        ScalePaths paths = type.scale().orElseThrow(ApiFailure::noSuchPath);
        ObjectNode scale = object.objectNode().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            if (object.at("/metadata").has(field)) {
                metadata.set(field, object.at("/metadata/" + field));
            }
        }
        ObjectNode spec = scale.putObject("spec");
        JsonNode desired = find(object, paths.specReplicas());
        if (desired.isNumber()) {
            spec.set("replicas", desired);
        }
        ObjectNode status = scale.putObject("status").put("replicas", find(object, paths.statusReplicas()).asInt());
        paths.selector().map(path -> find(object, path)).filter(JsonNode::isTextual)
                .ifPresent(selector -> status.set("selector", selector));
        return scale;
    }

    /**
     * Changes how many replicas an object desires.
     *
     * @param change makes the wanted Scale from the current one
     * @return the Scale as it is now
     */
    public ObjectNode change(ResourceType type, ObjectKey key, UnaryOperator<ObjectNode> change, WriteOptions options) {
        ScalePaths paths = type.scale().orElseThrow(ApiFailure::noSuchPath);
        return of(type, writes.change(type, key, current -> {
            ObjectNode scale = change.apply(of(type, current));
            JsonNode replicas = scale.at("/spec/replicas");
            if (!replicas.isMissingNode() && (!replicas.isIntegralNumber() || replicas.asInt() < 0)) {
                throw ApiFailure.invalid("autoscaling", "Scale", key.name(),
                        List.of(new Violation("spec.replicas", Kind.INVALID, replicas.asInt(), "should be a non-negative integer")));
            }
            JsonNode stated = scale.at("/metadata/resourceVersion");
            if (stated.isTextual()) {
                current.withObject("/metadata").set("resourceVersion", stated);
            }
            set(current, paths.specReplicas(), replicas.isMissingNode() ? current.numberNode(0) : replicas);
            return current;
        }, Part.SCALE, options));
    }

    private static JsonNode find(JsonNode object, List<String> path) {
        JsonNode found = object;
        for (String field : path) {
            found = found.path(field);
        }
        return found;
    }

    private static void set(ObjectNode object, List<String> path, JsonNode value) {
        ObjectNode parent = object;
        for (String field : path.subList(0, path.size() - 1)) {
            parent = parent.path(field) instanceof ObjectNode inner ? inner : parent.putObject(field);
        }
        parent.set(path.getLast(), value);
    }
}
