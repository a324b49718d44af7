package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.plan.Change;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Alarms that end a deployment. */
class RollbackAlarmTest {
    private static final String APP = "techdoc";
    private static final String BLUE = "meddevo-local-techdoc/errors";
    private static final String GREEN = BLUE + ".green";

    private World world;

    @BeforeEach
    void open() { world = World.inProcess(); }

    @AfterEach
    void close() { world.close(); }

    @Test
    void errors_of_the_new_version_bring_the_old_one_back_and_it_is_not_tried_again() {
        var app = guarded();
        world.wants(app).settle();
        world.push(APP, "2.0.0");
        world.wants(Specs.tag(app, "2.0.0")).apply();
        world.apply();
        world.simulation.advance(Duration.ofSeconds(90));

        fails(GREEN);
        world.sweep();
        world.simulation.advance(Duration.ofMinutes(5));
        world.apply();
        world.restart();

        var plan = world.plan();
        assertThat(plan.applicable()).isEmpty();
        assertThat(plan.blocked()).extracting(Change.Blocked::because).singleElement().asString()
                .startsWith("techdoc:2.0.0 was given up and is not tried again").contains(GREEN);
        assertThat(world.sweep().rollouts().get(APP).traffic().orElseThrow().colour()).isEqualTo("blue");
    }

    @Test
    void each_of_two_target_groups_has_an_alarm_and_the_deployment_names_both() {
        world.wants(guarded()).settle();

        assertThat(world.account.cloudWatch().describeAlarms().metricAlarms()).extracting(MetricAlarm::alarmName)
                .containsExactlyInAnyOrder(BLUE, GREEN);
        assertThat(world.account.ecs().describeServices(request -> request.cluster("local").services(APP)).services().getFirst()
                .deploymentConfiguration().alarms().alarmNames()).containsExactlyInAnyOrder(BLUE, GREEN);
    }

    @Test
    void an_alarm_goes_only_after_the_service_has_let_go_of_it() {
        var app = guarded();
        world.wants(app).settle();

        var plan = world.wants(world.app(APP)).plan();

        assertThat(plan.kept()).filteredOn(kept -> kept.id().kind().equals("alarm")).hasSize(2)
                .allSatisfy(kept -> assertThat(kept.because()).contains("still used by service/techdoc/main"));
        world.settle();
        assertThat(world.account.cloudWatch().describeAlarms().metricAlarms()).isEmpty();
    }

    private AppSpec guarded() {
        var app = world.app(APP).but().alarms(List.of(new Alarm("errors", Alarm.Figure.SERVER_ERRORS, 5, 1))).build();
        return Specs.deployment(app, app.deployment().by(new TrafficShift(new TrafficShift.BlueGreen(), 30, List.of()))
                .guardedBy(Set.of("errors")));
    }

    /** For two minutes every answer is one of 500. */
    private void fails(String alarm) {
        var dimensions = world.account.cloudWatch().describeAlarms(request -> request.alarmNames(alarm)).metricAlarms().getFirst()
                .dimensions();
        for (int minute = 0; minute < 2; minute++) {
            world.account.cloudWatch().putMetricData(data -> data.namespace("AWS/ApplicationELB").metricData(
                    datum -> datum.metricName("HTTPCode_Target_5XX_Count").value(50.0).dimensions(dimensions)));
            world.simulation.advance(Duration.ofMinutes(1));
        }
    }
}
