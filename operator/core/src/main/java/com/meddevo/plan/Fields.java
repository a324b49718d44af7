package com.meddevo.plan;

import com.meddevo.plan.Components.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads records by their components: what differs between two of them, and which ids one refers to. */
final class Fields {
    private Fields() {}

    /** Follows nested records, optionals and maps; compares everything else with equals. */
    static List<FieldChange> compare(ResourceState observed, ResourceState desired) {
        return differences(observed, desired).stream().map(Difference::change).toList();
    }

    /** The paths of {@link #compare} whose values were picked among free ones. */
    static Set<String> chosenLate(ResourceState observed, ResourceState desired) {
        return differences(observed, desired).stream().filter(Difference::chosenLate).map(difference -> difference.change().path())
                .collect(Collectors.toSet());
    }

    /** The differences of {@link #compare}, weighed. */
    static List<Deviation> declared(ResourceState observed, ResourceState desired) {
        return differences(observed, desired).stream().map(difference -> difference.deviation(desired.id())).toList();
    }

    /**
     * What differs in fields that nobody declares and that are reported all the same ({@link OnDrift}). A value that is absent in what is observed was
     * not read, and differs from nothing.
     */
    static List<Deviation> undeclared(ResourceState observed, ResourceState desired) {
        if (!Components.isWatched(desired.getClass())) return List.of();
        var differences = new ArrayList<Difference>();
        lookForUndeclared("", (Record) observed, (Record) desired, differences);
        return differences.stream().map(difference -> difference.deviation(desired.id())).toList();
    }

    private static void lookForUndeclared(String prefix, Record observed, Record desired, List<Difference> differences) {
        for (Component component : Components.of(observed)) {
            Object is = unwrap(component.of(observed));
            Object wanted = unwrap(component.of(desired));
            String path = prefix + component.name();
            if (is == null || is.equals(wanted)) continue;
            if (component.watched()) compareValues(path, is, wanted, Mark.NONE.with(component), differences);
            else if (is instanceof Record a && wanted instanceof Record b && a.getClass() == b.getClass())
                lookForUndeclared(path + ".", a, b, differences);
        }
    }

    /** Every id in the state but its own, however deep. */
    static Set<ResourceId> edges(ResourceState state) {
        var edges = new TreeSet<ResourceId>();
        collect(state, edges::add);
        edges.remove(state.id());
        return edges;
    }

    private static List<Difference> differences(ResourceState observed, ResourceState desired) {
        var differences = new ArrayList<Difference>();
        if (!observed.equals(desired)) compareRecords("", (Record) observed, (Record) desired, Mark.NONE, differences);
        return differences;
    }

    private static void compareRecords(String prefix, Record observed, Record desired, Mark inherited, List<Difference> differences) {
        for (Component component : Components.of(observed)) {
            if (component.undeclared()) continue;
            compareValues(prefix + component.name(), component.of(observed), component.of(desired), inherited.with(component), differences);
        }
    }

    private static void compareValues(String path, Object observed, Object desired, Mark mark, List<Difference> differences) {
        if (Objects.equals(observed, desired)) return;
        Object is = unwrap(observed);
        Object wanted = unwrap(desired);
        if (is instanceof Record a && wanted instanceof Record b && a.getClass() == b.getClass() && !(a instanceof ResourceId)) {
            compareRecords(path + ".", a, b, mark, differences);
        } else if (is instanceof Map<?, ?> a && wanted instanceof Map<?, ?> b) {
            var keys = new TreeMap<String, Object>();
            a.keySet().forEach(key -> keys.put(key.toString(), key));
            b.keySet().forEach(key -> keys.put(key.toString(), key));
            keys.forEach((text, key) -> compareValues(path + "[" + text + "]", a.get(key), b.get(key), mark, differences));
        } else {
            differences.add(new Difference(new FieldChange(path, is, wanted, mark.effect(), mark.because()), mark));
        }
    }

    private static Object unwrap(Object value) { return value instanceof Optional<?> optional ? optional.orElse(null) : value; }

    private static void collect(Object value, Consumer<ResourceId> found) {
        switch (value) {
            case null -> {
            }
            case String _ -> {
            }
            case ResourceId id -> found.accept(id);
            case Record inner -> Components.of(inner).forEach(component -> collect(component.of(inner), found));
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

    private record Difference(FieldChange change, Mark mark) {
        boolean chosenLate() { return mark.chosenLate; }

        Deviation deviation(ResourceId id) {
            return new Deviation(id, change.path(), change.observed(), change.desired(),
                    mark.weight == null ? Tier.OTHER : mark.weight.value(),
                    mark.weight == null ? "" : mark.weight.because());
        }
    }

    /** What the annotations on the way down to a value say of it; the innermost cost and weight count. */
    private record Mark(OnChange cost, OnDrift weight, boolean chosenLate) {
        static final Mark NONE = new Mark(null, null, false);

        Mark with(Component component) {
            return component.cost() == null && component.weight() == null && !component.chosenLate()
                    ? this
                    : new Mark(component.cost() == null ? cost : component.cost(), component.weight() == null ? weight : component.weight(),
                            chosenLate || component.chosenLate());
        }

        Effect effect() { return cost == null ? Effect.IN_PLACE : cost.value(); }

        String because() { return cost == null ? "" : cost.because(); }
    }
}
