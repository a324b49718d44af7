package com.meddevo.localcloud.elb;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** How a target is, in AWS's words. */
public enum TargetCondition {

    /** No rule uses its group. */
    UNUSED(TargetHealthStateEnum.UNUSED, TargetHealthReasonEnum.TARGET_NOT_IN_USE,
            "Target group is not configured to receive traffic from the load balancer"),
    /** Registered, and not checked yet. */
    REGISTERING(TargetHealthStateEnum.INITIAL, TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS, "Target registration is in progress"),
    /** Checked, but neither well nor ill for certain. */
    CHECKING(TargetHealthStateEnum.INITIAL, TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING, "Initial health checks in progress"),
    /** Gets requests. */
    HEALTHY(TargetHealthStateEnum.HEALTHY, null, null),
    /** Gets requests only if no target of its group is healthy. */
    UNHEALTHY(TargetHealthStateEnum.UNHEALTHY, TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS, "Health checks failed"),
    /** Deregistered; gets no new requests and may finish those it has. */
    DRAINING(TargetHealthStateEnum.DRAINING, TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
            "Target deregistration is in progress");

    private final TargetHealthStateEnum state;
    private final TargetHealthReasonEnum reason;
    private final String description;

    TargetCondition(TargetHealthStateEnum state, TargetHealthReasonEnum reason, String description) {
        this.state = state;
        this.reason = reason;
        this.description = description;
    }

    TargetHealth described() { return TargetHealth.builder().state(state).reason(reason)
            .description(description).build(); }
}
