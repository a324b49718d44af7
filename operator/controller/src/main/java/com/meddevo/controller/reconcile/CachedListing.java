package com.meddevo.controller.reconcile;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.controller.roster.Listing;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The informers' caches. Complete from the moment on at which all of them were synced once. */
public final class CachedListing implements Listing {
    private volatile Optional<Cache<MeddevoApp>> apps = Optional.empty();
    private volatile Optional<Cache<MeddevoEnvironment>> environments = Optional.empty();
    private volatile BooleanSupplier synced = () -> false;
    private volatile boolean complete;

    void appsIn(Cache<MeddevoApp> cache) { apps = Optional.of(cache); }

    void environmentsIn(Cache<MeddevoEnvironment> cache) { environments = Optional.of(cache); }

    /** @param synced whether every informer has listed everything once; asked until it says yes */
    public void completeWhen(BooleanSupplier synced) {
        this.synced = synced;
    }

    @Override
    public boolean isComplete() {
        if (!complete) complete = apps.isPresent() && environments.isPresent() && synced.getAsBoolean();
        return complete;
    }

    @Override
    public List<MeddevoApp> apps() { return apps.map(cache -> cache.list().toList()).orElse(List.of()); }

    @Override
    public List<MeddevoEnvironment> environments() { return environments.map(cache -> cache.list().toList()).orElse(List.of()); }

    @Override
    public Optional<MeddevoEnvironment> environment(String name) { return environments.flatMap(cache -> cache.get(new ResourceID(name))); }
}
