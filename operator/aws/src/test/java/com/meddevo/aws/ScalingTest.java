package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.scaling.Scaling;
import com.meddevo.aws.service.Service;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Scale;
import com.meddevo.localcloud.call.Call;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Whom a service's count belongs to, and when. The clock begins on a Monday at 8:00 UTC. */
class ScalingTest {
    private static final String APP = "techdoc";
    private static final Scale.Between BETWEEN = Scale.Between.of(2, 6)
            .goals(new Scale.Goals(Optional.of(60), Optional.empty(), Optional.of(500)));

    private World world;

    @BeforeEach
    void open() { world = World.inProcess(); }

    @AfterEach
    void close() { world.close(); }

    private AppSpec scaled(Scale scale) { return Specs.scale(world.app(APP), scale); }

    private int count() {
        return world.account.ecs().describeServices(request -> request.cluster("local").services(APP)).services().getFirst().desiredCount();
    }

    private void somebodySets(int count) {
        world.account.ecs().updateService(request -> request.cluster("local").service(APP).desiredCount(count));
    }

    /** What the operator sends to ECS from now on: another's calls are forgotten. */
    private List<UpdateServiceRequest> updates() {
        return world.account.calls().calls("UpdateService").stream().map(Call::request).map(UpdateServiceRequest.class::cast).toList();
    }

    /** Trap 12: a count that automatic scaling chose is not set back, and no difference is shown. */
    @Test
    void a_count_within_the_bounds_is_nobody_s_difference() {
        world.wants(scaled(BETWEEN)).settle();
        somebodySets(5);
        world.account.calls().clear();

        world.settle();

        assertThat(world.plan().settled()).isTrue();
        assertThat(count()).isEqualTo(5);
        assertThat(updates()).isEmpty();
    }

    /** AWS's behaviour 9 and trap 58: also in the middle of a deployment. */
    @Test
    void an_update_of_the_service_says_nothing_of_the_count() {
        world.wants(scaled(BETWEEN)).settle();
        somebodySets(5);
        world.account.calls().clear();
        world.push(APP, "2.0.0");

        world.wants(Specs.tag(scaled(BETWEEN), "2.0.0")).settle();

        assertThat(updates()).isNotEmpty().allSatisfy(update -> assertThat(update.desiredCount()).isNull());
        assertThat(count()).isEqualTo(5);
    }

    @Test
    void a_count_outside_the_bounds_is_shown_and_left_to_aws() {
        world.wants(scaled(BETWEEN)).settle();
        somebodySets(9);
        world.account.calls().clear();

        var plan = world.plan();

        assertThat(plan.applicable()).isEmpty();
        assertThat(plan.blocked()).singleElement().satisfies(blocked -> {
            assertThat(blocked.by()).isEqualTo("autoscaling");
            assertThat(blocked.because()).contains("count to 9").contains("2 to 6");
        });
    }

