package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.aws.adopt.NotAdoptable;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Scale;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import com.meddevo.localcloud.call.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** A service that runs already becomes an app. */
class AdoptTest {
    private final World world = World.inProcess();
    private final ByHand byHand = new ByHand(world);

    @AfterEach
    void close() { world.close(); }

    @Test
    void its_spec_says_what_runs() {
        byHand.make();

        var app = byHand.found().app();

        assertThat(app.image().reference()).isEqualTo(byHand.image);
        assertThat(app.task().cpu()).isEqualTo(512);
        assertThat(app.task().environment()).containsEntry("LOG_LEVEL", "debug");
        assertThat(app.port()).contains(ByHand.PORT);
        assertThat(app.scale()).isEqualTo(new Scale.Fixed(2));
        assertThat(app.route()).hasValueSatisfying(route -> {
            assertThat(route.listener()).contains("internal");
            assertThat(route.paths()).containsExactly("/legacy/*");
            assertThat(route.healthCheck().path()).isEqualTo("/ready");
        });
        assertThat(app.discovery()).map(AppSpec.Discovery::name).contains(ByHand.NAME);
        assertThat(app.deployment().healthCheckGrace()).isEqualTo(Duration.ofSeconds(45));
        assertThat(app.logRetentionDays()).isEqualTo(90);
    }

    @Test
    void its_first_plan_is_empty_and_nothing_is_written_but_tags() {
        byHand.make();
        var deployment = byHand.deployment();
        var found = byHand.found();
        world.account.calls().clear();

        world.aws().adopt(found);
        world.rest();

        assertThat(world.wants(found.app()).plan().text()).isEqualTo("Nothing to do.\n");
        world.settle();
        assertThat(world.account.calls().calls()).filteredOn(call -> !call.isRead()).extracting(Call::action)
                .allMatch(action -> action.endsWith("TagResource") || action.endsWith("AddTags")).hasSize(6);
        assertThat(byHand.deployment()).isEqualTo(deployment);
        assertThat(found.unsaid()).isEmpty();
    }

    @Test
    void it_is_the_same_for_the_sdks_own_clients_over_the_wire() {
        try (var wire = World.over(World.Transport.WIRE)) {
            var service = new ByHand(wire);
            service.make();
            var found = service.found();

            wire.aws().adopt(found);
            wire.rest();

            assertThat(wire.wants(found.app()).plan().text()).isEqualTo("Nothing to do.\n");
        }
    }

    @Test
    void an_adoption_that_broke_off_can_be_repeated() {
        byHand.make();
        world.aws().adopt(byHand.found());
        world.rest();
        world.restart();

        assertThat(byHand.differencesAfterAdopting()).isEmpty();
    }

    @Test
    void bounds_and_goals_are_found_too() {
        byHand.make();
        String resource = "service/" + world.environment.cluster() + "/" + ByHand.NAME;
        var scaling = world.account.scaling();
        scaling.registerScalableTarget(request -> request.serviceNamespace("ecs").resourceId(resource)
                .scalableDimension("ecs:service:DesiredCount").minCapacity(2).maxCapacity(6));
        scaling.putScalingPolicy(request -> request.serviceNamespace("ecs").resourceId(resource).policyName("cpu")
                .scalableDimension("ecs:service:DesiredCount").policyType("TargetTrackingScaling")
                .targetTrackingScalingPolicyConfiguration(policy -> policy.targetValue(60.0).predefinedMetricSpecification(
                        metric -> metric.predefinedMetricType(MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION))));

        assertThat(byHand.found().app().scale()).isEqualTo(
                Scale.Between.of(2, 6).goals(new Scale.Goals(Optional.of(60), Optional.empty(), Optional.empty())));
        assertThat(byHand.differencesAfterAdopting()).isEmpty();
    }

    @Test
    void time_tables_are_found_too_and_those_that_no_spec_can_say_are_listed() {
        byHand.make();
        String resource = "service/" + world.environment.cluster() + "/" + ByHand.NAME;
        var scaling = world.account.scaling();
        scaling.registerScalableTarget(request -> request.serviceNamespace("ecs").resourceId(resource)
                .scalableDimension("ecs:service:DesiredCount").minCapacity(2).maxCapacity(6));
        scaling.putScheduledAction(request -> request.serviceNamespace("ecs").resourceId(resource).scheduledActionName("night")
                .scalableDimension("ecs:service:DesiredCount").schedule("cron(0 22 * * ? *)").timezone("Europe/Berlin")
                .scalableTargetAction(bounds -> bounds.minCapacity(1)));
        scaling.putScheduledAction(request -> request.serviceNamespace("ecs").resourceId(resource).scheduledActionName("Late_Shift")
                .scalableDimension("ecs:service:DesiredCount").schedule("cron(0 20 * * ? *)")
                .scalableTargetAction(bounds -> bounds.maxCapacity(9)));

        assertThat(((Scale.Between) byHand.found().app().scale()).schedules()).containsExactly(
                new Scale.Schedule("night", "0 22 * * ? *", "Europe/Berlin", Optional.of(1), Optional.empty()));
        assertThat(byHand.found().unsaid()).containsExactly("the scheduled action Late_Shift: cron(0 20 * * ? *)");
    }

