package com.meddevo.aws;

import com.meddevo.plan.Arns;
import com.meddevo.plan.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ARNs of one environment, as read and as created. */
final class KnownArns implements Arns {
    private final Map<ResourceId, Known> known = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Known(String arn, Instant since) {
    }

    KnownArns(Clock clock) { this.clock = clock; }

    @Override
    public Optional<String> find(ResourceId id) { return Optional.ofNullable(known.get(id)).map(Known::arn); }

    @Override
    public void learn(ResourceId id, String arn) { known.put(id, new Known(arn, clock.instant())); }

    @Override
    public void forget(ResourceId id) { known.remove(id); }

    /** Drops what was known of these kinds before the reading began and did not show in it. */
    void retain(Set<String> kinds, Set<ResourceId> seen, Instant startedAt) {
        known.entrySet().removeIf(entry -> kinds.contains(entry.getKey().kind()) && !seen.contains(entry.getKey())
                && entry.getValue().since().isBefore(startedAt));
    }
}
