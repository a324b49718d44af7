package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/** What the smaller services fill in, reorder and say in other words, entry by entry: it is there, and it is no difference. */
class OtherFormsTest {
    private final Forms forms = new Forms();

    @AfterEach
    void close() { forms.close(); }

    @Test
    void cloud_map_derives_a_type_and_echoes_the_namespace() {
        var discovery = forms.client(ServiceDiscoveryClient.class);
        String id = discovery.listServices().services().getFirst().id();

        var service = discovery.getService(request -> request.id(id)).service();

        assertThat(service.typeAsString()).isEqualTo("DNS_HTTP");
        assertThat(service.namespaceId()).isEqualTo(forms.world.environment.discovery().orElseThrow().namespaceId());
        forms.makeNoDifference();
    }

    @Test
    void a_cluster_has_settings_that_are_not_the_apps_affair_and_stay_as_somebody_changed_them() {
        var ecs = forms.client(EcsClient.class);
        assertThat(containerInsights(ecs)).isEqualTo("disabled");

        forms.makeNoDifference(() -> ecs.updateClusterSettings(change -> change.cluster("local")
                .settings(setting -> setting.name("containerInsights").value("enhanced"))));

        assertThat(containerInsights(ecs)).isEqualTo("enhanced");
    }

    private static String containerInsights(EcsClient ecs) {
        return ecs.describeClusters(request -> request.clusters("local").include(ClusterField.SETTINGS)).clusters().getFirst().settings()
                .getFirst().value();
    }

    @Test
    void a_log_group_has_a_class_and_two_arns() {
        var group = forms.client(CloudWatchLogsClient.class).describeLogGroups().logGroups().getFirst();

        assertThat(group.logGroupClassAsString()).isEqualTo("STANDARD");
        assertThat(group.arn()).isEqualTo(group.logGroupArn() + ":*");
        forms.makeNoDifference();
    }

    @Test
    void a_scaling_policy_echoes_its_target_and_names_alarms_that_aws_made() {
        var policy = forms.client(ApplicationAutoScalingClient.class)
                .describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.ECS)).scalingPolicies().getFirst();

        assertThat(policy.resourceId()).isEqualTo("service/local/techdoc");
        assertThat(policy.alarms()).isNotEmpty();
        assertThat(policy.targetTrackingScalingPolicyConfiguration().disableScaleIn()).isFalse();
        forms.makeNoDifference();
    }

    @Test
    void a_name_comes_back_with_a_dot_and_a_number_for_its_star() {
        String zone = forms.world.environment.dns().orElseThrow().hostedZoneId();

        var record = forms.client(Route53Client.class).listResourceRecordSets(request -> request.hostedZoneId(zone)).resourceRecordSets()
                .stream().filter(set -> set.type() == RRType.A).findFirst().orElseThrow();

        assertThat(record.name()).isEqualTo("\\052.docs.local.meddevo.internal.");
        assertThat(record.aliasTarget().dnsName()).endsWith(".");
        assertThat(record.aliasTarget().evaluateTargetHealth()).isNotNull();
        forms.makeNoDifference();
    }

    @Test
    void security_group_rules_have_ids_owners_and_ranges_that_nobody_sent() {
        var rules = forms.client(Ec2Client.class).describeSecurityGroupRules(all -> {}).securityGroupRules();

        assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(rule.groupOwnerId()).isEqualTo("000000000000"));
        forms.makeNoDifference();
    }
}
