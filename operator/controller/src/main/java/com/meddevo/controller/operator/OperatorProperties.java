package com.meddevo.controller.operator;

import com.meddevo.controller.loop.Timing;
import com.meddevo.controller.roster.Shard;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured, under {@code meddevo}.
 *
 * @param kubeconfig a kubeconfig's path; if empty, {@code KUBECONFIG}, {@code ~/.kube/config} or the pod's service account
 * @param namespaces whose apps are driven; empty for all
 * @param shard what of the cluster is this operator's own, where several share it
 */
@ConfigurationProperties("meddevo")
public record OperatorProperties(@DefaultValue("") String kubeconfig, @DefaultValue List<String> namespaces,
        @DefaultValue Own shard, @DefaultValue Aws aws, @DefaultValue Sweep sweep,
        @DefaultValue Retry retry, @DefaultValue Kubernetes kubernetes,
        @DefaultValue LeaderElection leaderElection) {

    private static final Duration LONGEST_REGISTRY_TURN = Duration.ofMinutes(10);

    /**
     * @param environments whose apps are driven; empty for all. Nobody else may drive them
     * @param registries that are looked after; with environments alone, none
     */
    public record Own(@DefaultValue Set<String> environments, @DefaultValue Set<String> registries) {
        Shard toShard() { return new Shard(environments, registries); }
    }

    /** @param endpoint URL where all AWS services answer, instead of AWS's own endpoints; empty for those */
    public record Aws(@DefaultValue("") String endpoint) {
        Optional<URI> override() { return endpoint.isBlank() ? Optional.empty() : Optional.of(URI.create(endpoint)); }
    }

    /**
     * @param interval between two sweeps over all apps
     * @param slow between two readings of what a sweep takes from memory
     * @param rollout between two looks at an app whose rollout is under way
     */
    public record Sweep(@DefaultValue("30s") Duration interval, @DefaultValue("1h") Duration slow, @DefaultValue("10s") Duration rollout) {
    }

    /**
     * After failures, of AWS and of the Kubernetes API alike; there is no last attempt.
     *
     * @param first wait; it doubles with each further failure
     * @param last the longest wait
     */
    public record Retry(@DefaultValue("2s") Duration first, @DefaultValue("5m") Duration last) {
    }

    /**
     * @param resync how often every resource is reconciled although nothing happened
     * @param cacheSync how long the start waits for all resources to be listed, before it goes on and waits beside
     * @param termination how long a reconcile may take to end when the operator stops
     */
    public record Kubernetes(@DefaultValue("10m") Duration resync, @DefaultValue("30s") Duration cacheSync,
            @DefaultValue("20s") Duration termination) {
    }

    /**
     * @param enabled needed as soon as two replicas can run, also for a moment during an update
     * @param namespace of the Lease
     * @param name of the Lease; one for each shard
     * @param address host and port at which the other replicas reach this one's dashboard; empty if they cannot
     */
    public record LeaderElection(@DefaultValue("false") boolean enabled, @DefaultValue("default") String namespace,
            @DefaultValue("meddevo-operator") String name, @DefaultValue("") String address) {
    }

    /** Whether some of the cluster's apps are not driven, although their environments may be. */
    boolean someApps() {
        return !namespaces.isEmpty();
    }

    Optional<Path> kubeconfigFile() { return kubeconfig.isBlank() ? Optional.empty() : Optional.of(Path.of(kubeconfig)); }

    /** Between two turns of a registry; an app's new repository waits for one. */
    Duration registryInterval() {
        return sweep.slow.compareTo(LONGEST_REGISTRY_TURN) < 0 ? sweep.slow : LONGEST_REGISTRY_TURN;
    }

    Timing timing() { return new Timing(sweep.interval, sweep.slow, sweep.rollout, retry.first, retry.last); }
}
