package com.meddevo.aws;

import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.Alarm.Figure;
import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class AlarmContractTest extends KindContract {
    private static final String NAME = "meddevo-local-techdoc/errors";

    @Override
    String kind() { return "alarm"; }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeAlarms"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("PutMetricAlarm"); }

    @Override
    AppSpec app(World world) { return with(world.app(APP), new Alarm("errors", Figure.SERVER_ERRORS, 5, 3)); }

    private static AppSpec with(AppSpec app, Alarm... alarms) { return app.but().alarms(List.of(alarms)).build(); }

    @Override
    List<AppSpec> changes(AppSpec app) {
        return List.of(with(app, new Alarm("errors", Figure.SERVER_ERRORS, 0, 3)),
                with(app, new Alarm("errors", Figure.SERVER_ERRORS, 0, 60)),
                with(app, new Alarm("errors", Figure.RESPONSE_TIME, 250, 2)), with(app, new Alarm("errors", Figure.CPU, 90, 2)),
                with(app, new Alarm("errors", Figure.CPU, 90, 2), new Alarm("full", Figure.MEMORY, 95, 1)),
                with(app, new Alarm("errors", Figure.UNHEALTHY_TASKS, 1, 2)));
    }

    @Override
    void drift(World world, ResourceState ours, String arn) { put(world, 1000); }

    private static void put(World world, double threshold) {
        world.account.cloudWatch().putMetricAlarm(alarm -> alarm.alarmName(NAME).namespace("AWS/ECS").metricName("CPUUtilization")
                .statistic(Statistic.MAXIMUM).period(60).evaluationPeriods(1).threshold(threshold)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD));
    }

    @Override
    Optional<Foreign> foreign(World world) {
        put(world, 7);
        return Optional.of(new Foreign(() -> alarms(world).toString()));
    }

    private static List<?> alarms(World world) {
        return world.account.cloudWatch().describeAlarms(request -> request.alarmNamePrefix("meddevo-")).metricAlarms().stream()
                .map(alarm -> alarm.toBuilder().stateReason(null).stateUpdatedTimestamp(null).stateValue((String) null).build()).toList();
    }

    @Override
    int existing(World world) { return alarms(world).size(); }
}
