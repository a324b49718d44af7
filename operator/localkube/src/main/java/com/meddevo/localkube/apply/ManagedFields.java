package com.meddevo.localkube.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The managers of one object with their fields, as {@code metadata.managedFields} lists them. Immutable.
 *
 * @param entries none of them owns nothing
 */
record ManagedFields(List<Entry> entries) {
    static final ManagedFields NONE = new ManagedFields(List.of());
    private static final Comparator<Entry> ORDER = Comparator.<Entry, Boolean>comparing(each -> !each.key().applied())
            .thenComparing(Entry::time).thenComparing(each -> each.key().manager()).thenComparing(each -> each.key().subresource());

    /**
     * One manager.
     *
     * @param time when its fields last changed, RFC 3339; may be empty
     */
    record Entry(ManagerKey key, String time, FieldSet fields) {
    }

    /**
     * Reads the managers of an object.
     *
     * @throws IllegalArgumentException if the list is not readable
     */
    static ManagedFields of(JsonNode object) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode each : object.at("/metadata/managedFields")) {
            entries.add(new Entry(ManagerKey.of(each), each.path("time").asText(), FieldSet.decode(each.path("fieldsV1"))));
        }
        return new ManagedFields(entries);
    }

    /** What one manager owns. */
    FieldSet of(ManagerKey key) {
        return entries.stream().filter(each -> each.key().sameAs(key)).map(Entry::fields).findFirst().orElse(FieldSet.NONE);
    }

    /** The managers but one. */
    List<Entry> others(ManagerKey key) {
        return entries.stream().filter(each -> !each.key().sameAs(key)).toList();
    }

    /** Everything the others own. */
    FieldSet ownedByOthers(ManagerKey key) {
        return others(key).stream().map(Entry::fields).reduce(FieldSet.NONE, FieldSet::union);
    }

    /** Gives one manager these fields; its time moves only if they differ from before. */
    ManagedFields with(ManagerKey key, FieldSet fields, Instant now) {
        List<Entry> all = new ArrayList<>(others(key));
        if (!fields.isEmpty()) {
            Entry before = entries.stream().filter(each -> each.key().sameAs(key)).findFirst().orElse(null);
            boolean same = before != null && before.key().equals(key) && before.fields().equals(fields);
            all.add(same ? before : new Entry(key, now.truncatedTo(ChronoUnit.SECONDS).toString(), fields));
        }
        return new ManagedFields(all);
    }

    /** Changes what all but one own; who owns nothing any more is no manager any more. */
    ManagedFields mapOthers(ManagerKey key, BiFunction<ManagerKey, FieldSet, FieldSet> change) {
        List<Entry> all = new ArrayList<>();
        for (Entry each : entries) {
            FieldSet fields = each.key().sameAs(key) ? each.fields() : change.apply(each.key(), each.fields());
            if (!fields.isEmpty()) {
                all.add(new Entry(each.key(), each.time(), fields));
            }
        }
        return new ManagedFields(all);
    }

    /** Writes the list into an object. */
    void into(ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        metadata.remove("managedFields");
        if (entries.isEmpty()) {
            return;
        }
        ArrayNode list = metadata.putArray("managedFields");
        entries.stream().sorted(ORDER).forEach(each -> {
            ObjectNode entry = list.addObject().put("manager", each.key().manager())
                    .put("operation", each.key().applied() ? "Apply" : "Update")
                    .put("apiVersion", each.key().apiVersion());
            if (!each.time().isEmpty()) {
                entry.put("time", each.time());
            }
            entry.put("fieldsType", "FieldsV1").set("fieldsV1", each.fields().encoded());
            if (!each.key().subresource().isEmpty()) {
                entry.put("subresource", each.key().subresource());
            }
        });
    }
}
