package com.meddevo.controller.reconcile;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.fleet.AppKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Wakes reconcilers when there is news about a resource that the Kubernetes API does not know. */
public final class Wakes implements LoopListener {
    private final SimpleInboundEventSource<MeddevoApp> apps = new SimpleInboundEventSource<>("environment-loop");
    private final SimpleInboundEventSource<MeddevoEnvironment> environments = new SimpleInboundEventSource<>("environment-loop");

    SimpleInboundEventSource<MeddevoApp> ofApps() { return apps; }

    SimpleInboundEventSource<MeddevoEnvironment> ofEnvironments() { return environments; }

    void app(AppKey app) { apps.propagateEvent(new ResourceID(app.name(), app.namespace())); }

    void environment(String name) { environments.propagateEvent(new ResourceID(name)); }

    @Override
    public void appChanged(String environment, AppKey app) { app(app); }

    @Override
    public void environmentChanged(String environment) { environment(environment); }
}
