package com.meddevo.plan;

import java.util.List;
import java.util.Map;

/**
 * What one source read.
 *
 * @param arns the physical name of every resource in {@code resources}, and of what only references need
 */
public record Observation(List<Reading> readings, List<ResourceState> resources, Map<ResourceId, String> arns, Facts facts) {
    public static final Observation NOTHING = new Observation(List.of(), List.of(), Map.of(), Facts.NONE);

    public Observation {
        readings = List.copyOf(readings);
        resources = List.copyOf(resources);
        arns = Map.copyOf(arns);
    }
}