    @Test
    void an_image_by_tag_is_pinned_in_one_deployment_that_is_told() {
        byHand.image = ByHand.NAME + ":1.0.0";
        byHand.make();

        assertThat(byHand.differencesAfterAdopting()).anySatisfy(
                line -> assertThat(line).startsWith("the task definition's containers[legacy].image: \"legacy:1.0.0\" -> \"legacy@sha256:")
                        .endsWith("(a rolling deployment)"));
    }

    @Test
    void a_family_of_another_name_is_replaced_in_one_deployment_that_is_told() {
        byHand.family = "legacy-web";
        byHand.make();

        assertThat(byHand.differencesAfterAdopting()).contains(
                "the task definition's family: \"legacy-web\" -> \"meddevo-local-legacy\" (a rolling deployment)");
    }

    @Test
    void what_no_spec_can_say_is_listed() {
        byHand.make(task -> task.containerDefinitions(
                List.of(task.build().containerDefinitions().getFirst().toBuilder().user("1000").build(),
                        ContainerDefinition.builder().name("Proxy_1").image("envoy:1").build())),
                UnaryOperator.identity());

        assertThat(byHand.found().unsaid()).contains("the container Proxy_1 beside legacy, whose name no sidecar can have",
                "the task definition's containerDefinitions[0].user: 1000");
    }

    @Test
    void what_runs_beside_the_app_is_found_too_with_what_it_waits_for() {
        var sidecar = ContainerDefinition.builder().name("proxy").image("envoy:1").essential(false).command("-c", "/conf")
                .environment(one -> one.name("LEVEL").value("info")).stopTimeout(20).readonlyRootFilesystem(true)
                .secrets(one -> one.name("KEY").valueFrom("/legacy/proxy")).dockerLabels(Map.of("team", "web"));
        byHand.make(task -> task.containerDefinitions(task.build().containerDefinitions().getFirst().toBuilder()
                .dependsOn(wait -> wait.containerName("proxy").condition("START")).build(),
                sidecar.logConfiguration(task.build().containerDefinitions().getFirst().logConfiguration()).build()),
                service -> service.desiredCount(0));

        var task = byHand.found().app().task();

        assertThat(task.dependsOn()).isEqualTo(Map.of("proxy", Sidecar.Condition.START));
        assertThat(task.sidecars()).containsExactly(new Sidecar("proxy", "envoy:1", false, List.of("-c", "/conf"), Map.of("LEVEL", "info"),
                Map.of("KEY", new Secret.Parameter("/legacy/proxy")), Optional.empty(), Duration.ofSeconds(20), true, Map.of()));
        assertThat(byHand.found().unsaid()).containsExactly("the Docker labels team of the container proxy");
    }

    @Test
    void secrets_are_named_and_never_read() {
        String arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:legacy/mongodb-AbCdEf";
        byHand.make(task -> task.containerDefinitions(task.build().containerDefinitions().getFirst().toBuilder().secrets(
                secret -> secret.name("MONGODB_URI").valueFrom(arn + ":uri::"), secret -> secret.name("KEY").valueFrom("/legacy/key"))
                .build()), service -> service.desiredCount(0));

        assertThat(byHand.found().app().task().secrets()).containsOnly(
                Map.entry("MONGODB_URI", new Secret.SecretsManagerEntry("legacy/mongodb", Optional.of("uri"), Secret.CURRENT)),
                Map.entry("KEY", new Secret.Parameter("/legacy/key")));
        assertThat(byHand.found().unsaid()).isEmpty();
        assertThat(world.account.calls().counts()).doesNotContainKeys("secretsmanager:GetSecretValue", "ssm:GetParameter");
    }

    @Test
    void a_service_that_is_not_there_is_told_with_where_to_look() {
        assertThatThrownBy(byHand::found).isInstanceOf(NotAdoptable.class).hasMessage("cluster local has no active service legacy; "
                + "aws ecs list-services --cluster local lists those that it has");
    }

    @Test
    void a_cluster_that_is_not_there_is_told_with_its_account() {
        world.restart(environment -> environment.but().cluster("nowhere").build());

        assertThatThrownBy(byHand::found).isInstanceOf(NotAdoptable.class)
                .hasMessageStartingWith("there is no cluster nowhere in account ");
    }

    @Test
    void a_service_of_another_environment_is_never_taken() {
        byHand.make(UnaryOperator.identity(), service -> service.tags(tag -> tag.key("meddevo:environment").value("production"),
                tag -> tag.key("meddevo:app").value("trail")));

        assertThatThrownBy(byHand::found).isInstanceOf(NotAdoptable.class)
                .hasMessageStartingWith("service legacy belongs to app trail of environment production already");
    }

    @Test
    void a_service_on_instances_is_told_to_move_first() {
        byHand.make(task -> task.requiresCompatibilitiesWithStrings("FARGATE", "EC2"), service -> service.launchType("EC2"));

        assertThatThrownBy(byHand::found).isInstanceOf(NotAdoptable.class)
                .hasMessage("service legacy runs on EC2, and apps run on Fargate alone: move it to Fargate first");
    }

    @Test
    void an_image_of_another_registry_is_told_to_be_pushed() {
        byHand.make();
        world.restart(environment -> environment.but().registry("111122223333.dkr.ecr.eu-central-1.amazonaws.com").build());

        assertThatThrownBy(byHand::found).isInstanceOf(NotAdoptable.class).hasMessageContaining("push it there");
    }
}
