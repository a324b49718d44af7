package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** What ECS fills in, reorders and says in other words, entry by entry: it is there, and it is no difference. */
class ServiceFormsTest {
    private final Forms forms = new Forms();
    private final EcsClient ecs = forms.client(EcsClient.class);

    @AfterEach
    void close() { forms.close(); }

    private Service service() {
        return ecs.describeServices(request -> request.cluster("local").services("techdoc")).services().getFirst();
    }

    private TaskDefinition definition() {
        return ecs.describeTaskDefinition(request -> request.taskDefinition(service().taskDefinition())).taskDefinition();
    }

    @Test
    void deployment_configuration_comes_with_sub_keys_that_nobody_sent() {
        var configuration = service().deploymentConfiguration();

        assertThat(configuration.strategyAsString()).isEqualTo("ROLLING");
        assertThat(configuration.bakeTimeInMinutes()).isZero();
        assertThat(configuration.alarms().enable()).isFalse();
        assertThat(configuration.alarms().alarmNames()).isEmpty();
        forms.makeNoDifference();
    }

    @Test
    void controller_scheduling_propagation_and_public_address_are_echoed() {
        var service = service();

        assertThat(service.deploymentController().typeAsString()).isEqualTo("ECS");
        assertThat(service.schedulingStrategyAsString()).isEqualTo("REPLICA");
        assertThat(service.networkConfiguration().awsvpcConfiguration().assignPublicIpAsString()).isEqualTo("DISABLED");
        assertThat(service.enableExecuteCommand()).isFalse();
        forms.makeNoDifference();
    }

    @Test
    void platform_version_latest_becomes_a_number_with_a_family() {
        var deployment = service().deployments().getFirst();

        assertThat(deployment.platformVersion()).isEqualTo("1.4.0");
        assertThat(deployment.platformFamily()).isEqualTo("Linux");
        forms.makeNoDifference();
    }

    @Test
    void availability_zone_rebalancing_is_always_said_so_another_value_is_a_difference() {
        ecs.updateService(change -> change.cluster("local").service("techdoc").availabilityZoneRebalancing("DISABLED"));

        assertThat(forms.world.rest().plan().text()).contains("extras.zoneRebalancing: false -> true");
    }

    @Test
    void role_appears_although_nobody_gave_one() {
        assertThat(service().roleArn()).contains("AWSServiceRoleForECS");
        forms.makeNoDifference();
    }

    @Test
    void subnets_and_security_groups_have_no_order() {
        var vpc = service().networkConfiguration().awsvpcConfiguration();

        forms.makeNoDifference(() -> ecs.updateService(change -> change.cluster("local").service("techdoc").networkConfiguration(
                network -> network.awsvpcConfiguration(vpc.copy(it -> it.subnets(vpc.subnets().reversed())
                        .securityGroups(vpc.securityGroups().reversed()))))));
    }

    @Test
    void cluster_given_by_its_name_comes_back_as_an_arn() {
        assertThat(service().clusterArn()).startsWith("arn:aws:ecs:").endsWith(":cluster/local");
        forms.makeNoDifference();
    }

    @Test
    void tags_of_others_are_none_of_ours() {
        forms.makeNoDifference(() -> ecs.tagResource(request -> request.resourceArn(service().serviceArn())
                .tags(tag -> tag.key("cost-centre").value("42"))));

        assertThat(ecs.listTagsForResource(request -> request.resourceArn(service().serviceArn())).tags()).extracting("key")
                .contains("cost-centre", "meddevo:app");
    }

    @Test
    void nothing_and_zero_are_told_apart_by_the_default() {
        assertThat(service().loadBalancers().getFirst().advancedConfiguration()).isNull();
        assertThat(service().placementConstraints()).isEmpty();
        assertThat(service().placementStrategy()).isEmpty();
        forms.makeNoDifference();
    }

    @Test
    void a_definition_is_named_by_arn_or_by_family_and_revision() {
        String arn = service().taskDefinition();

        assertThat(arn).startsWith("arn:");
        forms.makeNoDifference(() -> ecs.updateService(change -> change.cluster("local").service("techdoc")
                .taskDefinition(arn.substring(arn.lastIndexOf('/') + 1))));
    }

    @Test
    void a_proxy_has_a_type_and_properties_in_any_order_and_is_put_right_once() {
        var ours = ecs.describeTaskDefinition(request -> request.taskDefinition(service().taskDefinition())).taskDefinition();
        String theirs = ecs.registerTaskDefinition(request -> request.family("theirs").networkMode(ours.networkMode()).cpu(ours.cpu())
                .memory(ours.memory()).requiresCompatibilities(ours.requiresCompatibilities()).executionRoleArn(ours.executionRoleArn())
                .runtimePlatform(ours.runtimePlatform()).containerDefinitions(ours.containerDefinitions())
                .proxyConfiguration(proxy -> proxy.containerName("techdoc").properties(pair -> pair.name("AppPorts").value("8080"),
                        pair -> pair.name("ProxyIngressPort").value("15000"))))
                .taskDefinition().taskDefinitionArn();
        ecs.updateService(change -> change.cluster("local").service("techdoc").taskDefinition(theirs));
        forms.world.account.calls().clear();

        forms.world.settle();

        var proxy = ecs.describeTaskDefinition(request -> request.taskDefinition(theirs)).taskDefinition();
        assertThat(proxy.statusAsString()).isEqualTo("ACTIVE");
        assertThat(proxy.proxyConfiguration().typeAsString()).isEqualTo("APPMESH");
        assertThat(proxy.proxyConfiguration().properties()).extracting("name").containsExactly("ProxyIngressPort", "AppPorts");
        assertThat(service().taskDefinition()).isEqualTo(ours.taskDefinitionArn());
        assertThat(forms.world.account.calls().calls("UpdateService")).hasSize(1);
        forms.makeNoDifference();
    }

    @Test
    void definition_tags_come_on_request_only() {
        var request = software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest.builder()
                .taskDefinition(service().taskDefinition());

        assertThat(ecs.describeTaskDefinition(request.build()).tags()).isEmpty();
        assertThat(ecs.describeTaskDefinition(request.include(TaskDefinitionField.TAGS).build()).tags()).isNotEmpty();
        forms.makeNoDifference();
    }

    @Test
    void container_defaults_and_empty_lists_are_filled_in() {
        var container = definition().containerDefinitions().getFirst();

        assertThat(container.cpu()).isZero();
        assertThat(container.essential()).isTrue();
        assertThat(container.portMappings()).singleElement().satisfies(port -> {
            assertThat(port.hostPort()).isEqualTo(port.containerPort());
            assertThat(port.protocolAsString()).isEqualTo("tcp");
        });
        assertThat(List.of(container.hasMountPoints(), container.hasVolumesFrom(), container.hasSystemControls())).containsOnly(true);
        forms.makeNoDifference();
    }

    @Test
    void what_only_aws_knows_of_a_definition_is_left_out() {
        var definition = definition();

        assertThat(definition.requiresAttributes()).isNotEmpty();
        assertThat(definition.compatibilitiesAsStrings()).contains("FARGATE");
        assertThat(definition.registeredBy()).isNotBlank();
        forms.makeNoDifference();
    }

    @Test
    void an_image_s_tag_is_a_digest_before_it_reaches_aws() {
        assertThat(definition().containerDefinitions().getFirst().image()).contains("@sha256:");
        forms.makeNoDifference();
    }
}
