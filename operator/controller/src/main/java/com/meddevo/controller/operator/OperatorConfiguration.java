package com.meddevo.controller.operator;

import com.meddevo.aws.AwsPuller;
import com.meddevo.aws.AwsRegistry;
import com.meddevo.aws.Kinds;
import com.meddevo.controller.cloud.AwsCloud;
import com.meddevo.controller.drift.DriftHistory;
import com.meddevo.controller.environment.Environments;
import com.meddevo.controller.leader.Leadership;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.controller.loop.LoopListeners;
import com.meddevo.controller.loop.LoopSetting;
import com.meddevo.controller.reconcile.AppReconciler;
import com.meddevo.controller.reconcile.CachedListing;
import com.meddevo.controller.reconcile.EnvironmentReconciler;
import com.meddevo.controller.reconcile.EventRecorder;
import com.meddevo.controller.reconcile.RegistryReconciler;
import com.meddevo.controller.reconcile.Wakes;
import com.meddevo.controller.reconcile.WholeListing;
import com.meddevo.controller.registry.Questions;
import com.meddevo.controller.registry.Registries;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.controller.roster.Shard;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is made of whom. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperatorProperties.class)
class OperatorConfiguration {
    @Bean
    Clock clock() { return Clock.systemUTC(); }

    @Bean
    Shard shard(OperatorProperties properties) { return properties.shard().toShard(); }

    /** Tells itself from other replicas by its host, which in a cluster is the pod, and its process. */
    @Bean
    Leadership leadership(OperatorProperties properties) {
        if (!properties.leaderElection().enabled()) return Leadership.alone();
        String host = System.getenv().getOrDefault("HOSTNAME", "local");
        return Leadership.standingBy(properties.leaderElection().address(), host + "-" + ProcessHandle.current().pid());
    }

    @Bean
    CachedListing listing() { return new CachedListing(); }

    @Bean
    Rosters rosters(CachedListing listing, Clock clock) { return new Rosters(listing, clock); }

    @Bean
    Wakes wakes() { return new Wakes(); }

    @Bean
    DriftHistory driftHistory() { return new DriftHistory(); }

    @Bean
    Figures figures(MeterRegistry registry, Leadership leadership, Clock clock) { return new Figures(registry, leadership, clock); }

    @Bean
    Journal journal() { return new Journal(); }

    @Bean
    Ending ending() { return new Ending(); }

    /** Closed by the lifecycle, before the operator stops. */
    @Bean(destroyMethod = "")
    Environments environments(OperatorProperties properties, Rosters rosters, Clock clock, List<LoopListener> listeners) {
        Executor eachOnAThreadOfItsOwn = Executors.newVirtualThreadPerTaskExecutor();
        return new Environments(environment -> AwsCloud.connect(environment, properties.aws().override(), clock), rosters::of, Kinds.all(),
                new LoopSetting(properties.timing(), clock, eachOnAThreadOfItsOwn, new LoopListeners(listeners)));
    }

    @Bean
    AppReconciler appReconciler(CachedListing listing, Rosters rosters, Environments environments, Wakes wakes, KubernetesClient client,
            Clock clock) {
        var events = new EventRecorder(client, clock, Executors.newVirtualThreadPerTaskExecutor());
        return new AppReconciler(listing, rosters, environments, wakes, events, clock);
    }

    @Bean
    EnvironmentReconciler environmentReconciler(CachedListing listing, Rosters rosters, Environments environments, Wakes wakes,
            Clock clock) {
        return new EnvironmentReconciler(listing, rosters, environments, wakes, clock);
    }

    @Bean
    WholeListing everybody(OperatorProperties properties, CachedListing listing, Shard shard) {
        return new WholeListing(listing, properties.someApps() && shard.drivesRegistries());
    }

    /** Closed by the lifecycle, before the operator stops. */
    @Bean(destroyMethod = "")
    Registries registries(OperatorProperties properties, WholeListing everybody, Environments environments, Shard shard, Clock clock) {
        var endpoint = properties.aws().override();
        return new Registries(registry -> AwsRegistry.connect(registry, endpoint, clock),
                () -> new Questions(shard, environments, environment -> AwsPuller.connect(environment, endpoint, clock)), everybody,
                new Rosters(everybody, clock), clock);
    }

    @Bean
    RegistryReconciler registryReconciler(Registries registries, WholeListing everybody, OperatorProperties properties, Clock clock) {
        return new RegistryReconciler(registries, everybody, properties.registryInterval(), clock);
    }

    @Bean
    OperatorHealth operatorHealthIndicator(CachedListing listing, Rosters rosters, Environments environments, Shard shard,
            Leadership leadership) {
        return new OperatorHealth(listing, rosters, environments, shard, leadership);
    }

    @Bean
    OperatorLifecycle operatorLifecycle(Operator operator, Environments environments, Registries registries, CachedListing listing,
            WholeListing everybody, Ending ending) {
        return new OperatorLifecycle(operator, environments, registries, listing, everybody, ending);
    }
}
