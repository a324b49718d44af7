package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Capacity;
import com.meddevo.fleet.Capacity.Provider;
import com.meddevo.plan.Change;
import com.meddevo.plan.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;

/** What a service runs on, and what of it starts a deployment (aws.md §4, 7 and 8). */
class CapacityTest {
    private static final String APP = "techdoc";
    private static final Capacity MOSTLY_SPOT = new Capacity(false, true, List.of(new Provider("FARGATE", 1, 0),
            new Provider("FARGATE_SPOT", 0, 1)));

    /** §4.8: a launch type gives way to capacity providers by a forced deployment, and the service stays. */
    @Test
    void a_service_moves_to_spot_and_back_by_deployments_and_is_never_replaced() {
        try (var world = World.inProcess()) {
            var app = world.app(APP).but().replicas(4).build();
            world.wants(app).settle();
            var createdAt = service(world).createdAt();

            world.wants(app.but().capacity(MOSTLY_SPOT).build()).settle();
            var onSpot = placement(world);
            world.wants(app).settle();

            assertThat(onSpot).isEqualTo(Map.of("FARGATE", 1L, "FARGATE_SPOT", 3L));
            assertThat(placement(world)).isEqualTo(Map.of("FARGATE", 4L));
            assertThat(service(world).createdAt()).isEqualTo(createdAt);
        }
    }

    @Test
    void the_plan_says_that_other_providers_cost_a_deployment_and_a_shell_does_not() {
        try (var world = World.inProcess()) {
            var app = world.app(APP);
            world.wants(app).settle();
            world.wants(app.but().capacity(new Capacity(true, true, MOSTLY_SPOT.providers())).build());

            var fields = ((Change.Update<?>) world.plan().applicable().getFirst()).fields();

            assertThat(fields).filteredOn(field -> field.path().startsWith("extras.providers"))
                    .isNotEmpty().allSatisfy(field -> assertThat(field.effect()).isEqualTo(Effect.ROLLING));
            assertThat(fields).filteredOn(field -> field.path().equals("extras.executeCommand"))
                    .singleElement().satisfies(field -> assertThat(field.effect()).isEqualTo(Effect.IN_PLACE));
        }
    }

    /** §4.7: two calls would be two deployments. */
    @Test
    void all_that_changed_of_a_service_goes_in_one_update() {
        try (var world = World.inProcess()) {
            var app = world.app(APP);
            world.wants(app).settle();
            world.account.calls().clear();

            world.wants(Specs.deployment(app.but().replicas(3).port(Optional.of(9000))
                    .capacity(new Capacity(true, false, MOSTLY_SPOT.providers())).build(),
                    new AppSpec.Deployment(50, 150, false, Duration.ofSeconds(10)))).settle();

            assertThat(world.account.calls().calls("UpdateService")).hasSize(1);
            assertThat(service(world).deployments()).hasSize(1);
        }
    }

    /** §4.7: what starts no deployment is not sent with anything that does. */
    @Test
    void a_shell_and_rebalancing_are_changed_without_a_deployment() {
        try (var world = World.inProcess()) {
            var app = world.app(APP);
            world.wants(app).settle();
            String before = service(world).deployments().getFirst().id();

            world.wants(app.but().capacity(new Capacity(true, false, Capacity.USUAL.providers())).build()).settle();

            assertThat(service(world).enableExecuteCommand()).isTrue();
            assertThat(service(world).availabilityZoneRebalancingAsString()).isEqualTo("DISABLED");
            assertThat(service(world).deployments().getFirst().id()).isEqualTo(before);
        }
    }

    @Test
    void zones_are_not_evened_out_where_no_task_may_run_besides_the_wanted_ones() {
        try (var world = World.inProcess()) {
            world.wants(Specs.deployment(world.app(APP), new AppSpec.Deployment(50, 100, true, Duration.ZERO))).settle();

            assertThat(service(world).availabilityZoneRebalancingAsString()).isEqualTo("DISABLED");
        }
    }

    @Test
    void ecs_refuses_other_providers_without_a_forced_deployment() {
        try (var world = World.inProcess()) {
            world.wants(world.app(APP)).settle();

            assertThatThrownBy(() -> world.account.ecs().updateService(request -> request.cluster("local").service(APP)
                    .capacityProviderStrategy(one -> one.capacityProvider("FARGATE_SPOT").weight(1))))
                    .isInstanceOf(InvalidParameterException.class).hasMessageContaining("you must force a new deployment");
        }
    }

    private static Service service(World world) {
        return world.account.ecs().describeServices(request -> request.cluster("local").services(APP)).services().getFirst();
    }

    private static Map<String, Long> placement(World world) {
        var tasks = world.account.ecs().listTasks(request -> request.cluster("local").serviceName(APP)).taskArns();
        return world.account.ecs().describeTasks(request -> request.cluster("local").tasks(tasks)).tasks().stream()
                .collect(Collectors.groupingBy(
                        task -> task.capacityProviderName() == null ? task.launchTypeAsString() : task.capacityProviderName(),
                        Collectors.counting()));
    }
}
