package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import com.meddevo.localkube.failure.ApiFailure.ApplyConflict;
import com.meddevo.localkube.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps account of who owns which field of objects of one kind.
 *
 * @param shape how an object of the kind is cut into fields
 * @param statusApart whether status is written through its own subresource only
 */
public record Ownership(Shape shape, boolean statusApart) {

    /**
     * Notes what a create, update or patch changed: the writer owns it now, and nobody else does.
     *
     * @param live the object before; null for a new one
     * @param next the object after; its {@code managedFields} are set
     */
    public void update(ObjectNode live, ObjectNode next, Writer writer) {
        ManagerKey key = writer.key(false);
        ManagedFields before = before(live, next, writer.subresource());
        JsonNode was = live == null ? JsonNodeFactory.instance.objectNode() : tracked(live, writer);
        Comparison changes = Comparison.of(was, tracked(next, writer), shape);
        FieldSet touched = changes.changed().union(changes.removed());
        ManagedFields after = before.mapOthers(key, (other, fields) -> fields.minus(touched));
        FieldSet mine = before.of(key).union(changes.changed()).minus(changes.removed());
        after.with(key, mine, writer.now()).into(next);
    }

    private ObjectNode tracked(ObjectNode object, Writer writer) { return Tracked.of(object, writer.subresource(), statusApart); }

    /** A client may rewrite the list itself, or clear it with one empty entry; a list it cannot have meant is ignored. */
    private static ManagedFields before(ObjectNode live, ObjectNode next, String subresource) {
        if (live == null) {
            return ManagedFields.NONE;
        }
        JsonNode given = next.at("/metadata/managedFields");
        if (!subresource.isEmpty() || given.isEmpty()) {
            return ManagedFields.of(live);
        }
        if (given.size() == 1 && given.get(0).isEmpty()) {
            return ManagedFields.NONE;
        }
        try {
            return ManagedFields.of(next);
        } catch (RuntimeException e) {
            return ManagedFields.of(live);
        }
    }

    /**
     * Lays a configuration over an object.
     *
     * @param live the object before; null for a new one
     * @param config what the manager wants to own, and nothing else
     * @param force whether to take fields that others own
     * @return the merged object with its {@code managedFields}
     * @throws ApiFailure 409 when another manager owns a field that would change
     */
    public ObjectNode apply(ObjectNode live, ObjectNode config, Writer writer, boolean force) {
        ManagerKey key = writer.key(true);
        ObjectNode wanted = Tracked.of(config, writer.subresource(), statusApart);
        ObjectNode was = live == null ? JsonNodeFactory.instance.objectNode() : Tracked.of(live, "", false);
        ManagedFields before = live == null ? ManagedFields.NONE : ManagedFields.of(live);

        FieldSet mine = Fields.of(wanted, shape);
        FieldSet givenUp = before.of(key).minus(mine);
        FieldSet owned = before.ownedByOthers(key).union(mine);
        JsonNode merged = Merge.without(Merge.over(was, wanted, shape), givenUp.minus(owned), owned.union(FieldSet.SELF), shape);

        Comparison changes = Comparison.of(was, merged, shape);
        if (!force) {
            FieldSet takeable = live == null ? FieldSet.NONE : ClientSideApply.left(live, writer, shape, statusApart);
            refuseConflicts(before.others(key), changes.changed().minus(takeable));
        }
        FieldSet lost = changes.changed().union(changes.removed());
        ManagedFields after = before.mapOthers(key, (other, fields) -> fields.minus(lost)).with(key, mine, writer.now());
        ObjectNode result = assemble(live == null ? config : live, (ObjectNode) merged);
        after.into(result);
        return result;
    }

    private static ObjectNode assemble(ObjectNode identity, ObjectNode merged) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("apiVersion", identity.get("apiVersion"));
        result.set("kind", identity.get("kind"));
        ObjectNode metadata = result.putObject("metadata");
        if (identity.path("metadata") instanceof ObjectNode known) {
            known.properties().forEach(each -> {
                if (Tracked.isServers(each.getKey())) {
                    metadata.set(each.getKey(), each.getValue().deepCopy());
                }
            });
        }
        if (merged.remove("metadata") instanceof ObjectNode ownable) {
            metadata.setAll(ownable);
        }
        return result.setAll(merged);
    }

    private static void refuseConflicts(List<ManagedFields.Entry> others, FieldSet changed) {
        List<ApplyConflict> conflicts = new ArrayList<>();
        TreeMap<String, List<String>> byManager = new TreeMap<>();
        for (ManagedFields.Entry other : others) {
            String who = other.key().readable(other.time());
            for (String path : other.fields().intersection(changed).readable()) {
                conflicts.add(new ApplyConflict(path, "conflict with " + who));
                byManager.computeIfAbsent(who, any -> new ArrayList<>()).add(path);
            }
        }
        if (conflicts.size() == 1) {
            throw ApiFailure.applyConflict(
                    "Apply failed with 1 conflict: " + conflicts.getFirst().message() + ": " + conflicts.getFirst().field(), conflicts);
        } else if (!conflicts.isEmpty()) {
            String words = byManager.entrySet().stream()
                    .map(each -> "conflicts with " + each.getKey() + ":\n- " + String.join("\n- ", each.getValue()))
                    .collect(Collectors.joining("\n"));
            throw ApiFailure.applyConflict("Apply failed with " + conflicts.size() + " conflicts: " + words, conflicts);
        }
    }
}
