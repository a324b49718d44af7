package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.cloudwatch.MetricAlarms;
import com.meddevo.localcloud.cloudwatch.Metrics;
import com.meddevo.localcloud.ecs.ServiceCounts;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Application Auto Scaling works with.
 *
 * @param services      how many tasks the services are to have
 * @param loadBalancers the load balancer that sends requests to a target group, by the group's ARN
 * @param metrics       what policies track
 * @param alarms        where they have it watched
 */
public record ScalingNeighbours(ServiceCounts services, Function<String, Optional<String>> loadBalancers, Metrics metrics,
        MetricAlarms alarms) {
}
