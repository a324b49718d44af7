package com.meddevo.controller.loop;

import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everybody who counts in one environment at one moment.
 *
 * @param fleet every app of the environment, from completely listed caches
 * @param remembered what an app's status says of earlier applies; asked once per app, when the loop first meets it
 */
public record Roster(Fleet fleet, Function<AppKey, Remembered> remembered) {

    /** Where the roster comes from. */
    @FunctionalInterface
    public interface Source {
        /** @return empty while not everything is listed, or when the environment is gone: then nothing is read, planned or written */
        Optional<Roster> now();
    }

    /**
     * What survives a restart.
     *
     * @param applied by resource, the hash of what was last applied ({@link Applied#hash})
     * @param driftSince by resource and field ({@link Drift#key}), when a drift was first seen
     */
    public record Remembered(Map<ResourceId, String> applied, Map<String, Instant> driftSince) {
        public static final Remembered NOTHING = new Remembered(Map.of(), Map.of());

        public Remembered {
            applied = Map.copyOf(applied);
            driftSince = Map.copyOf(driftSince);
        }
    }
}
