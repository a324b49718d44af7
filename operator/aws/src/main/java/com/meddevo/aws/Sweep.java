package com.meddevo.aws;

import com.meddevo.aws.service.Rollout;
import com.meddevo.plan.Arns;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one reading of an environment brought.
 *
 * @param unread what could not be read, and why; whatever it would have brought is missing from the snapshot's readings
 * @param attempts HTTP attempts that it cost
 * @param rollouts by app's name; only apps that have a service of ours
 * @param fromMemory resources that the snapshot has as they were just made, since AWS does not show it yet
 */
public record Sweep(Snapshot snapshot, Arns arns, List<Unread> unread, int attempts, Map<String, Rollout> rollouts,
        Set<ResourceId> fromMemory) {
    public Sweep {
        unread = List.copyOf(unread);
        rollouts = Map.copyOf(rollouts);
        fromMemory = Set.copyOf(fromMemory);
    }

    /** A reading in which AWS shows everything. */
    public Sweep(Snapshot snapshot, Arns arns, List<Unread> unread, int attempts, Map<String, Rollout> rollouts) {
        this(snapshot, arns, unread, attempts, rollouts, Set.of());
    }

    /**
     * @param kind the kind's name, or {@code images}
     * @param cause a sentence with AWS's error code
     * @param permission whether an IAM permission is missing, so that only a person can help
     */
    public record Unread(String kind, String cause, boolean permission) {
    }
}
