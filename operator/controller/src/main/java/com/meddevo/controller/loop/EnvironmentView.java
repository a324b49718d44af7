package com.meddevo.controller.loop;

import com.meddevo.aws.Sweep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one environment.
 *
 * @param apps number of apps in the fleet
 * @param lastSweep when the newest sweep began that read every kind
 * @param attempts HTTP attempts of the newest sweep
 * @param blindSince since when a kind could not be read; empty while every one can
 * @param unread what the newest sweep could not read
 */
public record EnvironmentView(String name, int apps, Optional<Instant> lastSweep, int attempts, Optional<Instant> blindSince,
        List<Sweep.Unread> unread) {
    public EnvironmentView {
        unread = List.copyOf(unread);
    }

    /** Whether a sweep came back, whatever it could read. */
    public boolean swept() {
        return lastSweep.isPresent() || blindSince.isPresent();
    }

    /** What is known once a sweep over all apps has come back. */
    EnvironmentView after(int apps, Sweep sweep, Instant begun) {
        boolean all = sweep.readEveryKind();
        return new EnvironmentView(name, apps, all ? Optional.of(begun) : lastSweep, sweep.attempts(),
                all ? Optional.empty() : blindSince.or(() -> Optional.of(begun)), sweep.unread());
    }

    /** Before the first sweep. */
    public static EnvironmentView unseen(String name) {
        return new EnvironmentView(name, 0, Optional.empty(), 0, Optional.empty(), List.of());
    }
}
