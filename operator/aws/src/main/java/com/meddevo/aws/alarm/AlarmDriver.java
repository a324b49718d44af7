package com.meddevo.aws.alarm;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Alarms in AWS. */
public final class AlarmDriver implements ResourceDriver<Alarm> {
    private static final int PAGE = 100;

    private final CloudWatchClient cloudWatch;
    private final Environment environment;
    private final TagIndex tags;
    private final Clock clock;

    public AlarmDriver(CloudWatchClient cloudWatch, Environment environment, TagIndex tags, Clock clock) {
        this.cloudWatch = cloudWatch;
        this.environment = environment;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public Class<Alarm> type() { return Alarm.class; }

    @Override
    public Set<String> actions() {
        return Set.of("cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource", "cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms",
                "cloudwatch:TagResource");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var there = isAnyToExpect(scope) ? alarms(scope) : Map.<String, MetricAlarm>of();
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        tags.owners(there.keySet()).forEach((arn, id) -> {
            if (!id.kind().equals(Alarms.KIND) || !scope.includes(id.app())) return;
            states.add(new ObservedAlarm(there.get(arn)).state(id, tags));
            arns.put(id, arn);
        });
        return new Observation(List.of(new Reading(Alarms.KIND, scope.app(), Reading.WHOLE, startedAt)), states, arns,
                Facts.ofForeign(tags.foreign(inOurPlaces(there, scope), scope)));
    }

    /** Most fleets have none: where no app asks for one and no tag tells of one, there is nothing to be read. */
    private boolean isAnyToExpect(Scope scope) {
        return asking(scope).findAny().isPresent() || tags.owns(Alarms.KIND, scope);
    }

    private static Stream<AppSpec> asking(Scope scope) {
        return scope.fleet().wanted().stream().filter(app -> scope.includes(app.name()) && !app.alarms().isEmpty());
    }

    private Map<String, MetricAlarm> alarms(Scope scope) {
        return alarms(scope.app().map(app -> Alarms.prefix(environment, app)).orElseGet(() -> Alarms.prefix(environment)));
    }

    private Map<String, MetricAlarm> alarms(String prefix) {
        return cloudWatch.describeAlarmsPaginator(request -> request.alarmNamePrefix(prefix).alarmTypes(AlarmType.METRIC_ALARM)
                .maxRecords(PAGE)).metricAlarms().stream().collect(Collectors.toMap(MetricAlarm::alarmArn, Function.identity()));
    }

    private Map<String, ResourceId> inOurPlaces(Map<String, MetricAlarm> there, Scope scope) {
        var names = new HashMap<String, ResourceId>();
        asking(scope).forEach(app -> app.alarms().stream().flatMap(alarm -> Alarms.ids(app.name(), alarm.name()))
                .forEach(id -> names.put(Alarms.alarmName(environment, id.app(), id.name()), id)));
        var inPlace = new HashMap<String, ResourceId>();
        there.forEach((arn, alarm) -> Optional.ofNullable(names.get(alarm.alarmName())).ifPresent(id -> inPlace.put(arn, id)));
        return inPlace;
    }

    @Override
    public Outcome apply(Change<Alarm> change, Arns arns) {
        return switch (change) {
            case Change.Create<Alarm> create -> create(create.desired(), arns);
            case Change.Update<Alarm> update -> update(update.observed(), update.desired(), arns);
            case Change.Delete<Alarm> delete -> delete(delete.id(), arns);
            case Change.Blocked<Alarm> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    /** Putting replaces what is there, so somebody else's alarm must be seen before; one of ours whose answer was lost is put once more. */
    private Outcome create(Alarm desired, Arns arns) {
        var there = named(desired.name());
        if (there.isPresent() && !tags.confirm(there.get().alarmArn(), desired.id()))
            return tags.ownership().notOurs(desired.id(), "alarm " + desired.name());
        var own = there.isPresent()
                ? List.<Tag>of()
                : tags.ownership().tags(desired.id()).entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
        cloudWatch.putMetricAlarm(put(desired, desired.actions(), arns).tags(own).build());
        named(desired.name()).map(MetricAlarm::alarmArn).ifPresent(arn -> {
            tags.learn(arn, desired.id());
            arns.learn(desired.id(), arn);
        });
        return new Outcome.Done();
    }

    private Outcome update(Alarm observed, Alarm desired, Arns arns) {
        cloudWatch.putMetricAlarm(put(desired, observed.actions(), arns).build());
        return new Outcome.Done();
    }

    private Outcome delete(ResourceId id, Arns arns) {
        String arn = arns.of(id);
        String name = arn.substring(arn.indexOf(":alarm:") + ":alarm:".length());
        if (named(name).isPresent()) {
            if (!tags.confirm(arn, id)) return tags.ownership().notOurs(id, "alarm " + name);
            try {
                cloudWatch.deleteAlarms(request -> request.alarmNames(name));
            } catch (CloudWatchException e) {
                if (!AwsErrors.notFound(e)) throw e;
            }
        }
        tags.forget(arn);
        arns.forget(id);
        return new Outcome.Done();
    }

    private Optional<MetricAlarm> named(String name) {
        return cloudWatch.describeAlarms(request -> request.alarmNames(name).alarmTypes(AlarmType.METRIC_ALARM)).metricAlarms().stream()
                .findFirst();
    }

    private PutMetricAlarmRequest.Builder put(Alarm desired, Alarm.Actions actions, Arns arns) {
        String[] metric = desired.watch().metric().split(" ", 2);
        return PutMetricAlarmRequest.builder().alarmName(desired.name()).namespace(metric[0]).metricName(metric[1])
                .alarmDescription("Bound of " + desired.id().name() + " in spec.alarms of " + desired.id().app())
                .statistic(desired.watch().statistic()).period(desired.watch().periodSeconds()).comparisonOperator(desired.watch().when())
                .threshold(Double.valueOf(desired.watch().threshold())).evaluationPeriods(desired.watch().periods())
                .datapointsToAlarm(desired.watch().breaches()).treatMissingData(desired.watch().missing())
                .dimensions(dimensions(desired, arns)).actionsEnabled(actions.enabled()).alarmActions(actions.onAlarm())
                .okActions(actions.onOk()).insufficientDataActions(actions.onInsufficientData());
    }

    private List<Dimension> dimensions(Alarm desired, Arns arns) {
        return desired.targetGroup().map(group -> List.of(dimension("LoadBalancer", desired.loadBalancer().orElseThrow()),
                dimension("TargetGroup", arns.of(group).substring(arns.of(group).indexOf("targetgroup/"))))).orElseGet(
                        () -> List.of(dimension("ClusterName", environment.cluster()), dimension("ServiceName", desired.id().app())));
    }

    private static Dimension dimension(String name, String value) { return Dimension.builder().name(name).value(value).build(); }
}
