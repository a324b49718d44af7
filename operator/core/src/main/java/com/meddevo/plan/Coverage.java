package com.meddevo.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What readings cover, indexed: whoever asks for every app and kind asks here, and {@link Snapshot#read} once. */
public final class Coverage {
    private final Map<String, ResourceKind<?>> kinds = new TreeMap<>();
    private final Set<Part> everywhere = new HashSet<>();
    private final Set<AppPart> perApp = new HashSet<>();

    /** @param kinds in any order */
    public Coverage(List<ResourceKind<?>> kinds, List<Reading> readings) {
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        readings.forEach(reading -> {
            var part = new Part(reading.kind(), reading.facet());
            reading.app().ifPresentOrElse(app -> perApp.add(new AppPart(part, app)), () -> everywhere.add(part));
        });
    }

    /** Whether every facet of the kind was read for that app. A kind that nobody knows was not. */
    public boolean read(String kind, String app) {
        return Optional.ofNullable(kinds.get(kind)).filter(known -> read(known, app)).isPresent();
    }

    /** Whether every facet of the kind was read for that app. */
    public boolean read(ResourceKind<?> kind, String app) {
        for (String facet : kind.facets()) {
            if (!covers(kind.name(), app, facet)) return false;
        }
        return true;
    }

    /** Whether that facet of the kind was read for that app. */
    public boolean covers(String kind, String app, String facet) {
        var part = new Part(kind, facet);
        return everywhere.contains(part) || perApp.contains(new AppPart(part, app));
    }

    /** The names of the kinds that were not, or not wholly, read for that app. */
    List<String> missing(String app) {
        return kinds.values().stream().filter(kind -> !read(kind, app)).map(ResourceKind::name).toList();
    }

    private record Part(String kind, String facet) {
    }

    private record AppPart(Part part, String app) {
    }
}
