package com.meddevo.localcloud.elb;

import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** The weights of listener rules, for ECS, which moves them while it shifts traffic. Used inside the account's lock only. */
public final class Weights {

    private static final int ALL = 100;

    private final ElbState state;
    private final Targets health;

    Weights(ElbState state, Targets health) {
        this.state = state;
        this.health = health;
    }

    /** Whether there is such a rule and it forwards to both groups. */
    public boolean knows(String ruleArn, String group, String other) {
        return state.rules.get(ruleArn).filter(rule -> ElbState.targetGroupsOf(rule.actions()).containsAll(Set.of(group, other)))
                .isPresent();
    }

    /** Sends a part of a rule's requests to one group and the rest to another; a rule that is gone stays gone. */
    public void shift(String ruleArn, String from, String to, int percent) {
        state.rules.get(ruleArn).ifPresent(rule -> {
            state.rules.put(ruleArn, rule.toBuilder().actions(rule.actions().stream()
                    .map(action -> action.forwardConfig() == null
                            ? action
                            : weighed(action, tuple(to, percent), tuple(from, ALL - percent)))
                    .toList()).build());
            health.routingChanged();
        });
    }

    private static Action weighed(Action action, TargetGroupTuple... groups) {
        var stickiness = action.forwardConfig().targetGroupStickinessConfig();
        return action.toBuilder().targetGroupArn(null)
                .forwardConfig(ForwardActionConfig.builder().targetGroups(groups).targetGroupStickinessConfig(stickiness).build()).build();
    }

    private static TargetGroupTuple tuple(String arn, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
    }
}
