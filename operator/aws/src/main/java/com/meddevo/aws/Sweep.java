package com.meddevo.aws;

import com.meddevo.aws.service.Rollout;
import com.meddevo.plan.Arns;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** The same with more that is missing. */
    public Sweep missing(List<Unread> more) {
        return new Sweep(snapshot, arns, Stream.concat(unread.stream(), more.stream()).toList(), attempts, rollouts, fromMemory);
    }

    /** Whether nothing is missing but what single apps ask for: an image or a secret that cannot be read keeps nobody else from anything. */
    public boolean readEveryKind() {
        return unread.stream().allMatch(one -> one.what().isPresent());
    }

    /**
     * @param kind the kind's name, {@code images}, {@code secrets}, {@code tags}, {@code repositories}, or {@code plan} for what was read in vain
     * @param what the one image or secret, as {@link com.meddevo.plan.Plan.NotRead} names it, or app; empty when nothing of the kind could be read
     * @param cause a sentence with AWS's error code
     * @param permission whether an IAM permission is missing, so that only a person can help
     */
    public record Unread(String kind, Optional<String> what, String cause, boolean permission) {
        /** Nothing of the kind could be read. */
        public Unread(String kind, String cause, boolean permission) {
            this(kind, Optional.empty(), cause, permission);
        }

        /** What, if only one could not be read, or the kind. */
        public String subject() { return what.orElse(kind); }
    }
}
