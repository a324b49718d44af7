package com.meddevo.controller.roster;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.api.v1alpha1.MeddevoRegistry;
import java.util.Set;

/**
 * What this operator drives, where several share a cluster. A shard is environments: listener priorities, names and quota are shared by all apps of one, so
 * only whoever sees all of them can plan. What is not its own an operator knows, since a registry asks every environment, and leaves alone.
 *
 * @param environments by name; empty for all, and then for all registries too
 * @param registries by name
 */
public record Shard(Set<String> environments, Set<String> registries) {
    /** One operator for everything. */
    public static final Shard EVERYTHING = new Shard(Set.of(), Set.of());

    public Shard {
        environments = Set.copyOf(environments);
        registries = Set.copyOf(registries);
        if (environments.isEmpty() && !registries.isEmpty()) {
            throw new IllegalArgumentException(
                    "meddevo.shard.registries is set without meddevo.shard.environments: whoever drives every environment"
                            + " drives every registry; take it away, or name the environments");
        }
    }

    public boolean drives(MeddevoEnvironment environment) { return drivesEnvironment(environment.getMetadata().getName()); }

    /** An app's environment cannot change, so it never moves to another shard. */
    public boolean drives(MeddevoApp app) {
        return drivesEnvironment(Rosters.environmentOf(app));
    }

    public boolean drives(MeddevoRegistry registry) {
        return environments.isEmpty() || registries.contains(registry.getMetadata().getName());
    }

    /** Whether any registry may be this operator's own. */
    public boolean drivesRegistries() {
        return environments.isEmpty() || !registries.isEmpty();
    }

    /** @param name of an environment that may not exist */
    public boolean drivesEnvironment(String name) {
        return environments.isEmpty() || environments.contains(name);
    }
}
