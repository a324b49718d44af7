package com.meddevo.localcloud.ecs;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.call.NotSimulated;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

class ServiceLifeTest {

    private final Stage stage = Stage.set();
    private final String definition = stage.registered("web", "web:1");

    @Test
    @Tag("aws-1")
    void a_name_that_is_taken_is_refused_and_one_that_drains_too() {
        stage.ecs().createService(stage.service("web", definition, 1).build());
        assertThat(refused(() -> stage.ecs().createService(stage.service("web", definition, 2).build())))
                .isEqualTo("InvalidParameterException: Creation of service was not idempotent.");
        stage.advance(Duration.ofSeconds(30));

        stage.ecs().deleteService(request -> request.cluster("local").service("web").force(true));

        assertThat(refused(() -> stage.ecs().createService(stage.service("web", definition, 1).build())))
                .isEqualTo("InvalidParameterException: Unable to Start a service that is still Draining.");
    }

    @Test
    @Tag("aws-1")
    void a_deleted_name_can_be_taken_again_under_the_same_arn_by_a_service_made_later() {
        var first = stage.ecs().createService(stage.service("web", definition, 0).build()).service();
        stage.advance(Duration.ofSeconds(1));
        stage.ecs().deleteService(request -> request.cluster("local").service("web"));
        assertThat(stage.described("web").status()).isEqualTo("INACTIVE");

        var second = stage.ecs().createService(stage.service("web", definition, 0).build()).service();

        assertThat(second.serviceArn()).isEqualTo(first.serviceArn());
        assertThat(second.createdAt()).isAfter(first.createdAt());
        assertThat(stage.described("web").status()).isEqualTo("ACTIVE");
    }

    @Test
    @Tag("aws-1")
    @Tag("aws-35")
    void the_same_request_with_the_same_client_token_finds_its_own_service() {
        var request = stage.service("web", definition, 1).clientToken("7f3c").build();
        var first = stage.ecs().createService(request).service();

        assertThat(stage.ecs().createService(request).service().createdAt()).isEqualTo(first.createdAt());
    }

    @Test
    @Tag("aws-2")
    void a_deleted_service_is_described_for_an_hour_and_listed_no_more() {
        stage.ecs().createService(stage.service("web", definition, 0).build());
        stage.ecs().deleteService(request -> request.cluster("local").service("web"));

        assertThat(stage.described("web").status()).isEqualTo("INACTIVE");
        assertThat(stage.ecs().listServices(request -> request.cluster("local")).serviceArns()).isEmpty();
        stage.advance(Duration.ofMinutes(61));

        var later = stage.ecs().describeServices(request -> request.cluster("local").services("web"));
        assertThat(later.services()).isEmpty();
        assertThat(later.failures()).extracting(Failure::reason).containsExactly("MISSING");
    }

    @Test
    @Tag("aws-3")
    void a_service_that_was_just_created_can_be_missing_for_seconds() {
        stage.account.consistency().lag(Duration.ofSeconds(3));
        stage.ecs().createService(stage.service("web", definition, 0).build());

        assertThat(stage.ecs().describeServices(request -> request.cluster("local").services("web")).failures()).hasSize(1);
        stage.advance(Duration.ofSeconds(3));

        assertThat(stage.described("web").status()).isEqualTo("ACTIVE");
    }

    @Test
    @Tag("aws-4")
    @Tag("aws-22")
    void a_service_needs_a_target_group_that_a_load_balancer_uses() {
        var lonely = stage.account.elb().createTargetGroup(stage.targetGroup("lonely").build()).targetGroups().getFirst().targetGroupArn();

        assertThat(refused(() -> stage.ecs().createService(stage.balanced("web", definition, 1, lonely).build()))).isEqualTo(
                "InvalidParameterException: The target group with targetGroupArn %s does not have an associated load balancer."
                        .formatted(lonely));
        assertThat(refused(() -> stage.ecs().createService(stage.balanced("web", definition, 1, lonely + "0").build())))
                .contains("does not exist");
        assertThat(refused(() -> stage.ecs().createService(stage.service("web", definition, 1).cluster("other").build())))
                .isEqualTo("ClusterNotFoundException: Cluster not found.");
    }

