package com.meddevo.aws;

import com.meddevo.aws.Sweep.Unread;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.service.Rollout;
import com.meddevo.plan.Coverage;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads all kinds side by side, and goes on without the ones that cannot be read. */
final class Observer {
    private final Drivers drivers;
    private final Images images;
    private final FollowedTags followedTags;
    private final KnownArns arns;
    private final Overlay overlay;
    private final Clock clock;

    Observer(Drivers drivers, Images images, FollowedTags followedTags, KnownArns arns, Overlay overlay, Clock clock) {
        this.drivers = drivers;
        this.images = images;
        this.followedTags = followedTags;
        this.arns = arns;
        this.overlay = overlay;
        this.clock = clock;
    }

    /** What was read; its attempts are for the caller to count. */
    Sweep observe(Scope scope) {
        var startedAt = clock.instant();
        drivers.tags().ownership().learn(scope.fleet());
        var unread = new ArrayList<Unread>();
        attempt("tags", unread, () -> {
            drivers.tags().refresh(scope);
            return Observation.NOTHING;
        });
        var observations = InParallel.map(drivers.byKind().entrySet(), kind -> one(kind.getKey(), kind.getValue(), scope));
        observations.forEach(one -> unread.addAll(one.unread()));

        var readings = observations.stream().flatMap(one -> one.read().readings().stream()).map(reading -> since(startedAt, reading))
                .toList();
        var facts = observations.stream().map(one -> one.read().facts()).reduce(Facts.NONE, Facts::and);
        var resources = observations.stream().flatMap(one -> one.read().resources().stream()).toList();
        learn(observations, readings, startedAt);
        var digests = attempt("images", unread,
                () -> new Observation(List.of(), List.of(), Map.of(),
                        images.digests(scope, resources, (image, e) -> unread.add(unread("images", Optional.of(image), e)))))
                .facts();

        var secrets = attempt("secrets", unread,
                () -> new Observation(List.of(), List.of(), Map.of(),
                        drivers.secrets().read(scope, (secret, e) -> unread.add(unread("secrets", Optional.of(secret), e)))))
                .facts();

        var coverage = new Coverage(Kinds.all(), readings);
        var tags = attempt("repositories", unread,
                () -> new Observation(List.of(), List.of(), Map.of(), followedTags.read(scope))).facts();

        var snapshot = new Snapshot(readings, overlay.over(resources, id -> coverage.covers(id.kind(), id.app(), Reading.WHOLE)),
                facts.and(digests).and(secrets).and(tags));
        var apps = scope.fleet().members().stream().map(member -> member.key().name()).filter(scope::includes).distinct().toList();
        var kindsRead = readings.stream().map(Reading::kind).collect(Collectors.toSet());
        Kinds.all().stream().filter(kind -> kindsRead.contains(kind.name()))
                .forEach(kind -> missingFacets(kind, apps, coverage).ifPresent(unread::add));
        return new Sweep(snapshot, arns, unread, 0, rollouts(scope), overlay.pending(scope));
    }

    private record Read(Observation read, List<Unread> unread) {
    }

    private static Read one(String kind, ResourceDriver<?> driver, Scope scope) {
        var unread = new ArrayList<Unread>();
        return new Read(attempt(kind, unread, () -> driver.observe(scope)), unread);
    }

    private static Observation attempt(String what, List<Unread> unread, Supplier<Observation> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            unread.add(unread(what, Optional.empty(), e));
            return Observation.NOTHING;
        }
    }

    private static Unread unread(String kind, Optional<String> what, RuntimeException e) {
        return new Unread(kind, what, AwsErrors.sentence(e), AwsErrors.permission(e));
    }

    /** Whatever a driver says: its reading is no newer than the tags that it relies on. */
    private static Reading since(Instant startedAt, Reading reading) {
        return new Reading(reading.kind(), reading.app(), reading.facet(), startedAt);
    }

    private void learn(List<Read> observations, List<Reading> readings, Instant startedAt) {
        Set<ResourceId> seen = new HashSet<>();
        observations.forEach(one -> one.read().arns().forEach((id, arn) -> {
            arns.learn(id, arn);
            seen.add(id);
        }));
        arns.retain(readings.stream().filter(reading -> reading.app().isEmpty()).map(Reading::kind).collect(Collectors.toSet()), seen,
                startedAt);
    }

    /** What a driver left out on purpose, to stay within the budget. */
    private static Optional<Unread> missingFacets(ResourceKind<?> kind, List<String> apps, Coverage coverage) {
        var missing = apps.stream().filter(app -> !coverage.read(kind, app)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unread(kind.name(), "not every part of " + missing.size() + " apps was read yet, e.g. of "
                        + missing.getFirst() + ": the next sweeps read on within the request budget", false));
    }

    private Map<String, Rollout> rollouts(Scope scope) {
        return drivers.rollouts().byApp().entrySet().stream().filter(entry -> scope.includes(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
