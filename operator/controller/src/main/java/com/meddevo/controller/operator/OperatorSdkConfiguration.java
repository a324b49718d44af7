package com.meddevo.controller.operator;

import com.meddevo.controller.leader.Leadership;
import com.meddevo.controller.reconcile.AppReconciler;
import com.meddevo.controller.reconcile.EnvironmentReconciler;
import com.meddevo.controller.reconcile.RegistryReconciler;
import com.meddevo.controller.roster.Shard;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * java-operator-sdk by hand. Its defaults are not ours: five attempts and then silence, a resync every ten hours, reconciles killed at the end, and a
 * process that exits when an informer stops or the lease is lost, from inside the shutdown hook too.
 */
@Configuration(proxyBeanMethods = false)
class OperatorSdkConfiguration {
    private final OperatorProperties properties;
    private final Shard shard;
    private final Leadership leadership;
    private final Ending ending;

    OperatorSdkConfiguration(OperatorProperties properties, Shard shard, Leadership leadership, Ending ending) {
        this.properties = properties;
        this.shard = shard;
        this.leadership = leadership;
        this.ending = ending;
    }

    /** Whatever is not the shard's own is listed and never reconciled: it gets no finalizer and no status. */
    @Bean(destroyMethod = "")
    Operator operator(KubernetesClient client, MeterRegistry registry, AppReconciler apps, EnvironmentReconciler environments,
            RegistryReconciler registries) {
        var operator = new Operator(overrider -> configure(overrider, client, registry));
        operator.register(environments, controller -> controller.withRetry(retry()).withGenericFilter(shard::drives)
                .withReconciliationMaxInterval(properties.kubernetes().resync()));
        operator.register(registries, controller -> controller.withRetry(retry()).withGenericFilter(shard::drives)
                .withReconciliationMaxInterval(properties.kubernetes().resync()));
        operator.register(apps, controller -> {
            controller.withRetry(retry()).withGenericFilter(shard::drives).withReconciliationMaxInterval(properties.kubernetes().resync());
            if (properties.namespaces().isEmpty()) controller.watchingAllNamespaces();
            else
                controller.settingNamespaces(Set.copyOf(properties.namespaces()));
        });
        return operator;
    }

    private void configure(ConfigurationServiceOverrider overrider, KubernetesClient client, MeterRegistry registry) {
        overrider.withKubernetesClient(client)
                .withCloseClientOnStop(true)
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
                .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                .withWorkflowExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                .withUseSSAToPatchPrimaryResource(true)
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(properties.kubernetes().cacheSync())
                .withReconciliationTerminationTimeout(properties.kubernetes().termination())
                .withInformerStoppedHandler((informer, cause) -> ending.now("changes of " + informer.getApiTypeClass().getSimpleName()
                        + " are no longer heard of: " + cause));
        if (properties.leaderElection().enabled()) overrider.withLeaderElectionConfiguration(leaderElection());
    }

    /** Without {@code exitOnStopLeading}, which waits for itself on SIGTERM; a deposed leader ends at once instead of going on. */
    private LeaderElectionConfiguration leaderElection() {
        String lease = properties.leaderElection().name();
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
                .withLeaseNamespace(properties.leaderElection().namespace())
                .withIdentity(leadership.identity())
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(new LeaderCallbacks(leadership::begins,
                        () -> ending.now("another operator holds the lease " + lease), leadership::heldBy))
                .build();
    }

    /** For what the Kubernetes API refuses; AWS has a back-off of its own in the loop. */
    private GenericRetry retry() {
        return new GenericRetry().setInitialInterval(properties.retry().first().toMillis()).setIntervalMultiplier(2)
                .setMaxInterval(properties.retry().last().toMillis()).withoutMaxAttempts();
    }
}
