package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.ecs.ServiceCounts;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Application Auto Scaling works with.
 *
 * @param services      how many tasks the services are to have
 * @param loadBalancers the load balancer that sends requests to a target group, by the group's ARN
 */
public record ScalingNeighbours(ServiceCounts services, Function<String, Optional<String>> loadBalancers) {
}
