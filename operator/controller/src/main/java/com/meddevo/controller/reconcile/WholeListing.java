package com.meddevo.controller.reconcile;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.controller.roster.Listing;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Every app of the cluster, also those that this operator does not drive: a registry must know what each asks for. Where the operator's own apps are only
 * some of them, a cache beside holds all.
 */
public final class WholeListing implements Listing {
    /** Name of the informer that fills the cache. */
    public static final String INFORMER = "every-app";

    private final CachedListing own;
    private final boolean beside;
    private volatile Optional<Cache<MeddevoApp>> apps = Optional.empty();
    private volatile BooleanSupplier synced = () -> false;
    private volatile boolean complete;

    /** @param beside whether there are apps that {@code own} lacks */
    public WholeListing(CachedListing own, boolean beside) {
        this.own = own;
        this.beside = beside;
    }

    boolean needsACache() { return beside; }

    void appsIn(Cache<MeddevoApp> cache) { apps = Optional.of(cache); }

    /** @param synced whether the informer has listed everything once; asked until it says yes */
    public void completeWhen(BooleanSupplier synced) {
        this.synced = synced;
    }

    @Override
    public boolean isComplete() {
        if (!complete) complete = own.isComplete() && (!beside || apps.isPresent() && synced.getAsBoolean());
        return complete;
    }

    @Override
    public List<MeddevoApp> apps() { return beside ? apps.map(cache -> cache.list().toList()).orElse(List.of()) : own.apps(); }

    @Override
    public List<MeddevoEnvironment> environments() { return own.environments(); }

    @Override
    public Optional<MeddevoEnvironment> environment(String name) { return own.environment(name); }
}