    /** Trap 13: what runs is read, not what was wanted once, so that the plan says what taking automatic scaling away does. */
    @Test
    void taking_automatic_scaling_away_goes_from_the_live_count_to_the_wanted_one() {
        world.wants(scaled(BETWEEN)).settle();
        somebodySets(5);
        world.wants(Specs.replicas(world.app(APP), 3));

        var plan = world.plan();

        assertThat(plan.applicable()).filteredOn(change -> change instanceof Change.Update<?>).singleElement()
                .satisfies(change -> assertThat(((Change.Update<?>) change).fields()).singleElement().satisfies(field -> {
                    assertThat(field.path()).isEqualTo("replicas");
                    assertThat(field.observed()).isEqualTo(5);
                    assertThat(field.desired()).isEqualTo(3);
                }));
        world.settle();
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void a_service_that_gets_automatic_scaling_keeps_its_count_as_far_as_the_bounds_allow() {
        world.wants(Specs.replicas(world.app(APP), 4)).settle();
        world.account.calls().clear();

        world.wants(scaled(BETWEEN)).settle();

        assertThat(count()).isEqualTo(4);
        assertThat(updates()).isEmpty();
        world.wants(scaled(Scale.Between.of(5, 6))).settle();
        assertThat(count()).isEqualTo(5);
    }

    /** A scheduled action changes the scalable target's own bounds; whoever put them back would fight it every 30 seconds. */
    @Test
    void bounds_that_a_schedule_set_are_not_set_back() {
        var office = new Scale.Schedule("office", "0 9 ? * MON-FRI *", "UTC", Optional.of(4), Optional.of(8));
        world.wants(scaled(BETWEEN.schedules(List.of(office)))).settle();
        world.simulation.advance(Duration.ofHours(1));
        world.account.calls().clear();

        world.settle();

        assertThat(world.account.calls().writes()).isZero();
        assertThat(observed().min()).isEqualTo(4);
        assertThat(count()).isEqualTo(4);
        world.wants(scaled(BETWEEN)).settle();
        assertThat(observed().min()).isEqualTo(2);
    }

    private Scaling observed() { return world.sweep().snapshot().of(Scaling.class).getFirst(); }

    /** AWS's behaviour 32: RegisterScalableTarget wants the service to exist. */
    @Test
    void it_comes_after_the_service_and_what_sends_requests_and_goes_before_them() {
        world.wants(scaled(BETWEEN)).settle();

        assertThat(operations("CreateService", "CreateRule", "RegisterScalableTarget").getLast()).isEqualTo("RegisterScalableTarget");
        world.has(new Member.Leaving(scaled(BETWEEN).key(), Member.Deletion.DELETE));
        world.account.calls().clear();
        world.settle();
        assertThat(operations("DeregisterScalableTarget", "DeleteService", "DeleteRule", "DeleteTargetGroup").getFirst())
                .isEqualTo("DeregisterScalableTarget");
        assertThat(world.sweep().snapshot().of(Service.class)).isEmpty();
    }

    private List<String> operations(String... among) {
        return world.account.calls().calls().stream().filter(call -> call.service().equals("ecs")
                || !call.operation().equals("CreateService")).map(Call::operation).filter(List.of(among)::contains).toList();
    }

    /** AWS's behaviour 32: two changes of one target at a time are refused, and asked for again. */
    @Test
    void a_concurrent_update_is_waited_for() {
        world.wants(scaled(BETWEEN));
        world.account.faults().next("PutScalingPolicy",
                new Fault.Refused("ConcurrentUpdateException", 400, "Another update is in progress"));

        var outcomes = world.apply();

        assertThat(outcomes.entrySet()).filteredOn(one -> one.getKey().kind().equals("scaling")).singleElement()
                .satisfies(one -> assertThat(one.getValue()).isInstanceOf(Outcome.Waiting.class));
        world.settle();
        assertThat(observed().policies()).containsOnlyKeys("cpu", "requests");
    }

    /** Row "Scaling policy": what AWS fills in and echoes is no difference. */
    @Test
    void cooldowns_that_aws_was_never_told_are_its_own() {
        world.wants(scaled(BETWEEN)).settle();
        world.account.scaling()
                .putScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS).resourceId("service/local/" + APP)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT).policyName("cpu")
                        .policyType("TargetTrackingScaling")
                        .targetTrackingScalingPolicyConfiguration(policy -> policy.targetValue(60.0)
                                .predefinedMetricSpecification(metric -> metric.predefinedMetricType("ECSServiceAverageCPUUtilization"))));

        assertThat(world.plan(world.slow()).text()).isEqualTo("Nothing to do.\n");
    }

    /** What the spec asks for has an effect that one can see: more requests bring more tasks, and the operator lets them be. */
    @Test
    void requests_bring_tasks_and_the_plan_stays_empty() {
        world.wants(scaled(Scale.Between.of(1, 6).goals(new Scale.Goals(Optional.empty(), Optional.empty(), Optional.of(100))))).settle();
        String group = world.account.elb().describeTargetGroups(request -> request.pageSize(400)).targetGroups().getFirst()
                .targetGroupArn();
        var target = world.account.routing().healthyTargets(group).getFirst();

        for (int minute = 0; minute < 6; minute++) {
            IntStream.range(0, 400).forEach(i -> world.account.routing().requestCompleted(group, target, 200, Duration.ofMillis(20)));
            world.simulation.advance(Duration.ofMinutes(1));
        }

        assertThat(count()).isEqualTo(4);
        assertThat(world.settle().plan().settled()).isTrue();
        assertThat(world.sweep().rollouts().get(APP).running()).isEqualTo(4);
    }
}
