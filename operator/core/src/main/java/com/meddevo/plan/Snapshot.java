package com.meddevo.plan;

import java.util.Comparator;
import java.util.List;

/**
 * What was read of one environment. Not read is not absent.
 *
 * @param resources those that carry our ownership tags, in any order; kept sorted
 */
public record Snapshot(List<Reading> readings, List<ResourceState> resources, Facts facts) {
    public Snapshot {
        readings = List.copyOf(readings);
        resources = resources.stream().sorted(Comparator.comparing(ResourceState::id).thenComparing(Object::toString)).toList();
    }

    public <S extends ResourceState> List<S> of(Class<S> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Whether every facet of the kind was read for that app. */
    public boolean read(ResourceKind<?> kind, String app) {
        return kind.facets().stream().allMatch(facet -> readings.stream().anyMatch(r -> r.covers(kind.name(), app, facet)));
    }
}
