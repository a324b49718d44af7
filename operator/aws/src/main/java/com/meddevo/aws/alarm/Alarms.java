package com.meddevo.aws.alarm;

import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.fleet.Alarm.Figure;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Choice;
import com.meddevo.plan.Resolved;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An app whose spec bounds figures has an alarm for each of them. */
public final class Alarms implements ResourceKind<Alarm> {
    /** The kind's name. */
    public static final String KIND = "alarm";
    static final String ECS = "AWS/ECS ";
    private static final String ELB = "AWS/ApplicationELB ";
    private static final String LOAD_BALANCER = ":loadbalancer/";
    private static final int MILLIS = 3;
    private static final int NONE = -1;
    /** What a spec's bound may be at most. */
    private static final int HIGHEST = 1_000_000;
    /** How many minutes a spec's alarm looks at, at most. */
    private static final int LONGEST = 60;
    /** What the alarm of the second group's name ends with; no name in a spec has a dot. */
    private static final String GREEN = ".green";

    /** The id of one of an app's alarms. */
    public static ResourceId id(String app, String alarm) {
        return new ResourceId(KIND, app, alarm);
    }

    /**
     * The id of an alarm of the spec that watches a target group.
     *
     * @param group empty for a figure of the service
     */
    public static ResourceId id(String app, String alarm, Optional<ResourceId> group) {
        return id(app, group.filter(TargetGroups::isGreen).isPresent() ? alarm + GREEN : alarm);
    }

    /** The ids that an alarm of the spec can have, one for each target group. */
    static Stream<ResourceId> ids(String app, String alarm) {
        return Stream.of(id(app, alarm), id(app, alarm + GREEN));
    }

    /** The physical name of one of an app's alarms; no app's name has a slash, so that no two are alike. */
    public static String alarmName(Environment environment, String app, String alarm) {
        return prefix(environment, app) + alarm;
    }

    static String prefix(Environment environment, String app) { return prefix(environment) + app + "/"; }

    static String prefix(Environment environment) { return "meddevo-" + environment.name() + "-"; }

    @Override
    public String name() { return KIND; }

    @Override
    public Class<Alarm> type() { return Alarm.class; }

    @Override
    public Set<Choice> choices() { return Set.of(Choice.LIVE_GROUP); }

    @Override
    public List<Alarm> desired(Resolved resolved) {
        return resolved.apps().stream().flatMap(app -> app.alarms().stream()
                .flatMap(alarm -> desired(app, alarm, resolved))).toList();
    }

    /** The alarms of an app that end its deployments; of a figure of the load balancer those of both groups, since a new version is in the other one. */
    public static Set<ResourceId> guards(AppSpec app, Resolved resolved) {
        return app.alarms().stream().filter(alarm -> app.deployment().alarms().contains(alarm.name()))
                .flatMap(alarm -> desired(app, alarm, resolved)).map(Alarm::id).collect(Collectors.toSet());
    }

    /** None while the app's route has no place yet. */
    private static Stream<Alarm> desired(AppSpec app, com.meddevo.fleet.Alarm alarm, Resolved resolved) {
        var environment = resolved.environment();
        if (!alarm.figure().needsRoute())
            return Stream.of(new Alarm(id(app.name(), alarm.name()), alarmName(environment, app.name(), alarm.name()), watch(alarm),
                    Optional.empty(), Optional.empty(), Alarm.Actions.NONE));
        return TargetGroups.colours(app, resolved).stream().flatMap(TargetGroups.Colours::all).map(group -> {
            var id = id(app.name(), alarm.name(), Optional.of(group));
            return new Alarm(id, alarmName(environment, app.name(), id.name()), watch(alarm),
                    Optional.of(loadBalancer(app, environment)), Optional.of(group), Alarm.Actions.NONE);
        });
    }

    private static String loadBalancer(AppSpec app, Environment environment) {
        String arn = environment.listeners().get(app.route().flatMap(AppSpec.Route::listener).orElseThrow()).loadBalancerArn();
        return arn.substring(arn.indexOf(LOAD_BALANCER) + LOAD_BALANCER.length());
    }

    private static Alarm.Watch watch(com.meddevo.fleet.Alarm alarm) {
        String threshold = alarm.figure() == Figure.RESPONSE_TIME
                ? BigDecimal.valueOf(alarm.above(), MILLIS).stripTrailingZeros().toPlainString()
                : String.valueOf(alarm.above());
        return new Alarm.Watch(metric(alarm.figure()), statistic(alarm.figure()), 60, "GreaterThanThreshold", threshold, alarm.minutes(),
                alarm.minutes(), "notBreaching");
    }

    /** What a spec would say to have this watched; empty where none can say it. */
    static Optional<com.meddevo.fleet.Alarm> said(String name, Alarm.Watch watch) {
        return Stream.of(Figure.values()).map(figure -> new com.meddevo.fleet.Alarm(name, figure, above(figure, watch), watch.periods()))
                .filter(alarm -> alarm.above() >= 0 && alarm.above() <= HIGHEST && alarm.minutes() <= LONGEST && watch(alarm).equals(watch))
                .findFirst();
    }

    private static int above(Figure figure, Alarm.Watch watch) {
        return watch.threshold().isEmpty()
                ? NONE
                : new BigDecimal(watch.threshold()).movePointRight(figure == Figure.RESPONSE_TIME ? MILLIS : 0).intValue();
    }

    private static String metric(Figure figure) {
        return switch (figure) {
            case SERVER_ERRORS -> ELB + "HTTPCode_Target_5XX_Count";
            case RESPONSE_TIME -> ELB + "TargetResponseTime";
            case UNHEALTHY_TASKS -> ELB + "UnHealthyHostCount";
            case CPU -> ECS + "CPUUtilization";
            case MEMORY -> ECS + "MemoryUtilization";
        };
    }

    private static String statistic(Figure figure) {
        return switch (figure) {
            case SERVER_ERRORS -> "Sum";
            case UNHEALTHY_TASKS -> "Maximum";
            case RESPONSE_TIME, CPU, MEMORY -> "Average";
        };
    }
}
