package com.meddevo.controller.operator;

import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.reconcile.CachedListing;
import com.meddevo.controller.reconcile.WholeListing;
import com.meddevo.controller.registry.Registries;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the operator when the context is up. Stops writing to AWS first: the lease is no longer renewed after that. */
final class OperatorLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorLifecycle.class);

    private final Operator operator;
    private final Environments environments;
    private final Registries registries;
    private final CachedListing listing;
    private final WholeListing everybody;
    private final Ending ending;
    private volatile boolean running;

    OperatorLifecycle(Operator operator, Environments environments, Registries registries, CachedListing listing, WholeListing everybody,
            Ending ending) {
        this.operator = operator;
        this.environments = environments;
        this.registries = registries;
        this.listing = listing;
        this.everybody = everybody;
        this.ending = ending;
    }

    @Override
    public void start() {
        // who may not list other operators' apps drives its own all the same
        listing.completeWhen(() -> isSynced(name -> !name.equals(WholeListing.INFORMER)));
        everybody.completeWhen(() -> isSynced(WholeListing.INFORMER::equals));
        running = true;
        operator.start();
        LOG.atInfo().addKeyValue("kubernetes", operator.getKubernetesClient().getMasterUrl()).log("the operator has started");
    }

    @Override
    public void stop() {
        ending.begins();
        registries.close();
        environments.close();
        operator.stop();
        running = false;
    }

    @Override
    public boolean isRunning() { return running; }

    /**
     * Whether informers have listed everything once; a watch that is being opened again does not matter.
     *
     * @param which by the names of their event sources
     */
    private boolean isSynced(Predicate<String> which) {
        var info = operator.getRuntimeInfo();
        return info.isStarted() && info.unhealthyInformerWrappingEventSourceHealthIndicator().values().stream()
                .flatMap(sources -> sources.entrySet().stream()).filter(source -> which.test(source.getKey()))
                .map(source -> (InformerWrappingEventSourceHealthIndicator<?>) source.getValue())
                .flatMap(source -> source.informerHealthIndicators().values().stream())
                .allMatch(InformerHealthIndicator::hasSynced);
    }
}
