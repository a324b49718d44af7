package com.meddevo.localcloud.elb;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What AWS fills into a target group that says nothing about it, and what it accepts. */
final class TargetGroupDefaults {

    /** The attributes of a target group of an application load balancer. */
    static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("deregistration_delay.timeout_seconds", "300"),
            Map.entry("load_balancing.algorithm.type", "round_robin"),
            Map.entry("load_balancing.algorithm.anomaly_mitigation", "off"),
            Map.entry("load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
            Map.entry("slow_start.duration_seconds", "0"),
            Map.entry("stickiness.enabled", "false"),
            Map.entry("stickiness.type", "lb_cookie"),
            Map.entry("stickiness.lb_cookie.duration_seconds", "86400"),
            Map.entry("stickiness.app_cookie.cookie_name", ""),
            Map.entry("stickiness.app_cookie.duration_seconds", "86400"),
            Map.entry("target_group_health.dns_failover.minimum_healthy_targets.count", "1"),
            Map.entry("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off"),
            Map.entry("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1"),
            Map.entry("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off"));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

    private TargetGroupDefaults() {}

    /** The target group that a request describes, with everything AWS fills in, and no ARN yet. */
    static TargetGroup fill(CreateTargetGroupRequest request) {
        if (request.name() == null || !NAME.matcher(request.name()).matches()) {
            throw ElbErrors.validation(
                    "Target group name '%s' must be at most 32 letters, digits and hyphens, and neither begin nor end with a hyphen"
                            .formatted(request.name()));
        }
        if (request.targetType() != TargetTypeEnum.LAMBDA
                && Stream.of(request.protocolAsString(), request.port(), request.vpcId()).anyMatch(Objects::isNull)) {
            throw ElbErrors.validation("A protocol, a port and a VPC ID must be specified for target group '%s'".formatted(request.name()));
        }
        return checked(TargetGroup.builder().targetGroupName(request.name()).protocol(request.protocol()).port(request.port())
                .vpcId(request.vpcId())
                .protocolVersion(or(request.protocolVersion(), "HTTP1"))
                .targetType(or(request.targetType(), TargetTypeEnum.INSTANCE))
                .ipAddressType(or(request.ipAddressType(), TargetGroupIpAddressTypeEnum.IPV4))
                .healthCheckEnabled(or(request.healthCheckEnabled(), true))
                .healthCheckProtocol(or(request.healthCheckProtocol(), ProtocolEnum.HTTP))
                .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
                .healthCheckPath(or(request.healthCheckPath(), "GRPC".equals(request.protocolVersion()) ? "/AWS.ALB/healthcheck" : "/"))
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), 5))
                .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
                .matcher(or(request.matcher(), Matcher.builder().httpCode("200").build())).build());
    }

    /** Refuses health check settings that AWS refuses. */
    static TargetGroup checked(TargetGroup group) {
        within("Health check interval", group.healthCheckIntervalSeconds(), 5, 300);
        within("Health check timeout", group.healthCheckTimeoutSeconds(), 2, 120);
        within("Healthy threshold count", group.healthyThresholdCount(), 2, 10);
        within("Unhealthy threshold count", group.unhealthyThresholdCount(), 2, 10);
        if (group.port() != null) {
            within("Port", group.port(), 1, 65_535);
        }
        if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
            throw ElbErrors.invalidConfiguration("Health check interval must be greater than the timeout.");
        }
        if (!group.healthCheckEnabled() && group.targetType() != TargetTypeEnum.LAMBDA) {
            throw ElbErrors.invalidConfiguration(
                    "Health check enabled must be true for target groups with target type '%s'".formatted(group.targetTypeAsString()));
        }
        if (!group.healthCheckPath().startsWith("/")) {
            throw ElbErrors.validation("Health check path '%s' must begin with a '/' character".formatted(group.healthCheckPath()));
        }
        return group;
    }

    private static void within(String what, int value, int from, int to) {
        if (value < from || value > to) {
            throw ElbErrors.validation("%s '%d' must be between '%d' and '%d' inclusive".formatted(what, value, from, to));
        }
    }

    private static <T> T or(T given, T otherwise) { return given == null ? otherwise : given; }
}
