package com.meddevo.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was read of one environment. Not read is not absent.
 *
 * @param resources those that carry our ownership tags, in any order; kept sorted by id
 */
public record Snapshot(List<Reading> readings, List<ResourceState> resources, Facts facts) {
    public Snapshot {
        readings = List.copyOf(readings);
        resources = resources.stream().sorted(Comparator.comparing(ResourceState::id).thenComparing(Object::toString)).toList();
    }

    /** Every resource of a type. Looks at all resources: whoever asks for each app uses {@link #of(ResourceKind, String)}. */
    public <S extends ResourceState> List<S> of(Class<S> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** One kind's resources of one app, by name; found without looking at the others. */
    public <S extends ResourceState> List<S> of(ResourceKind<S> kind, String app) {
        var found = new ArrayList<S>();
        for (int i = firstFrom(new ResourceId(kind.name(), app, "")); i < resources.size(); i++) {
            ResourceId id = resources.get(i).id();
            if (!id.kind().equals(kind.name()) || !id.app().equals(app)) break;
            found.add(kind.type().cast(resources.get(i)));
        }
        return found;
    }

    /** The resource that carries that id, of several one that AWS is not taking away; found without looking at the others. */
    public Optional<ResourceState> find(ResourceId id) {
        Optional<ResourceState> found = Optional.empty();
        for (int i = firstFrom(id); i < resources.size() && resources.get(i).id().equals(id); i++) {
            if (!resources.get(i).leaving()) return Optional.of(resources.get(i));
            found = Optional.of(resources.get(i));
        }
        return found;
    }

    /** Whether every facet of the kind was read for that app. Looks at all readings: whoever asks for each app uses {@link Coverage}. */
    public boolean read(ResourceKind<?> kind, String app) {
        return kind.facets().stream().allMatch(facet -> readings.stream().anyMatch(r -> r.covers(kind.name(), app, facet)));
    }

    private int firstFrom(ResourceId id) {
        int low = 0;
        int high = resources.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (resources.get(middle).id().compareTo(id) < 0) low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
