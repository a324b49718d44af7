package com.meddevo.controller.reconcile;

import com.meddevo.api.parse.ParsedEnvironment;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.v1alpha1.MeddevoEnvironmentStatus;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.controller.status.EnvironmentStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a loop run for every environment that exists and can be used, and writes what it knows as the environment's status. An environment stays
 * while apps name it.
 */
@ControllerConfiguration(name = EnvironmentReconciler.NAME, finalizerName = "meddevo.com/apps")
public final class EnvironmentReconciler implements Reconciler<MeddevoEnvironment>, Cleaner<MeddevoEnvironment> {
    static final String NAME = "meddevoenvironment";

    /** A status that differs by the time of the sweep alone is written this often. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    private final CachedListing listing;
    private final Rosters rosters;
    private final Environments environments;
    private final Wakes wakes;
    private final InstantSource clock;
    private final WrittenStatuses<MeddevoEnvironmentStatus> statuses = new WrittenStatuses<>();
    private final Map<String, Instant> writtenAt = new ConcurrentHashMap<>();
    private final Map<String, Optional<Terms>> terms = new ConcurrentHashMap<>();

    public EnvironmentReconciler(CachedListing listing, Rosters rosters, Environments environments, Wakes wakes, InstantSource clock) {
        this.listing = listing;
        this.rosters = rosters;
        this.environments = environments;
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, MeddevoEnvironment>> prepareEventSources(EventSourceContext<MeddevoEnvironment> context) {
        listing.environmentsIn(context.getPrimaryCache());
        return List.of(wakes.ofEnvironments());
    }

    @Override
    public UpdateControl<MeddevoEnvironment> reconcile(MeddevoEnvironment environment, Context<MeddevoEnvironment> context) {
        keepRunning(environment);
        return statusToWrite(environment).map(status -> UpdateControl.patchStatus(withStatus(environment, status)))
                .orElseGet(UpdateControl::noUpdate);
    }

    @Override
    public DeleteControl cleanup(MeddevoEnvironment environment, Context<MeddevoEnvironment> context) {
        String name = environment.getMetadata().getName();
        if (listing.isComplete() && apps(name).isEmpty()) {
            environments.remove(name);
            terms.remove(name);
            writtenAt.remove(name);
            statuses.forget(environment);
            return DeleteControl.defaultDelete();
        }
        keepRunning(environment);
        statusToWrite(environment).ifPresent(
                status -> context.getClient().resource(withStatus(environment, status)).subresource("status")
                        .patch(new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager(NAME).withForce(true).build()));
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(HEARTBEAT.toMillis());
    }

    /** A loop that runs goes on when the environment cannot be used any more; it does nothing then, and AWS stays as it is. */
    private void keepRunning(MeddevoEnvironment environment) {
        String name = environment.getMetadata().getName();
        Optional<Terms> now = rosters.terms(environment).terms();
        now.ifPresent(usable -> environments.ensure(usable.environment()));
        if (!now.equals(terms.put(name, now))) apps(name).forEach(app -> wakes.app(Rosters.key(app)));
    }

    private Optional<MeddevoEnvironmentStatus> statusToWrite(MeddevoEnvironment environment) {
        String name = environment.getMetadata().getName();
        ParsedEnvironment parsed = rosters.terms(environment);
        MeddevoEnvironmentStatus before = statuses.of(environment);
        Instant now = clock.instant();
        MeddevoEnvironmentStatus after = EnvironmentStatus.of(environment, before, parsed,
                apps(name).stream().map(app -> Rosters.key(app).toString()).sorted().toList(),
                environments.loop(name).map(EnvironmentLoop::environment), now);
        boolean due = !now.isBefore(writtenAt.getOrDefault(name, Instant.MIN).plus(HEARTBEAT));
        boolean worth = due ? WrittenStatuses.differ(before, after) : WrittenStatuses.differ(before, after, "lastSweep", "reads");
        if (!worth) return Optional.empty();
        statuses.put(environment, after);
        writtenAt.put(name, now);
        return Optional.of(after);
    }

    private List<MeddevoApp> apps(String environment) {
        return listing.apps().stream().filter(app -> Rosters.environmentOf(app).equals(environment)).toList();
    }

    /** Nothing but the status: with server-side apply, whatever else stood here would become ours. */
    private static MeddevoEnvironment withStatus(MeddevoEnvironment environment, MeddevoEnvironmentStatus status) {
        var fresh = new MeddevoEnvironment();
        fresh.setMetadata(new ObjectMetaBuilder().withName(environment.getMetadata().getName()).build());
        fresh.setSpec(null);
        fresh.setStatus(status);
        return fresh;
    }
}