    @Test
    void a_load_balancer_must_name_a_container_and_a_port_of_the_definition() {
        var group = stage.routedTargetGroup("web", 10);

        assertThat(refused(() -> stage.ecs().createService(stage.service("web", definition, 1)
                .loadBalancers(balancer -> balancer.targetGroupArn(group).containerName("other").containerPort(8080)).build())))
                .contains("The container other does not exist in the task definition.");
        assertThat(refused(() -> stage.ecs().createService(stage.service("web", definition, 1)
                .loadBalancers(balancer -> balancer.targetGroupArn(group).containerName("app").containerPort(9)).build())))
                .contains("The container app did not have a container port 9 defined.");
    }

    @Test
    @Tag("aws-5")
    void a_service_that_is_on_its_way_out_cannot_be_updated() {
        stage.ecs().createService(stage.service("web", definition, 1).build());
        stage.advance(Duration.ofSeconds(30));
        stage.ecs().deleteService(request -> request.cluster("local").service("web").force(true));

        assertThat(stage.described("web").status()).isEqualTo("DRAINING");
        assertThat(refused(() -> stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(2))))
                .isEqualTo("ServiceNotActiveException: Service was not ACTIVE.");
        assertThat(refused(() -> stage.ecs().updateService(request -> request.cluster("local").service("never"))))
                .isEqualTo("ServiceNotFoundException: Service not found.");
    }

    @Test
    @Tag("aws-6")
    void a_service_with_tasks_is_deleted_by_force_only_and_is_inactive_when_they_are_gone() {
        stage.ecs().createService(stage.service("web", definition, 1).build());
        stage.advance(Duration.ofSeconds(30));
        assertThat(refused(() -> stage.ecs().deleteService(request -> request.cluster("local").service("web"))))
                .isEqualTo("InvalidParameterException: The service cannot be stopped while it is scaled above 0.");

        stage.ecs().deleteService(request -> request.cluster("local").service("web").force(true));

        assertThat(stage.described("web").status()).isEqualTo("DRAINING");
        stage.advance(Duration.ofSeconds(10));
        assertThat(stage.described("web").status()).isEqualTo("INACTIVE");
        assertThat(stage.simulation.tasks().running()).isEmpty();
    }

    @Test
    @Tag("aws-7")
    void only_changes_that_reach_tasks_start_a_deployment() {
        stage.ecs().createService(stage.service("web", definition, 1).build());
        stage.advance(Duration.ofSeconds(30));
        var before = stage.deployments("web").getFirst().id();

        stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(2).enableExecuteCommand(true)
                .propagateTags(PropagateTags.SERVICE).deploymentConfiguration(deployment -> deployment.maximumPercent(150))
                .taskDefinition(definition));
        assertThat(stage.deployments("web")).hasSize(1).allMatch(deployment -> deployment.id().equals(before));

        stage.ecs().updateService(request -> request.cluster("local").service("web")
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-new"))));
        assertThat(stage.deployments("web")).hasSize(2);
        stage.advance(Duration.ofMinutes(2));
        stage.ecs().updateService(request -> request.cluster("local").service("web").forceNewDeployment(true));
        assertThat(stage.deployments("web")).hasSize(2);
    }

    @Test
    @Tag("aws-7")
    void a_partial_deployment_configuration_keeps_what_it_does_not_name() {
        stage.ecs().createService(stage.service("web", definition, 0).build());

        stage.ecs().updateService(
                request -> request.cluster("local").service("web").deploymentConfiguration(deployment -> deployment.maximumPercent(150)));

        var configuration = stage.described("web").deploymentConfiguration();
        assertThat(configuration.maximumPercent()).isEqualTo(150);
        assertThat(configuration.deploymentCircuitBreaker().rollback()).isTrue();
    }

    @Test
    @Tag("aws-8")
    void load_balancers_and_names_can_be_changed_and_cleared_and_absent_ones_stay() {
        var group = stage.routedTargetGroup("web", 10);
        var registry = stage.discoveryService("web");
        stage.ecs().createService(stage.balanced("web", definition, 0, group).serviceRegistries(one -> one.registryArn(registry)).build());

        stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(0));
        assertThat(stage.described("web").loadBalancers()).hasSize(1);
        stage.ecs().updateService(request -> request.cluster("local").service("web").loadBalancers(List.of()));

        assertThat(stage.described("web").loadBalancers()).isEmpty();
        assertThat(stage.described("web").serviceRegistries()).hasSize(1);
    }

    @Test
    @Tag("aws-8")
    void a_launch_type_and_capacity_providers_exclude_each_other() {
        assertThat(refused(() -> stage.ecs().createService(stage.service("web", definition, 0)
                .capacityProviderStrategy(item -> item.capacityProvider("FARGATE_SPOT")).build())))
                .contains("Specifying both a launch type and capacity provider");
    }

    @Test
    @Tag("aws-9")
    void an_update_without_a_desired_count_keeps_it() {
        stage.ecs().createService(stage.service("web", definition, 3).build());

        stage.ecs().updateService(request -> request.cluster("local").service("web").forceNewDeployment(true));

        assertThat(stage.described("web").desiredCount()).isEqualTo(3);
    }

    @Test
    @Tag("aws-12")
    void a_strategy_that_nobody_simulates_is_refused_by_name() {
        assertThatThrownBy(() -> stage.ecs().createService(
                stage.service("web", definition, 1)
                        .deploymentConfiguration(deployment -> deployment.strategy(DeploymentStrategy.BLUE_GREEN)).build()))
                .isInstanceOf(NotSimulated.class).hasMessageContaining("BLUE_GREEN");
    }

    @Test
    @Tag("aws-14")
    void everything_that_aws_fills_into_a_service_is_filled_in() {
        stage.ecs().createService(request -> request.cluster("local").serviceName("bare").taskDefinition(definition).desiredCount(0)
                .launchType("FARGATE")
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-b", "subnet-a"))));

        var service = stage.described("bare");

        assertThat(service.deploymentConfiguration()).satisfies(deployment -> {
            assertThat(deployment.maximumPercent()).isEqualTo(200);
            assertThat(deployment.minimumHealthyPercent()).isEqualTo(100);
            assertThat(deployment.strategy()).isEqualTo(DeploymentStrategy.ROLLING);
            assertThat(deployment.bakeTimeInMinutes()).isZero();
            assertThat(deployment.deploymentCircuitBreaker().enable()).isFalse();
            assertThat(deployment.deploymentCircuitBreaker().rollback()).isFalse();
            assertThat(deployment.alarms().alarmNames()).isEmpty();
            assertThat(deployment.alarms().enable()).isFalse();
        });
        assertThat(service).returns(SchedulingStrategy.REPLICA, Service::schedulingStrategy).returns("1.4.0", Service::platformVersion)
                .returns("Linux", Service::platformFamily).returns(false, Service::enableECSManagedTags)
                .returns(false, Service::enableExecuteCommand)
                .returns(PropagateTags.NONE, Service::propagateTags)
                .returns(AvailabilityZoneRebalancing.ENABLED, Service::availabilityZoneRebalancing)
                .returns(true, Service::hasLoadBalancers).returns(true, Service::hasServiceRegistries)
                .returns(true, Service::hasPlacementStrategy);
        assertThat(service.deploymentController().type()).isEqualTo(DeploymentControllerType.ECS);
        assertThat(service.networkConfiguration().awsvpcConfiguration()).satisfies(vpc -> {
            assertThat(vpc.assignPublicIp()).isEqualTo(AssignPublicIp.DISABLED);
            assertThat(vpc.subnets()).containsExactly("subnet-a", "subnet-b");
        });
        assertThat(service.hasTags()).isFalse();
    }

    @Test
    @Tag("aws-14")
    void a_balanced_service_shows_its_grace_period_and_the_role_that_manages_it() {
        stage.ecs().createService(stage.balanced("web", definition, 0, stage.routedTargetGroup("web", 10)).build());

        assertThat(stage.described("web").healthCheckGracePeriodSeconds()).isZero();
        assertThat(stage.described("web").roleArn()).endsWith("AWSServiceRoleForECS");
    }

    @Test
    @Tag("aws-15")
    @Tag("aws-17")
    void missing_and_inactive_definitions_are_refused_in_ecs_s_older_way() {
        stage.ecs().deregisterTaskDefinition(request -> request.taskDefinition(definition));

        assertThat(refused(() -> stage.ecs().createService(stage.service("web", "never:1", 1).build())))
                .isEqualTo("ClientException: TaskDefinition not found.");
        assertThat(refused(() -> stage.ecs().createService(stage.service("web", definition, 1).build())))
                .isEqualTo("ClientException: TaskDefinition is inactive");
    }

    @Test
    void ten_services_are_described_at_once_and_no_more() {
        var eleven = IntStream.range(0, 11).mapToObj(number -> "web" + number).toList();

        assertThat(refused(() -> stage.ecs().describeServices(request -> request.cluster("local").services(eleven))))
                .isEqualTo("InvalidParameterException: services can have at most 10 items.");
        assertThat(refused(() -> stage.ecs().describeServices(request -> request.cluster("local"))))
                .isEqualTo("InvalidParameterException: Services cannot be empty.");
    }

    @Test
    void services_are_listed_by_tens_unless_asked_otherwise() {
        IntStream.range(0, 25).forEach(number -> stage.ecs().createService(stage.service("web" + number, definition, 0).build()));

        assertThat(stage.ecs().listServices(request -> request.cluster("local")).serviceArns()).hasSize(10);
        assertThat(stage.ecs().listServicesPaginator(request -> request.cluster("local").maxResults(20)).serviceArns()).hasSize(25);
        assertThat(refused(() -> stage.ecs().listServices(request -> request.cluster("local").maxResults(101))))
                .startsWith("InvalidParameterException");
        assertThat(refused(() -> stage.ecs().listServices(request -> request.cluster("local").nextToken("what"))))
                .startsWith("InvalidParameterException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "ümlaut", "a/b"})
    void a_name_has_letters_digits_hyphens_and_underscores(String name) {
        assertThat(refused(() -> stage.ecs().createService(stage.service(name, definition, 0).build())))
                .startsWith("InvalidParameterException: Service name");
    }

    @Test
    @Tag("aws-36")
    void tags_are_set_on_creation_shown_on_request_and_changed_by_the_long_arn_only() {
        var arn = stage.ecs().createService(stage.service("web", definition, 0).tags(tag -> tag.key("app").value("web")).build()).service()
                .serviceArn();
        stage.ecs().tagResource(request -> request.resourceArn(arn).tags(tag -> tag.key("team").value("docs")));
        stage.ecs().untagResource(request -> request.resourceArn(arn).tagKeys("app"));

        var described = stage.ecs().describeServices(request -> request.cluster("local").services("web").include(ServiceField.TAGS))
                .services().getFirst();

        assertThat(described.tags()).extracting(tag -> tag.key() + "=" + tag.value()).containsExactly("team=docs");
        assertThat(refused(() -> stage.ecs().tagResource(request -> request.resourceArn("arn:aws:ecs:eu-central-1:000000000000:service/web")
                .tags(tag -> tag.key("a").value("b"))))).contains("Long arn format is required");
        assertThat(refused(() -> stage.ecs().tagResource(request -> request.resourceArn(arn).tags(tag -> tag.key("aws:a").value("b")))))
                .contains("must not begin with 'aws:'");
    }
}
