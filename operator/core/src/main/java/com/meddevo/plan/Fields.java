package com.meddevo.plan;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads records by their components: what differs between two of them, and which ids one refers to. */
final class Fields {
    private Fields() {}

    /** Follows nested records, optionals and maps; compares everything else with equals. */
    static List<FieldChange> compare(ResourceState observed, ResourceState desired) {
        var changes = new ArrayList<FieldChange>();
        compareRecords("", (Record) observed, (Record) desired, null, changes);
        return changes;
    }

    /** Every id in the state but its own, however deep. */
    static TreeSet<ResourceId> edges(ResourceState state) {
        var edges = new TreeSet<ResourceId>();
        collect(state, edges::add);
        edges.remove(state.id());
        return edges;
    }

    static Object read(RecordComponent component, Record of) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + of, e);
        }
    }

    private static void compareRecords(String prefix, Record observed, Record desired, OnChange inherited, List<FieldChange> changes) {
        for (RecordComponent component : observed.getClass().getRecordComponents()) {
            var own = component.getAnnotation(OnChange.class);
            compareValues(prefix + component.getName(), read(component, observed), read(component, desired), own == null ? inherited : own,
                    changes);
        }
    }

    private static void compareValues(String path, Object observed, Object desired, OnChange cost, List<FieldChange> changes) {
        if (Objects.equals(observed, desired)) return;
        Object is = unwrap(observed);
        Object wanted = unwrap(desired);
        if (is instanceof Record a && wanted instanceof Record b && a.getClass() == b.getClass() && !(a instanceof ResourceId)) {
            compareRecords(path + ".", a, b, cost, changes);
        } else if (is instanceof Map<?, ?> a && wanted instanceof Map<?, ?> b) {
            var keys = new TreeMap<String, Object>();
            a.keySet().forEach(key -> keys.put(key.toString(), key));
            b.keySet().forEach(key -> keys.put(key.toString(), key));
            keys.forEach((text, key) -> compareValues(path + "[" + text + "]", a.get(key), b.get(key), cost, changes));
        } else {
            changes.add(
                    new FieldChange(path, is, wanted, cost == null ? Effect.IN_PLACE : cost.value(), cost == null ? "" : cost.because()));
        }
    }

    private static Object unwrap(Object value) { return value instanceof Optional<?> optional ? optional.orElse(null) : value; }

    private static void collect(Object value, Consumer<ResourceId> found) {
        switch (value) {
            case null -> {
            }
            case ResourceId id -> found.accept(id);
            case Record inner -> {
                for (RecordComponent component : inner.getClass().getRecordComponents())
                    collect(read(component, inner), found);
            }
            case Optional<?> optional -> optional.ifPresent(inner -> collect(inner, found));
            case Iterable<?> many -> many.forEach(inner -> collect(inner, found));
            case Map<?, ?> map -> map.forEach((key, inner) -> {
                collect(key, found);
                collect(inner, found);
            });
            default -> {
            }
        }
    }
}
