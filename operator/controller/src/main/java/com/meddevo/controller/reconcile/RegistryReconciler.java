package com.meddevo.controller.reconcile;

import static java.util.stream.Collectors.joining;

import com.meddevo.api.parse.ParsedRegistry;
import com.meddevo.api.parse.RegistryParser;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.api.v1alpha1.MeddevoRegistryStatus;
import com.meddevo.controller.registry.Registries;
import com.meddevo.controller.status.RegistryStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Lets every registry take its turn, soon after its spec changed and from time to time, and writes what came of it as its status. */
@ControllerConfiguration(name = RegistryReconciler.NAME, finalizerName = "meddevo.com/registry")
public final class RegistryReconciler implements Reconciler<MeddevoRegistry>, Cleaner<MeddevoRegistry> {
    static final String NAME = "meddevoregistry";
    /** Until informers have listed everything. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Registries registries;
    private final WholeListing everybody;
    private final Duration interval;
    private final InstantSource clock;
    private final WrittenStatuses<MeddevoRegistryStatus> statuses = new WrittenStatuses<>();

    /** @param interval between two turns of one registry */
    public RegistryReconciler(Registries registries, WholeListing everybody, Duration interval, InstantSource clock) {
        this.registries = registries;
        this.everybody = everybody;
        this.interval = interval;
        this.clock = clock;
    }

    /** Apps wake no registry: it takes its turns by the clock. */
    @Override
    public List<EventSource<?, MeddevoRegistry>> prepareEventSources(EventSourceContext<MeddevoRegistry> context) {
        if (!everybody.needsACache()) return List.of();
        var apps = new InformerEventSource<>(InformerEventSourceConfiguration.from(MeddevoApp.class, MeddevoRegistry.class)
                .withName(WholeListing.INFORMER).withWatchAllNamespaces().withSecondaryToPrimaryMapper(_ -> Set.of()).build(), context);
        everybody.appsIn(apps);
        return List.of(apps);
    }

    @Override
    public UpdateControl<MeddevoRegistry> reconcile(MeddevoRegistry registry, Context<MeddevoRegistry> context) {
        MeddevoRegistryStatus before = statuses.of(registry);
        ParsedRegistry parsed = RegistryParser.parse(registry);
        if (parsed.registry().isEmpty()) {
            String because = parsed.errors().stream().map(Object::toString).collect(joining("; "));
            return written(registry, before, RegistryStatus.unusable(registry, before, because, clock.instant()), interval);
        }
        var view = registries.turn(parsed.registry().get(), () -> RegistryStatus.remembered(before));
        Duration again = view.begun().isEmpty() && view.failures().isEmpty() ? SOON : interval;
        return written(registry, before, RegistryStatus.of(registry, before, view, clock.instant()), again);
    }

    /** AWS stays as it is: repositories and images hold what was released. */
    @Override
    public DeleteControl cleanup(MeddevoRegistry registry, Context<MeddevoRegistry> context) {
        registries.remove(registry.getMetadata().getName());
        statuses.forget(registry);
        return DeleteControl.defaultDelete();
    }

    private UpdateControl<MeddevoRegistry> written(MeddevoRegistry registry, MeddevoRegistryStatus before, MeddevoRegistryStatus after,
            Duration again) {
        if (!WrittenStatuses.differ(before, after)) return UpdateControl.<MeddevoRegistry>noUpdate().rescheduleAfter(again);
        statuses.put(registry, after);
        return UpdateControl.patchStatus(withStatus(registry, after)).rescheduleAfter(again);
    }

    /** Nothing but the status: with server-side apply, whatever else stood here would become ours. */
    private static MeddevoRegistry withStatus(MeddevoRegistry registry, MeddevoRegistryStatus status) {
        var fresh = new MeddevoRegistry();
        fresh.setMetadata(new ObjectMetaBuilder().withName(registry.getMetadata().getName()).build());
        fresh.setSpec(null);
        fresh.setStatus(status);
        return fresh;
    }
}
