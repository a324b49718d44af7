package com.meddevo.fleet;

import java.util.List;

/**
 * What an app's tasks run on, and what people may do with them.
 *
 * @param executeCommand whether people may open a shell in a task (ECS Exec)
 * @param zoneRebalancing whether ECS moves tasks so that every zone has as many; it cannot while at most 100 % of the replicas may run
 * @param providers where the tasks are started, 1 or 2, each once
 */
public record Capacity(boolean executeCommand, boolean zoneRebalancing, List<Provider> providers) {
    /** On-demand Fargate, evened out over the zones, with no shell. */
    public static final Capacity USUAL = new Capacity(false, true, List.of(Provider.ON_DEMAND));

    public Capacity {
        providers = List.copyOf(providers);
    }

    /**
     * A share of the tasks.
     *
     * @param name {@code FARGATE}, or {@code FARGATE_SPOT}, whose tasks AWS may end with two minutes' notice
     * @param base so many tasks run here before any share counts, 0 to 100000; at most one provider has more than 0
     * @param weight this provider's share of the others, 0 to 1000
     */
    public record Provider(String name, int base, int weight) {
        /** All tasks on on-demand Fargate. */
        public static final Provider ON_DEMAND = new Provider("FARGATE", 0, 1);
    }
}
