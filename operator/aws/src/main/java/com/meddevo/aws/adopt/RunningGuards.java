package com.meddevo.aws.adopt;

import com.meddevo.aws.alarm.Alarms;
import com.meddevo.aws.alarm.ObservedAlarm;
import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;

/**
 * What a spec says of the alarms that end a service's deployments. CloudWatch cannot rename, so that only an alarm with the app's own prefix becomes the
 * app's; in place of any other the first plan makes one that watches the same.
 */
final class RunningGuards {
    private static final int LONGEST_NAME = 63;

    private final CloudWatchClient cloudWatch;
    private final Environment environment;
    private final String app;
    private final Map<String, ResourceId> groups;

    /** @param groups the ids of the app's target groups, by their ARNs */
    RunningGuards(CloudWatchClient cloudWatch, Environment environment, String app, Map<String, ResourceId> groups) {
        this.cloudWatch = cloudWatch;
        this.environment = environment;
        this.app = app;
        this.groups = groups;
    }

    /** @param arns of those that become the app's */
    record Guarding(List<Alarm> alarms, Map<ResourceId, String> arns, List<String> unsaid) {
    }

    /** @param aws as the service's deployment has it; null for none */
    Guarding of(DeploymentAlarms aws) {
        var guarding = new Guarding(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
        if (aws == null || !Boolean.TRUE.equals(aws.enable()) || aws.alarmNames().isEmpty()) return guarding;
        var there = cloudWatch.describeAlarms(request -> request.alarmNames(aws.alarmNames()).alarmTypes(AlarmType.METRIC_ALARM))
                .metricAlarms().stream().collect(Collectors.toMap(MetricAlarm::alarmName, alarm -> alarm));
        aws.alarmNames().stream().sorted().forEach(name -> Optional.ofNullable(there.get(name)).flatMap(this::said).ifPresentOrElse(
                one -> add(one, there.get(name), guarding),
                () -> guarding.unsaid()
                        .add("the alarm " + name + ", which ends its deployments: a spec's alarms are a bound of the service's"
                                + " CPU or memory, or of its route's errors, answer time or unhealthy tasks, minute by minute")));
        return guarding;
    }

    private record Said(Alarm alarm, ResourceId id) {
    }

    private Optional<Said> said(MetricAlarm aws) {
        return new ObservedAlarm(aws).asSpec(name(aws.alarmName())).flatMap(alarm -> measured(alarm, aws)
                .map(group -> new Said(alarm, Alarms.id(app, alarm.name(), group))));
    }

    /** Of which group an alarm is that is of the service; empty if it is of another's. */
    private Optional<Optional<ResourceId>> measured(Alarm alarm, MetricAlarm aws) {
        var dimensions = aws.dimensions().stream().collect(Collectors.toMap(Dimension::name, Dimension::value));
        if (!alarm.figure().needsRoute())
            return dimensions.equals(Map.of("ClusterName", environment.cluster(), "ServiceName", app))
                    ? Optional.of(Optional.empty())
                    : Optional.empty();
        return groups.entrySet().stream().filter(group -> dimensions.containsKey("LoadBalancer")
                && group.getKey().endsWith(":" + dimensions.get("TargetGroup"))).map(group -> Optional.of(group.getValue())).findFirst();
    }

    /** A spec's alarm has one of CloudWatch for each target group. */
    private void add(Said said, MetricAlarm aws, Guarding guarding) {
        var like = guarding.alarms().stream().filter(alarm -> alarm.name().equals(said.alarm().name())).findFirst();
        if (like.isPresent() && !like.get().equals(said.alarm())) {
            guarding.unsaid()
                    .add("the alarm " + aws.alarmName() + ", which ends its deployments: in a spec its name would be that of another one");
            return;
        }
        if (like.isEmpty()) guarding.alarms().add(said.alarm());
        if (aws.alarmName().equals(Alarms.alarmName(environment, app, said.id().name()))) guarding.arns().put(said.id(), aws.alarmArn());
    }

    private String name(String physical) {
        String own = Alarms.alarmName(environment, app, "");
        String plain = physical.startsWith(own) ? physical.substring(own.length()).replaceFirst("\\.green$", "") : physical;
        String name = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("-+$", "");
    }
}
