package com.meddevo.aws.alarm;

import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Undeclared;
import java.util.List;
import java.util.Optional;

/**
 * An alarm in CloudWatch.
 *
 * @param name physical
 * @param loadBalancer as CloudWatch's dimension names it, {@code app/<name>/<id>}; empty for a figure of the service
 * @param targetGroup whose requests are measured; empty for a figure of the service
 * @param actions what people want to happen besides; nobody declares it, and it stays
 */
public record Alarm(ResourceId id, String name, Watch watch, Optional<String> loadBalancer, Optional<ResourceId> targetGroup,
        @Undeclared Actions actions) implements ResourceState {
    /**
     * @param metric namespace and name, e.g. {@code AWS/ECS CPUUtilization}
     * @param statistic e.g. {@code Average}, of each minute
     * @param when how the figure and the threshold are compared, e.g. {@code GreaterThanThreshold}
     * @param threshold decimal digits, in the metric's unit
     * @param periods minutes that are looked at
     * @param breaches how many of them must be beyond the threshold
     * @param missing how minutes without a figure count
     */
    public record Watch(String metric, String statistic, int periodSeconds, String when, String threshold, int periods, int breaches,
            String missing) {
    }

    /** ARNs of what is told, by the state that is reached. */
    public record Actions(boolean enabled, List<String> onAlarm, List<String> onOk, List<String> onInsufficientData) {
        static final Actions NONE = new Actions(true, List.of(), List.of(), List.of());

        public Actions {
            onAlarm = List.copyOf(onAlarm);
            onOk = List.copyOf(onOk);
            onInsufficientData = List.copyOf(onInsufficientData);
        }
    }
}
