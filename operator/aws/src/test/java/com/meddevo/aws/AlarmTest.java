package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.Alarm.Figure;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.call.Call;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Which figures are watched, and what people may add to an alarm. */
class AlarmTest {
    private static final String APP = "techdoc";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:000000000000:on-call";

    private World world;

    @BeforeEach
    void open() { world = World.inProcess(); }

    @AfterEach
    void close() { world.close(); }

    private AppSpec watched(int above) { return with(new Alarm("errors", Figure.SERVER_ERRORS, above, 2)); }

    private AppSpec with(Alarm alarm) { return world.app(APP).but().alarms(List.of(alarm)).build(); }

    private MetricAlarm there() {
        return world.account.cloudWatch().describeAlarms(request -> request.alarmNames("meddevo-local-techdoc/errors")).metricAlarms()
                .getFirst();
    }

    @Test
    void more_answers_of_500_than_the_bound_are_an_alarm() {
        world.wants(watched(5)).settle();

        // the dimensions are the ones under which the load balancer reports
        IntStream.range(0, 3).forEach(minute -> {
            world.account.cloudWatch().putMetricData(data -> data.namespace("AWS/ApplicationELB").metricData(
                    datum -> datum.metricName("HTTPCode_Target_5XX_Count").value(6.0).dimensions(there().dimensions())));
            world.simulation.advance(Duration.ofMinutes(1));
        });

        assertThat(there().stateValue()).isEqualTo(StateValue.ALARM);
        assertThat(there().dimensions()).extracting(Dimension::name).containsExactlyInAnyOrder("LoadBalancer", "TargetGroup");
        assertThat(there().dimensions()).extracting(Dimension::value).anyMatch(value -> value.startsWith("app/"))
                .anyMatch(value -> value.startsWith("targetgroup/md-techdoc"));
    }

    /** Nobody asked anything at night: no figure is no alarm. */
    @Test
    void minutes_without_a_request_are_fine() {
        world.wants(watched(0)).settle();

        world.simulation.advance(Duration.ofHours(1));

        assertThat(there().stateValue()).isEqualTo(StateValue.OK);
    }

    @Test
    void what_people_want_to_be_told_stays_when_the_bound_changes() {
        world.wants(watched(5)).settle();
        var ours = there();
        world.account.cloudWatch().putMetricAlarm(PutMetricAlarmRequest.builder().alarmName(ours.alarmName()).namespace(ours.namespace())
                .metricName(ours.metricName()).statistic(ours.statistic()).dimensions(ours.dimensions()).period(ours.period())
                .evaluationPeriods(ours.evaluationPeriods()).datapointsToAlarm(ours.datapointsToAlarm()).threshold(ours.threshold())
                .comparisonOperator(ours.comparisonOperator()).treatMissingData(ours.treatMissingData()).alarmActions(TOPIC).build());
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");

        world.wants(watched(9)).settle();

        assertThat(there().threshold()).isEqualTo(9);
        assertThat(there().alarmActions()).containsExactly(TOPIC);
    }

    @Test
    void milliseconds_become_the_seconds_that_AWS_measures() {
        world.wants(with(new Alarm("errors", Figure.RESPONSE_TIME, 250, 2))).settle();

        assertThat(there().threshold()).isEqualTo(0.25);
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void alarms_go_with_the_app() {
        var app = watched(5);
        world.wants(app).settle();

        world.has(new Member.Leaving(app.key(), Member.Deletion.DELETE)).settle();

        assertThat(world.account.cloudWatch().describeAlarms().metricAlarms()).isEmpty();
    }

    @Test
    void a_fleet_without_alarms_costs_no_call() {
        world.wants(world.app(APP)).settle();
        world.account.calls().clear();

        world.sweep();

        assertThat(world.account.calls().calls()).extracting(Call::operation).doesNotContain("DescribeAlarms");
    }

    /** No app's name has a slash, so app a with alarm b-c and app a-b with alarm c have two alarms. */
    @Test
    void two_apps_never_share_an_alarm() {
        var one = world.app("a").but().alarms(List.of(new Alarm("b-c", Figure.CPU, 90, 2))).build();
        var other = world.app("a-b").but().alarms(List.of(new Alarm("c", Figure.CPU, 90, 2))).build();

        world.wants(one, other).settle();

        assertThat(world.account.cloudWatch().describeAlarms().metricAlarms()).hasSize(2);
    }
}
