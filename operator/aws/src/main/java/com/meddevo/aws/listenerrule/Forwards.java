package com.meddevo.aws.listenerrule;

import com.meddevo.aws.tags.TagIndex;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.plan.Arns;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Where a rule forwards to: one group of ours or two of them with weights. Order has no meaning; what has the greater weight serves. */
record Forwards(Optional<ResourceId> targetGroup, Optional<ListenerRule.Alternate> alternate) {
    private static final int ALL = 100;
    private static final Forwards ELSEWHERE = new Forwards(Optional.empty(), Optional.empty());

    /** Empty for a rule that does something else, or forwards to a group that is not ours, or to none with any weight. */
    static Forwards of(Rule rule, TagIndex tags) {
        if (rule.actions().size() != 1 || rule.actions().getFirst().type() != ActionTypeEnum.FORWARD) return ELSEWHERE;
        List<TargetGroupTuple> groups = groups(rule.actions().getFirst());
        List<ResourceId> ids = groups.stream().flatMap(group -> tags.owner(group.targetGroupArn()).stream())
                .filter(id -> id.kind().equals(TargetGroups.KIND)).toList();
        if (groups.isEmpty() || ids.size() != groups.size()) return ELSEWHERE;
        if (groups.size() == 1) return new Forwards(Optional.of(ids.getFirst()), Optional.empty());
        int total = groups.stream().mapToInt(Forwards::weight).sum();
        if (groups.size() > 2 || total == 0) return ELSEWHERE;
        int live = weight(groups.get(0)) >= weight(groups.get(1)) ? 0 : 1;
        int percent = Math.round((float) ALL * weight(groups.get(1 - live)) / total);
        return new Forwards(Optional.of(ids.get(live)), Optional.of(new ListenerRule.Alternate(ids.get(1 - live), percent)));
    }

    /** AWS shows one group twice, and weighs it 1 if nobody says anything. */
    private static List<TargetGroupTuple> groups(Action action) {
        if (action.forwardConfig() != null && !action.forwardConfig().targetGroups().isEmpty())
            return action.forwardConfig().targetGroups();
        return action.targetGroupArn() == null
                ? List.of()
                : List.of(TargetGroupTuple.builder().targetGroupArn(action.targetGroupArn()).build());
    }

    private static int weight(TargetGroupTuple group) { return group.weight() == null ? 1 : group.weight(); }

    /** The action that makes a rule forward as it is desired. */
    static Action action(ListenerRule desired, Arns arns) {
        var action = Action.builder().type(ActionTypeEnum.FORWARD);
        String live = arns.of(desired.targetGroup().orElseThrow());
        if (desired.alternate().isEmpty()) return action.targetGroupArn(live).build();
        var alternate = desired.alternate().get();
        return action.forwardConfig(forward -> forward.targetGroups(tuple(live, ALL - alternate.percent()),
                tuple(arns.of(alternate.targetGroup()), alternate.percent()))).build();
    }

    private static TargetGroupTuple tuple(String arn, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
    }
}
