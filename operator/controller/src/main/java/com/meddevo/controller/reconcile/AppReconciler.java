package com.meddevo.controller.reconcile;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoAppStatus;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.loop.AppView;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.roster.Admission;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.controller.status.AppStatus;
import com.meddevo.controller.status.StatusEvents;
import com.meddevo.fleet.AppKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the environment's loop to look at an app that is new, changed or leaving, and writes what the loop knows as the app's status. Returns at once;
 * when the loop knows more, it is woken again. The finalizer goes when the loop has nothing left to delete.
 */
@ControllerConfiguration(name = AppReconciler.NAME, finalizerName = "meddevo.com/aws-resources", generationAwareEventProcessing = false, informer = @Informer(onUpdateFilter = WhatPeopleChange.class))
public final class AppReconciler implements Reconciler<MeddevoApp>, Cleaner<MeddevoApp> {
    static final String NAME = "meddevoapp";

    private final CachedListing listing;
    private final Rosters rosters;
    private final Environments environments;
    private final Wakes wakes;
    private final EventRecorder events;
    private final InstantSource clock;
    private final WrittenStatuses<MeddevoAppStatus> statuses = new WrittenStatuses<>();
    private final Map<AppKey, Asked> asked = new ConcurrentHashMap<>();

    /** What the loop was last asked about, and which loop. */
    private record Asked(String uid, Long generation, String deletion, String retry, EnvironmentLoop loop) {
    }

    public AppReconciler(CachedListing listing, Rosters rosters, Environments environments, Wakes wakes, EventRecorder events,
            InstantSource clock) {
        this.listing = listing;
        this.rosters = rosters;
        this.environments = environments;
        this.wakes = wakes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, MeddevoApp>> prepareEventSources(EventSourceContext<MeddevoApp> context) {
        listing.appsIn(context.getPrimaryCache());
        return List.of(wakes.ofApps());
    }

    @Override
    public UpdateControl<MeddevoApp> reconcile(MeddevoApp app, Context<MeddevoApp> context) {
        return statusToWrite(app).map(status -> UpdateControl.patchStatus(withStatus(app, status))).orElseGet(UpdateControl::noUpdate);
    }

    @Override
    public DeleteControl cleanup(MeddevoApp app, Context<MeddevoApp> context) {
        boolean nothingIsOurs = rosters.admission(app) instanceof Admission.Refused refused && refused.unknown();
        if (nothingIsOurs || look(app).filter(AppView::gone).isPresent()) {
            statuses.forget(app);
            asked.remove(Rosters.key(app));
            wakes.environment(Rosters.environmentOf(app));
            return DeleteControl.defaultDelete();
        }
        statusToWrite(app).ifPresent(status -> context.getClient().resource(withStatus(app, status)).subresource("status").patch(
                new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager(NAME).withForce(true).build()));
        return DeleteControl.noFinalizerRemoval();
    }

    /** The app's newest view; the loop is asked for a newer one if it has not been asked about the app as it is now. */
    private Optional<AppView> look(MeddevoApp app) {
        AppKey key = Rosters.key(app);
        return environments.loop(Rosters.environmentOf(app)).flatMap(loop -> {
            var metadata = app.getMetadata();
            var now = new Asked(metadata.getUid(), metadata.getGeneration(), metadata.getDeletionTimestamp(), Rosters.retry(app), loop);
            if (!now.equals(asked.put(key, now))) loop.ask(key);
            return loop.app(key);
        });
    }

    private Optional<MeddevoAppStatus> statusToWrite(MeddevoApp app) {
        Admission admission = rosters.admission(app);
        Optional<AppView> view = admission instanceof Admission.Refused refused && refused.unknown() ? Optional.empty() : look(app);
        MeddevoAppStatus before = statuses.of(app);
        if (admission instanceof Admission.Accepted && before != null && isOutdated(app, view)) return Optional.empty();
        MeddevoAppStatus after = AppStatus.of(app, before, admission, view, clock.instant());
        if (!WrittenStatuses.differ(before, after)) return Optional.empty();
        statuses.put(app, after);
        events.record(app, StatusEvents.between(before, after));
        return Optional.of(after);
    }

    /** Whether the loop is about to know better: to write what it knows of an earlier spec would only flicker. */
    private static boolean isOutdated(MeddevoApp app, Optional<AppView> view) {
        return view
                .map(seen -> seen.standing() instanceof AppView.Standing.Wanted && seen.generation() != app.getMetadata().getGeneration())
                .orElse(true);
    }

    /** Nothing but the status: with server-side apply, whatever else stood here would become ours. */
    private static MeddevoApp withStatus(MeddevoApp app, MeddevoAppStatus status) {
        var fresh = new MeddevoApp();
        fresh.setMetadata(new ObjectMetaBuilder().withName(app.getMetadata().getName()).withNamespace(app.getMetadata().getNamespace())
                .build());
        fresh.setSpec(null);
        fresh.setStatus(status);
        return fresh;
    }
}
