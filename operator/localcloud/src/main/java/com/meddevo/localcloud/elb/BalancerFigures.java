package com.meddevo.localcloud.elb;

import com.meddevo.localcloud.cloudwatch.Metric;
import com.meddevo.localcloud.cloudwatch.SimulatedCloudWatch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What load balancers tell CloudWatch: of each request at once, of targets' health and of minutes without a request every minute. */
final class BalancerFigures {

    private static final String NAMESPACE = "AWS/ApplicationELB";
    private static final int SERVER_ERROR = 500;

    private final ElbState state;
    private final Targets health;
    private final SimulatedCloudWatch cloudWatch;

    BalancerFigures(ElbState state, Targets health, SimulatedCloudWatch cloudWatch) {
        this.state = state;
        this.health = health;
        this.cloudWatch = cloudWatch;
        cloudWatch.alarms().beforeEach(this::sample);
    }

    void completed(String targetGroupArn, int status, Duration took) {
        state.site().timeline().locked(() -> {
            var dimensions = dimensions(targetGroupArn);
            record("RequestCount", dimensions, 1);
            record("RequestCountPerTarget", Map.of("TargetGroup", name(targetGroupArn)), 1.0 / Math.max(1, healthy(targetGroupArn)));
            record("TargetResponseTime", dimensions, took.toNanos() / 1e9);
            record("HTTPCode_Target_%dXX_Count".formatted(status / 100), dimensions, 1);
            if (status >= SERVER_ERROR) {
                record("HTTPCode_Target_5XX_Count", Map.of("LoadBalancer", dimensions.getOrDefault("LoadBalancer", "")), 1);
            }
        });
    }

    /** Counts of requests are reported for every minute, zero or not, and the hosts' health too. */
    private void sample() {
        state.targetGroups.all().forEach(group -> {
            var arn = group.targetGroupArn();
            if (health.isUsed(arn)) {
                var dimensions = dimensions(arn);
                record("RequestCountPerTarget", Map.of("TargetGroup", name(arn)), 0);
                record("HealthyHostCount", dimensions, healthy(arn));
                record("UnHealthyHostCount", dimensions, count(arn, TargetCondition.UNHEALTHY));
            }
        });
    }

    private void record(String name, Map<String, String> dimensions, double value) {
        cloudWatch.metrics().record(new Metric(NAMESPACE, name, dimensions), value);
    }

    private Map<String, String> dimensions(String targetGroupArn) {
        Optional<String> balancer = state.loadBalancerUsing(targetGroupArn).map(arn -> arn.substring(arn.indexOf("loadbalancer/") + 13));
        return balancer.map(used -> Map.of("LoadBalancer", used, "TargetGroup", name(targetGroupArn)))
                .orElseGet(() -> Map.of("TargetGroup", name(targetGroupArn)));
    }

    private static String name(String targetGroupArn) { return targetGroupArn.substring(targetGroupArn.indexOf("targetgroup/")); }

    private long healthy(String targetGroupArn) { return count(targetGroupArn, TargetCondition.HEALTHY); }

    private long count(String targetGroupArn, TargetCondition condition) {
        return health.targets(targetGroupArn).stream().filter(target -> target.condition() == condition).count();
    }
}
