package com.meddevo.controller.roster;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.controller.loop.Drift;
import com.meddevo.controller.loop.Roster;
import com.meddevo.plan.ResourceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from an app's status what an earlier run of the operator left there. What cannot be read is as good as forgotten. */
final class Remembering {
    private Remembering() {}

    static Roster.Remembered of(MeddevoApp app) {
        if (app.getStatus() == null) return Roster.Remembered.NOTHING;
        Map<ResourceId, String> applied = new HashMap<>();
        orEmpty(app.getStatus().getResources()).stream().filter(resource -> resource.getApplied() != null)
                .forEach(resource -> applied.put(new ResourceId(resource.getKind(), app.getMetadata().getName(), resource.getName()),
                        resource.getApplied()));
        Map<String, Instant> since = new HashMap<>();
        orEmpty(app.getStatus().getDrift()).forEach(drift -> id(drift.getResource()).ifPresent(
                id -> time(drift.getSince()).ifPresent(at -> since.put(Drift.key(id, drift.getField()), at))));
        return new Roster.Remembered(applied, since);
    }

    private static <T> List<T> orEmpty(List<T> list) { return list == null ? List.of() : list; }

    private static Optional<ResourceId> id(String text) {
        try {
            return Optional.of(ResourceId.parse(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
