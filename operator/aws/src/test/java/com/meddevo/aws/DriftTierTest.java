package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.service.Services;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.plan.Change;
import com.meddevo.plan.Deviation;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Tier;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** What somebody changes by hand, declared or not, and how much it matters. */
class DriftTierTest {
    private final World world = World.inProcess();
    private final EcsClient ecs = world.account.client(EcsClient.class);
    private final Ec2Client ec2 = world.account.client(Ec2Client.class);
    private final ElasticLoadBalancingV2Client elb = world.account.client(ElasticLoadBalancingV2Client.class);

    @BeforeEach
    void an_app_with_a_group_of_its_own_runs() { world.wants(Specs.from(world.app("techdoc"), "techdoc")).settle(); }

    @AfterEach
    void close() { world.close(); }

    private Plan planAfter(Runnable byHand) {
        byHand.run();
        world.rest();
        return world.plan();
    }

    private static List<String> weighed(Plan plan) {
        return plan.changes().stream().filter(Change.Update.class::isInstance)
                .flatMap(change -> Deviation.of((Change.Update<?>) change).stream())
                .map(one -> one.tier() + " " + one.resource().kind() + " " + one.field()).toList();
    }

    private String arn(ResourceId id) { return world.sweep().arns().of(id); }

    private Service service() {
        return ecs.describeServices(request -> request.cluster(world.environment.cluster()).services("techdoc")).services().getFirst();
    }

    private String group() {
        String arn = arn(ResourceId.parse("security-group/techdoc/main"));
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @Test
    void a_second_target_group_of_the_service_is_undeclared_drift_of_the_gravest_tier_and_left_alone() {
        var network = world.environment.network();
        String theirs = elb.createTargetGroup(request -> request.name("theirs").protocol("HTTP").port(8080).targetType("ip")
                .vpcId(network.vpcId())).targetGroups().getFirst().targetGroupArn();
        elb.createRule(request -> request.listenerArn(world.environment.listeners().values().iterator().next().arn()).priority(45_000)
                .conditions(condition -> condition.field("path-pattern").values("/theirs/*"))
                .actions(action -> action.type("forward").targetGroupArn(theirs)));
        var ours = service().loadBalancers().getFirst();

        var plan = planAfter(() -> ecs.updateService(request -> request.cluster(world.environment.cluster()).service("techdoc")
                .loadBalancers(ours, ours.toBuilder().targetGroupArn(theirs).build())));

        assertThat(plan.undeclared()).singleElement().satisfies(one -> {
            assertThat(one.tier()).isEqualTo(Tier.SECURITY);
            assertThat(one.field()).isEqualTo("extras.besides");
            assertThat(one.observed()).hasToString("[target group " + theirs + "]");
        });
        assertThat(service().loadBalancers()).hasSize(2);
    }

    @Test
    void an_open_rule_in_the_apps_security_group_is_undeclared_drift_of_the_gravest_tier() {
        var open = IpPermission.builder().ipProtocol("tcp").fromPort(22).toPort(22).ipRanges(range -> range.cidrIp("0.0.0.0/0")).build();

        var plan = planAfter(() -> ec2.authorizeSecurityGroupIngress(request -> request.groupId(group()).ipPermissions(open)));

        assertThat(plan).matches(Plan::settled);
        assertThat(plan.undeclared()).singleElement().satisfies(one -> {
            assertThat(one.tier()).isEqualTo(Tier.SECURITY);
            assertThat(one.resource()).isEqualTo(ResourceId.parse("security-group/techdoc/main"));
            assertThat(one.observed()).hasToString("[in from 0.0.0.0/0: tcp 22 to 22]");
        });
        assertThat(plan.text())
                .contains("# undeclared security-group/techdoc/main  others: [\"in from 0.0.0.0/0: tcp 22 to 22\"] instead of []"
                        + "  (security: ");
    }

    @Test
    void a_shell_that_somebody_opened_into_the_tasks_is_of_the_gravest_tier() {
        var plan = planAfter(() -> ecs.updateService(
                request -> request.cluster(world.environment.cluster()).service("techdoc").enableExecuteCommand(true)));

        assertThat(weighed(plan)).containsExactly("SECURITY service extras.executeCommand");
    }

    @Test
    void a_public_address_and_a_swapped_security_group_are_of_the_gravest_tier() {
        String other = ec2.createSecurityGroup(
                request -> request.groupName("open").description("open").vpcId(world.environment.network().vpcId())).groupId();

        var plan = planAfter(() -> ecs.updateService(request -> request.cluster(world.environment.cluster()).service("techdoc")
                .networkConfiguration(network -> network.awsvpcConfiguration(aws -> aws.subnets(world.environment.network().subnetIds())
                        .securityGroups(other).assignPublicIp(AssignPublicIp.ENABLED)))));

        assertThat(weighed(plan)).containsExactlyInAnyOrder("SECURITY service network.securityGroupIds",
                "SECURITY service network.securityGroups", "SECURITY service network.assignPublicIp");
    }

    @Test
    void a_rule_that_sends_the_requests_elsewhere_is_of_the_gravest_tier() {
        String theirs = elb.createTargetGroup(request -> request.name("theirs").protocol("HTTP").port(80).targetType("ip")
                .vpcId(world.environment.network().vpcId())).targetGroups().getFirst().targetGroupArn();

        var plan = planAfter(() -> elb.modifyRule(request -> request.ruleArn(arn(ResourceId.parse("listener-rule/techdoc/internal")))
                .actions(action -> action.type("forward").targetGroupArn(theirs))));

        assertThat(weighed(plan)).contains("SECURITY listener-rule targetGroup");
    }

    @Test
    void another_health_check_and_another_number_of_tasks_concern_availability() {
        var group = world.sweep().snapshot().resources().stream().filter(state -> state.id().kind().equals(TargetGroups.KIND)).findFirst()
                .orElseThrow().id();

        var plan = planAfter(() -> {
            elb.modifyTargetGroup(request -> request.targetGroupArn(arn(group)).healthCheckPath("/other"));
            ecs.updateService(request -> request.cluster(world.environment.cluster()).service("techdoc").desiredCount(5));
        });

        assertThat(weighed(plan)).containsExactlyInAnyOrder("AVAILABILITY target-group healthCheck.path",
                "AVAILABILITY " + Services.KIND + " replicas");
    }
}
