package com.meddevo.controller.reconcile;

import static java.util.stream.Collectors.joining;

import com.meddevo.api.parse.ParsedRegistry;
import com.meddevo.api.parse.RegistryParser;
import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.api.v1alpha1.MeddevoRegistryStatus;
import com.meddevo.controller.registry.Registries;
import com.meddevo.controller.status.RegistryStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.InstantSource;

/** Lets every registry take its turn, soon after its spec changed and from time to time, and writes what came of it as its status. */
@ControllerConfiguration(name = RegistryReconciler.NAME, finalizerName = "meddevo.com/registry")
public final class RegistryReconciler implements Reconciler<MeddevoRegistry>, Cleaner<MeddevoRegistry> {
    static final String NAME = "meddevoregistry";
    /** Until informers have listed everything. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Registries registries;
    private final Duration interval;
    private final InstantSource clock;
    private final WrittenStatuses<MeddevoRegistryStatus> statuses = new WrittenStatuses<>();

    /** @param interval between two turns of one registry */
    public RegistryReconciler(Registries registries, Duration interval, InstantSource clock) {
        this.registries = registries;
        this.interval = interval;
        this.clock = clock;
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
