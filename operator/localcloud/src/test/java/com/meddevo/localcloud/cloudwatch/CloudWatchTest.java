package com.meddevo.localcloud.cloudwatch;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.balancer.Target;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Metrics and alarms as callers see them. */
class CloudWatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = Stage.set();
    private final CloudWatchClient cloudWatch = stage.account.cloudWatch();

    private void measured(double value) {
        cloudWatch.putMetricData(request -> request.namespace("Shop").metricData(datum -> datum.metricName("Queue").value(value)));
    }

    private static PutMetricAlarmRequest.Builder alarm() {
        return PutMetricAlarmRequest.builder().alarmName("queue").namespace("Shop").metricName("Queue").statistic(Statistic.AVERAGE)
                .period(60).evaluationPeriods(2).threshold(10.0).comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
    }

    private MetricAlarm described() { return cloudWatch.describeAlarms(request -> request.alarmNames("queue")).metricAlarms().getFirst(); }

    private void minutes(double... values) {
        for (var value : values) {
            measured(value);
            stage.advance(MINUTE);
        }
    }

    @Test
    void statistics_come_by_period() {
        minutes(1, 3, 5);

        var points = cloudWatch.getMetricStatistics(request -> request.namespace("Shop").metricName("Queue").period(120)
                .startTime(Simulation.START).endTime(stage.account.timeline().now()).statistics(Statistic.AVERAGE, Statistic.SUM))
                .datapoints();

        assertThat(points).extracting(Datapoint::average).containsExactly(2.0, 5.0);
        assertThat(points).extracting(Datapoint::sum).containsExactly(4.0, 5.0);
    }

    @Test
    void queries_of_several_metrics_come_newest_first_unless_it_is_asked_otherwise() {
        minutes(1, 3);

        var results = cloudWatch.getMetricData(request -> request.startTime(Simulation.START).endTime(stage.account.timeline().now())
                .metricDataQueries(query -> query.id("q").metricStat(stat -> stat.stat("Maximum").period(60)
                        .metric(metric -> metric.namespace("Shop").metricName("Queue")))));
        var ascending = cloudWatch.getMetricData(request -> request.startTime(Simulation.START).endTime(stage.account.timeline().now())
                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                .metricDataQueries(query -> query.id("q").metricStat(stat -> stat.stat("Maximum").period(60)
                        .metric(metric -> metric.namespace("Shop").metricName("Queue")))));

        assertThat(results.metricDataResults().getFirst().values()).containsExactly(3.0, 1.0);
        assertThat(ascending.metricDataResults().getFirst().values()).containsExactly(1.0, 3.0);
    }

    @Test
    void an_alarm_goes_off_when_enough_periods_in_a_row_breach_its_threshold_and_calms_down_again() {
        cloudWatch.putMetricAlarm(alarm().build());
        assertThat(described().stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);

        minutes(11);
        assertThat(described().stateValue()).isEqualTo(StateValue.OK);
        minutes(11);
        assertThat(described().stateValue()).isEqualTo(StateValue.ALARM);
        minutes(9);

        assertThat(described().stateValue()).isEqualTo(StateValue.OK);
        stage.advance(Duration.ofMinutes(5));
        assertThat(described().stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
    }

    @Test
    void missing_data_counts_as_the_alarm_says() {
        cloudWatch.putMetricAlarm(alarm().treatMissingData("breaching").build());
        stage.advance(Duration.ofMinutes(3));
        assertThat(described().stateValue()).isEqualTo(StateValue.ALARM);

        cloudWatch.putMetricAlarm(alarm().treatMissingData("notBreaching").build());
        stage.advance(Duration.ofMinutes(3));

        assertThat(described().stateValue()).isEqualTo(StateValue.OK);
    }

    @Test
    void a_state_that_is_set_holds_until_the_next_evaluation() {
        cloudWatch.putMetricAlarm(alarm().treatMissingData("notBreaching").build());

        cloudWatch.setAlarmState(request -> request.alarmName("queue").stateValue(StateValue.ALARM).stateReason("a drill"));

        assertThat(described().stateReason()).isEqualTo("a drill");
        stage.advance(Duration.ofMinutes(2));
        assertThat(described().stateValue()).isEqualTo(StateValue.OK);
    }

    @Test
    void tags_are_taken_on_creation_only_and_changed_by_arn() {
        cloudWatch.putMetricAlarm(alarm().tags(tag -> tag.key("team").value("docs")).build());
        cloudWatch.putMetricAlarm(alarm().tags(tag -> tag.key("team").value("else")).build());
        String arn = described().alarmArn();

        cloudWatch.tagResource(request -> request.resourceARN(arn).tags(tag -> tag.key("stage").value("test")));

        assertThat(cloudWatch.listTagsForResource(request -> request.resourceARN(arn)).tags()).extracting("value")
                .containsExactly("test", "docs");
        cloudWatch.deleteAlarms(request -> request.alarmNames("queue", "nobody"));
        assertThat(refused(() -> cloudWatch.listTagsForResource(request -> request.resourceARN(arn)))).startsWith("ResourceNotFound");
    }

    @Test
    void what_the_balancer_answered_is_counted_by_target_group_and_per_target() {
        String group = stage.routedTargetGroup("web", 10);
        stage.ecs().createService(stage.balanced("web", stage.registered("web", "web:1"), 2, group).build());
        stage.advance(MINUTE);
        var from = stage.account.timeline().now();

        IntStream.range(0, 30)
                .forEach(i -> stage.account.routing().requestCompleted(group, new Target("127.1.0.1", 8080), i < 3 ? 503 : 200,
                        Duration.ofMillis(250)));

        stage.advance(MINUTE);
        String name = group.substring(group.indexOf("targetgroup/"));
        String balancer = stage.foundations.loadBalancerArn();
        var both = new Dimension[]{dimension("TargetGroup", name),
                dimension("LoadBalancer", balancer.substring(balancer.indexOf("loadbalancer/") + "loadbalancer/".length()))};
        assertThat(sum("RequestCount", from, both)).isEqualTo(30);
        assertThat(sum("RequestCountPerTarget", from, dimension("TargetGroup", name))).isCloseTo(15,
                org.assertj.core.data.Offset.offset(.001));
        assertThat(sum("HTTPCode_Target_5XX_Count", from, both)).isEqualTo(3);
        assertThat(sum("TargetResponseTime", from, both)).isCloseTo(7.5, org.assertj.core.data.Offset.offset(.001));
    }

    private static Dimension dimension(String name, String value) { return Dimension.builder().name(name).value(value).build(); }

    private double sum(String metric, java.time.Instant from, Dimension... dimensions) {
        return cloudWatch.getMetricStatistics(request -> request.namespace("AWS/ApplicationELB").metricName(metric).dimensions(dimensions)
                .period(60).startTime(from).endTime(stage.account.timeline().now()).statistics(Statistic.SUM)).datapoints().getFirst()
                .sum();
    }
}
