package com.meddevo.aws;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.Lane;
import com.meddevo.aws.call.Spending;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a plan out: every change on a virtual thread of its own, as soon as what it comes after is done and a place of its kind is free. Whatever comes
 * after something that waits or failed is not tried and waits too, so that an apply ends as soon as nothing more can be done.
 */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    /** Changes of one kind side by side: enough to use up any rate. With more, the first calls of all apps would stand before the second one of any. */
    private static final int AT_ONCE = 20;

    private final Drivers drivers;
    private final Arns arns;
    private final Overlay overlay;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    Applier(Drivers drivers, Arns arns, Overlay overlay) {
        this.drivers = drivers;
        this.arns = arns;
        this.overlay = overlay;
    }

    Map<ResourceId, Outcome> apply(Plan plan) {
        var spending = new Spending(Lane.APPLY);
        var prerequisites = plan.prerequisites();
        var running = new HashMap<ResourceId, CompletableFuture<Outcome>>();
        prerequisites.keySet().forEach(id -> running.put(id, new CompletableFuture<>()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var change : plan.applicable()) {
                var before = prerequisites.get(change.id());
                threads.submit(() -> {
                    var outcome = running.get(change.id());
                    try {
                        outcome.complete(spending.during(() -> inTurn(change, before, running)));
                    } catch (Throwable e) {
                        outcome.completeExceptionally(e); // whoever waits for it must not wait for ever
                    }
                });
            }
        }
        return running.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    private Outcome inTurn(Change<?> change, Set<ResourceId> before, Map<ResourceId, CompletableFuture<Outcome>> running) {
        for (ResourceId earlier : before) {
            switch (running.get(earlier).join()) {
                case Outcome.Done done -> {
                }
                case Outcome.Waiting(var on, var lookAgainIn) -> {
                    return new Outcome.Waiting(on.startsWith(earlier.toString()) ? on : earlier + ", which waits for " + on, lookAgainIn);
                }
                case Outcome.Failed failed -> {
                    return new Outcome.Waiting(earlier + ", which failed (" + failed.awsCode() + ")", SOON);
                }
            }
        }
        var place = places.computeIfAbsent(change.id().kind(), kind -> new Semaphore(AT_ONCE, true));
        place.acquireUninterruptibly();
        try {
            return carriedOut(change);
        } finally {
            place.release();
        }
    }

    private Outcome carriedOut(Change<?> change) {
        Outcome outcome;
        try {
            outcome = change instanceof Change.Create<?> create && create.adopts().isPresent()
                    ? new Adopter(drivers).adopt(create.id(), create.adopts().get(), arns)
                    : apply(change);
        } catch (RuntimeException e) {
            if (!AwsErrors.fromAws(e)) LOG.error("event=driver-broke id={}", change.id(), e);
            outcome = AwsErrors.outcome(change.id(), e);
        }
        boolean adopted = change instanceof Change.Create<?> create && create.adopts().isPresent(); // what it is like, only a reading tells
        if (outcome instanceof Outcome.Done && !adopted) overlay.remember(change);
        LOG.info("event=applied change={} id={} outcome={}", change.getClass().getSimpleName(), change.id(), outcome);
        return outcome;
    }

    @SuppressWarnings("unchecked") // the driver is found by the kind's name, and a kind has one state type
    private <S extends ResourceState> Outcome apply(Change<?> change) {
        var driver = (ResourceDriver<S>) drivers.byKind().get(change.id().kind());
        return driver.apply((Change<S>) change, arns);
    }
}
