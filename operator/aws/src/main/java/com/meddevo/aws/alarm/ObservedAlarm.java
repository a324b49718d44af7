package com.meddevo.aws.alarm;

import com.meddevo.aws.tags.TagIndex;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.plan.ResourceId;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** An alarm as AWS tells it, brought to the form in which it is wanted: what AWS leaves out is filled in. */
public record ObservedAlarm(MetricAlarm aws) {
    /** What a spec would say to have this figure watched like this, under any name; empty where none can say it. */
    public Optional<com.meddevo.fleet.Alarm> asSpec(String name) {
        return Alarms.said(name, watch());
    }

    Alarm state(ResourceId id, TagIndex tags) {
        var dimensions = aws.dimensions().stream().collect(Collectors.toMap(Dimension::name, Dimension::value));
        return new Alarm(id, aws.alarmName(), watch(), Optional.ofNullable(dimensions.get("LoadBalancer")),
                targetGroup(dimensions, id, tags),
                new Alarm.Actions(!Boolean.FALSE.equals(aws.actionsEnabled()), aws.alarmActions(), aws.okActions(),
                        aws.insufficientDataActions()));
    }

    /** Without {@code DatapointsToAlarm} every period has to breach; an alarm of an expression has no metric. */
    private Alarm.Watch watch() {
        int periods = Objects.requireNonNullElse(aws.evaluationPeriods(), 1);
        return new Alarm.Watch(aws.metricName() == null ? "an expression" : aws.namespace() + " " + aws.metricName(),
                aws.statistic() == null ? String.valueOf(aws.extendedStatistic()) : aws.statisticAsString(),
                Objects.requireNonNullElse(aws.period(), 0), aws.comparisonOperatorAsString(),
                aws.threshold() == null ? "" : BigDecimal.valueOf(aws.threshold()).stripTrailingZeros().toPlainString(), periods,
                Objects.requireNonNullElse(aws.datapointsToAlarm(), periods),
                Objects.requireNonNullElse(aws.treatMissingData(), "missing"));
    }

    /** The dimension is the end of the group's ARN; the alarm's own ARN tells how it begins. */
    private Optional<ResourceId> targetGroup(Map<String, String> dimensions, ResourceId id, TagIndex tags) {
        return Optional.ofNullable(dimensions.get("TargetGroup")).map(end -> {
            String[] own = aws.alarmArn().split(":", 6);
            String arn = String.join(":", own[0], own[1], "elasticloadbalancing", own[3], own[4], end);
            return tags.owner(arn).filter(owner -> owner.kind().equals(TargetGroups.KIND))
                    .orElseGet(() -> new ResourceId(TargetGroups.KIND, id.app(), "not-ours:" + arn));
        });
    }
}
