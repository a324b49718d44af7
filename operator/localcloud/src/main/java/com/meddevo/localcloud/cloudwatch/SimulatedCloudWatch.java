package com.meddevo.localcloud.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedCloudWatch implements CloudWatchClient {

    private static final int LARGEST_PAGE_OF_ALARMS = 100;
    private static final int ALARMS_PER_DELETE = 100;
    private static final int METRICS_PAGE = 500;
    private static final int MINUTE = 60;

    private final Site site;
    private final Metrics metrics;
    private final MetricAlarms alarms;

    /** Nothing in it yet. */
    public SimulatedCloudWatch(Site site) {
        this.site = site;
        this.metrics = new Metrics(site.timeline());
        this.alarms = new MetricAlarms(site, metrics);
    }

    /** What is measured, for those who measure. */
    public Metrics metrics() { return metrics; }

    /** The alarms, for those who set some or wait for one. */
    public MetricAlarms alarms() { return alarms; }

    /** Writes down the alarms; what was measured is measured anew. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("alarms", JsonMemory.list(alarms.alarms.all()));
        return saved;
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) {
        JsonMemory.each(saved.path("alarms"), MetricAlarm::builder, MetricAlarm.class).forEach(alarms::restore);
    }

    @Override
    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        for (var datum : request.metricData()) {
            var metric = Metric.of(request.namespace(), datum.metricName(), datum.dimensions());
            var at = datum.timestamp() == null ? site.timeline().now() : datum.timestamp();
            Optional.ofNullable(datum.value()).ifPresent(value -> metrics.record(metric, at, Figures.of(value)));
            datum.values().forEach(value -> metrics.record(metric, at, Figures.of(value)));
            Optional.ofNullable(datum.statisticValues()).ifPresent(set -> metrics.record(metric, at,
                    new Figures(set.sampleCount(), set.sum(), set.minimum(), set.maximum())));
        }
        return PutMetricDataResponse.builder().build();
    }

    @Override
    public ListMetricsResponse listMetrics(ListMetricsRequest request) {
        var known = metrics.known().stream().filter(metric -> request.namespace() == null || request.namespace().equals(metric.namespace()))
                .filter(metric -> request.metricName() == null || request.metricName().equals(metric.name()))
                .filter(metric -> request.dimensions().stream().allMatch(filter -> metric.dimensions().containsKey(filter.name())
                        && (filter.value() == null || filter.value().equals(metric.dimensions().get(filter.name())))))
                .map(metric -> software.amazon.awssdk.services.cloudwatch.model.Metric.builder().namespace(metric.namespace())
                        .metricName(metric.name()).dimensions(metric.asDimensions()).build())
                .toList();
        var page = page(known, request.nextToken(), METRICS_PAGE);
        return ListMetricsResponse.builder().metrics(page.items()).nextToken(page.next()).build();
    }

    @Override
    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        if (request.statistics().isEmpty()) {
            throw CloudWatchErrors.missing("At least one of the parameters Statistics and ExtendedStatistics must be specified.");
        }
        var metric = Metric.of(request.namespace(), request.metricName(), request.dimensions());
        var points = metrics.read(metric, period(request.period()), minute(request.startTime()), request.endTime()).entrySet().stream()
                .map(point -> datapoint(point.getKey(), point.getValue(), request)).toList();
        return GetMetricStatisticsResponse.builder().label(request.metricName()).datapoints(points).build();
    }

    private static Datapoint datapoint(Instant at, Figures figures, GetMetricStatisticsRequest request) {
        var point = Datapoint.builder().timestamp(at).unit(request.unit());
        for (var statistic : request.statistics()) {
            var value = figures.by(statistic);
            switch (statistic) {
                case SUM -> point.sum(value);
                case AVERAGE -> point.average(value);
                case MINIMUM -> point.minimum(value);
                case MAXIMUM -> point.maximum(value);
                case SAMPLE_COUNT -> point.sampleCount(value);
                case UNKNOWN_TO_SDK_VERSION -> throw CloudWatchErrors.invalid("The statistic is none of CloudWatch's.");
            }
        }
        return point.build();
    }

    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        var results = request.metricDataQueries().stream().map(query -> result(query, request)).toList();
        return GetMetricDataResponse.builder().metricDataResults(results).messages(List.of()).build();
    }

    private MetricDataResult result(MetricDataQuery query, GetMetricDataRequest request) {
        var stat = Optional.ofNullable(query.metricStat())
                .orElseThrow(() -> CloudWatchErrors.invalid("The local cloud answers queries of one metric only, not expressions."));
        var statistic = Statistic.fromValue(stat.stat());
        var points = metrics.read(Metric.of(stat.metric().namespace(), stat.metric().metricName(), stat.metric().dimensions()),
                period(stat.period()), minute(request.startTime()), request.endTime());
        var descending = request.scanBy() != ScanBy.TIMESTAMP_ASCENDING;
        var times = descending ? points.sequencedKeySet().reversed() : points.sequencedKeySet();
        return MetricDataResult.builder().id(query.id()).label(query.label() == null ? stat.metric().metricName() : query.label())
                .timestamps(times).values(times.stream().map(time -> points.get(time).by(statistic)).toList())
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    private static Duration period(Integer seconds) {
        if (seconds == null || seconds < MINUTE || seconds % MINUTE != 0) {
            throw CloudWatchErrors
                    .invalid("The parameter Period must be a multiple of 60 in the local cloud, which measures by the minute.");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Instant minute(Instant time) { return time.truncatedTo(ChronoUnit.MINUTES); }

    @Override
    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
        if (request.metricName() == null || request.namespace() == null || request.statistic() == null || request.period() == null) {
            throw CloudWatchErrors.missing("The local cloud needs MetricName, Namespace, Statistic and Period of an alarm.");
        }
        if (request.threshold() == null || request.evaluationPeriods() == null || request.comparisonOperator() == null) {
            throw CloudWatchErrors.missing("Threshold, EvaluationPeriods and ComparisonOperator are required.");
        }
        if (request.datapointsToAlarm() != null && request.datapointsToAlarm() > request.evaluationPeriods()) {
            throw CloudWatchErrors.combination("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
        }
        var fresh = alarms.alarms.get(request.alarmName()).isEmpty();
        var alarm = alarms.put(MetricAlarm.builder().alarmName(request.alarmName()).alarmDescription(request.alarmDescription())
                .actionsEnabled(!Boolean.FALSE.equals(request.actionsEnabled())).okActions(request.okActions())
                .alarmActions(request.alarmActions()).insufficientDataActions(request.insufficientDataActions())
                .metricName(request.metricName()).namespace(request.namespace()).statistic(request.statistic())
                .dimensions(request.dimensions()).period(request.period()).unit(request.unit())
                .evaluationPeriods(request.evaluationPeriods()).datapointsToAlarm(request.datapointsToAlarm())
                .threshold(request.threshold()).comparisonOperator(request.comparisonOperator())
                .treatMissingData(request.treatMissingData()).build());
        if (fresh) { // as AWS: the tags of an alarm that is there are changed by TagResource only
            site.tags().add(alarm.alarmArn(), request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        }
        return PutMetricAlarmResponse.builder().build();
    }

    @Override
    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        var size = request.maxRecords() == null ? LARGEST_PAGE_OF_ALARMS : request.maxRecords();
        if (size < 1 || size > LARGEST_PAGE_OF_ALARMS) {
            throw CloudWatchErrors.invalid("MaxRecords must be between 1 and %d.".formatted(LARGEST_PAGE_OF_ALARMS));
        }
        if (!request.alarmNames().isEmpty() && request.alarmNamePrefix() != null) {
            throw CloudWatchErrors.combination("AlarmNamePrefix and AlarmNames cannot be combined.");
        }
        var found = alarms.alarms.readAll().stream()
                .filter(alarm -> request.alarmNames().isEmpty() || request.alarmNames().contains(alarm.alarmName()))
                .filter(alarm -> request.alarmNamePrefix() == null || alarm.alarmName().startsWith(request.alarmNamePrefix()))
                .filter(alarm -> request.stateValue() == null || alarm.stateValue() == request.stateValue())
                .sorted((a, b) -> a.alarmName().compareTo(b.alarmName())).toList();
        var page = page(found, request.nextToken(), size);
        return DescribeAlarmsResponse.builder().metricAlarms(page.items()).compositeAlarms(List.of()).nextToken(page.next()).build();
    }

    @Override
    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
        if (request.alarmNames().size() > ALARMS_PER_DELETE) {
            throw CloudWatchErrors.invalid("At most %d alarms can be deleted in one call.".formatted(ALARMS_PER_DELETE));
        }
        alarms.delete(request.alarmNames());
        return DeleteAlarmsResponse.builder().build();
    }

    @Override
    public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
        alarms.set(request.alarmName(), request.stateValue(), request.stateReason());
        return SetAlarmStateResponse.builder().build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        site.tags().add(require(request.resourceARN()), request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        site.tags().remove(require(request.resourceARN()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        var tags = site.tags().read(require(request.resourceARN())).entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    private String require(String arn) { return alarms.byArn(arn).orElseThrow(() -> CloudWatchErrors.noAlarm(arn)).alarmArn(); }

    private static <T> Page<T> page(List<T> all, String token, int size) {
        return Page.of(all, token, size).orElseThrow(CloudWatchErrors::invalidToken);
    }

    @Override
    public String serviceName() { return AwsService.CLOUDWATCH.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
