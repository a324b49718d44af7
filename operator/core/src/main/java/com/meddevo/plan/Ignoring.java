package com.meddevo.plan;

import com.meddevo.fleet.Upkeep;
import com.meddevo.plan.Components.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves single differences as they are, as {@code spec.drift.ignore} asks. What is ignored is a field's value, never the field: as soon as AWS has
 * another value than the stated one, the difference counts again.
 */
final class Ignoring {
    private Ignoring() {}

    /** The differences that are to be left, each with the value that AWS has. */
    static List<FieldChange> ignored(ResourceState observed, ResourceState desired, List<Upkeep.Ignored> asked) {
        var ofKind = asked.stream().filter(one -> one.kind().equals(desired.id().kind())).toList();
        if (ofKind.isEmpty()) return List.of();
        return Fields.compare(observed, desired).stream()
                .filter(field -> ignores(ofKind, desired.id().kind(), field.path(), field.observed())).toList();
    }

    /** Whether that value of that field is to be left. */
    static boolean ignores(List<Upkeep.Ignored> asked, String kind, String path, Object observed) {
        return asked.stream().anyMatch(one -> one.kind().equals(kind) && one.path().equals(path)
                && one.live().equals(PlanText.value(observed)));
    }

    /** The desired state with the observed values of those fields, so that whatever else changes leaves them alone too. */
    static <S extends ResourceState> S keeping(S observed, S desired, List<FieldChange> ignored) {
        if (ignored.isEmpty()) return desired;
        var paths = ignored.stream().map(FieldChange::path).collect(Collectors.toSet());
        @SuppressWarnings("unchecked") // a record is rebuilt as one of its own class
        S kept = (S) records("", (Record) observed, (Record) desired, paths);
        return kept;
    }

    private static Object records(String prefix, Record observed, Record desired, Set<String> paths) {
        var values = new ArrayList<Object>();
        for (Component component : Components.of(desired)) {
            values.add(component.undeclared()
                    ? component.of(desired)
                    : value(prefix + component.name(), component.of(observed), component.of(desired), paths));
        }
        return Components.rebuild(desired, values);
    }

    /** Follows the same parts of a value as {@link Fields}, so that a path means the same here and there. */
    private static Object value(String path, Object observed, Object desired, Set<String> paths) {
        if (paths.contains(path)) return observed;
        if (observed instanceof Optional<?> a && desired instanceof Optional<?> b && a.isPresent() && b.isPresent())
            return Optional.of(value(path, a.get(), b.get(), paths));
        if (observed instanceof Record a && desired instanceof Record b && a.getClass() == b.getClass() && !(a instanceof ResourceId))
            return records(path + ".", a, b, paths);
        if (observed instanceof Map<?, ?> a && desired instanceof Map<?, ?> b) return maps(path, a, b, paths);
        return desired;
    }

    private static Map<Object, Object> maps(String path, Map<?, ?> observed, Map<?, ?> desired, Set<String> paths) {
        var kept = new LinkedHashMap<Object, Object>(desired);
        observed.forEach((key, value) -> {
            String inner = path + "[" + key + "]";
            if (desired.containsKey(key)) kept.put(key, value(inner, value, desired.get(key), paths));
            else if (paths.contains(inner)) kept.put(key, value);
        });
        desired.keySet().stream().filter(key -> !observed.containsKey(key) && paths.contains(path + "[" + key + "]"))
                .forEach(kept::remove);
        return kept;
    }
}
