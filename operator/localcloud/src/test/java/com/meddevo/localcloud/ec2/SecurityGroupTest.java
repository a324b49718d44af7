package com.meddevo.localcloud.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** What EC2 says and refuses about security groups. */
class SecurityGroupTest {

    private final Stage stage = Stage.set();
    private final Ec2Client ec2 = stage.account.client(Ec2Client.class);

    @Test
    void a_new_group_lets_everything_out_and_nothing_in() {
        var id = group("web");

        assertThat(described(id).ipPermissions()).isEmpty();
        assertThat(rules(id)).singleElement().satisfies(rule -> {
            assertThat(rule.isEgress()).isTrue();
            assertThat(rule.ipProtocol()).isEqualTo("-1");
            assertThat(rule.cidrIpv4()).isEqualTo("0.0.0.0/0");
            assertThat(rule.securityGroupRuleId()).startsWith("sgr-");
            assertThat(rule.tags()).isEmpty();
        });
    }

    @Test
    void a_name_is_taken_once_in_a_vpc() {
        group("web");

        refused("InvalidGroup.Duplicate", () -> group("web"));
        refused("InvalidParameterValue", () -> group("sg-web"));
        refused("MissingParameter", () -> ec2.createSecurityGroup(request -> request.groupName("other").vpcId("vpc-local")));
    }

    @Test
    void a_rule_comes_back_with_its_protocol_by_name_and_its_block_cut_to_the_prefix() {
        var id = group("web");

        ingress(id, permission -> permission.ipProtocol("6").fromPort(80).toPort(81).ipRanges(range -> range.cidrIp("10.1.2.3/8")));

        assertThat(rules(id)).filteredOn(rule -> !rule.isEgress()).singleElement().satisfies(rule -> {
            assertThat(rule.ipProtocol()).isEqualTo("tcp");
            assertThat(rule.cidrIpv4()).isEqualTo("10.0.0.0/8");
            assertThat(rule.fromPort()).isEqualTo(80);
            assertThat(rule.toPort()).isEqualTo(81);
        });
        assertThat(described(id).ipPermissions()).singleElement().satisfies(one -> assertThat(one.ipRanges()).hasSize(1));
    }

    @Test
    void the_same_rule_cannot_be_made_twice_however_it_is_written() {
        var id = group("web");
        ingress(id, permission -> permission.ipProtocol("tcp").fromPort(80).toPort(80).ipRanges(range -> range.cidrIp("10.0.0.0/8")));

        refused("InvalidPermission.Duplicate", () -> ingress(id,
                permission -> permission.ipProtocol("6").fromPort(80).toPort(80)
                        .ipRanges(range -> range.cidrIp("10.9.9.9/8").description("another word"))));
    }

    @Test
    void what_is_no_rule_is_refused() {
        var id = group("web");

        refused("InvalidParameterValue",
                () -> ingress(id, permission -> permission.ipProtocol("tcp").ipRanges(range -> range.cidrIp("10.0.0.0/8"))));
        refused("InvalidParameterValue",
                () -> ingress(id,
                        permission -> permission.ipProtocol("tcp").fromPort(1).toPort(2).ipRanges(range -> range.cidrIp("10.0.0/8"))));
        refused("MissingParameter", () -> ingress(id, permission -> permission.ipProtocol("tcp").fromPort(1).toPort(2)));
        refused("InvalidGroup.NotFound", () -> ingress(id,
                permission -> permission.ipProtocol("tcp").fromPort(1).toPort(2).userIdGroupPairs(pair -> pair.groupId("sg-gone"))));
    }

    @Test
    void a_group_holds_sixty_rules_in_one_direction() {
        var id = group("web");
        for (int port = 1; port <= 60; port++) {
            tcp(id, port, "10.0.0.0/8");
        }

        refused("RulesPerSecurityGroupLimitExceeded", () -> tcp(id, 61, "10.0.0.0/8"));
    }

    @Test
    void a_rule_is_revoked_by_its_id_or_by_what_it_allows_and_only_once() {
        var id = group("web");
        tcp(id, 80, "10.0.0.0/8");
        var rule = rules(id).getLast().securityGroupRuleId();

        ec2.revokeSecurityGroupIngress(request -> request.groupId(id).securityGroupRuleIds(rule));
        ec2.revokeSecurityGroupEgress(request -> request.groupId(id)
                .ipPermissions(IpPermission.builder().ipProtocol("-1").ipRanges(range -> range.cidrIp("0.0.0.0/0")).build()));

        assertThat(rules(id)).isEmpty();
        refused("InvalidSecurityGroupRuleId.NotFound",
                () -> ec2.revokeSecurityGroupIngress(request -> request.groupId(id).securityGroupRuleIds(rule)));
        refused("InvalidPermission.NotFound", () -> ec2.revokeSecurityGroupEgress(request -> request.groupId(id)
                .ipPermissions(IpPermission.builder().ipProtocol("-1").ipRanges(range -> range.cidrIp("0.0.0.0/0")).build())));
    }

    @Test
    void a_rule_that_is_modified_keeps_its_id_and_its_tags() {
        var id = group("web");
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(id)
                .ipPermissions(IpPermission.builder().ipProtocol("tcp").fromPort(80).toPort(80)
                        .ipRanges(range -> range.cidrIp("10.0.0.0/8")).build())
                .tagSpecifications(tags -> tags.resourceType(ResourceType.SECURITY_GROUP_RULE).tags(tag -> tag.key("app").value("web"))));
        var rule = rules(id).getLast().securityGroupRuleId();

        ec2.modifySecurityGroupRules(request -> request.groupId(id).securityGroupRules(update -> update.securityGroupRuleId(rule)
                .securityGroupRule(content -> content.ipProtocol("tcp").fromPort(90).toPort(90).cidrIpv4("10.0.0.0/8"))));

        var found = ec2.describeSecurityGroupRules(DescribeSecurityGroupRulesRequest.builder()
                .filters(filter -> filter.name("tag:app").values("web")).build()).securityGroupRules();
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.securityGroupRuleId()).isEqualTo(rule);
            assertThat(one.fromPort()).isEqualTo(90);
        });
    }

    @Test
    void a_group_stays_while_another_group_s_rule_names_it_but_may_name_itself() {
        var web = group("web");
        var api = group("api");
        reference(web, web);
        reference(api, web);

        refused("DependencyViolation", () -> ec2.deleteSecurityGroup(request -> request.groupId(web)));

        ec2.deleteSecurityGroup(request -> request.groupId(api));
        ec2.deleteSecurityGroup(request -> request.groupId(web));
        refused("InvalidGroup.NotFound", () -> ec2.deleteSecurityGroup(request -> request.groupId(web)));
        assertThat(rules(web)).isEmpty();
    }

    @Test
    void a_group_stays_some_seconds_longer_than_the_last_task_that_has_it() {
        var id = group("web");
        stage.ecs().createService(stage.service("web", stage.registered("web", "web:1"), 1)
                .networkConfiguration(
                        network -> network.awsvpcConfiguration(vpc -> vpc.subnets(stage.foundations.subnetIds()).securityGroups(id)))
                .build());
        stage.advance(Duration.ofSeconds(30));
        refused("DependencyViolation", () -> ec2.deleteSecurityGroup(request -> request.groupId(id)));

        stage.ecs().deleteService(request -> request.cluster("local").service("web").force(true));
        stage.advance(Duration.ofMinutes(1));

        ec2.deleteSecurityGroup(request -> request.groupId(id));
    }

    @Test
    void a_service_cannot_have_a_group_that_does_not_exist() {
        var request = stage.service("web", stage.registered("web", "web:1"), 1)
                .networkConfiguration(
                        network -> network.awsvpcConfiguration(vpc -> vpc.subnets(stage.foundations.subnetIds()).securityGroups("sg-gone")))
                .build();

        assertThatThrownBy(() -> stage.ecs().createService(request)).hasMessageContaining("ErrorCode: InvalidGroup.NotFound");
    }

    @Test
    void groups_and_rules_outlive_the_process() {
        var id = group("web");
        tcp(id, 80, "10.0.0.0/8");
        var saved = stage.account.save();
        var after = Stage.empty();

        after.restore(saved);

        var restored = after.client(Ec2Client.class);
        assertThat(restored.describeSecurityGroups(request -> request.groupIds(id)).securityGroups()).isEqualTo(List.of(described(id)));
    }

    private String group(String name) {
        return ec2.createSecurityGroup(request -> request.groupName(name).description("Tasks of " + name).vpcId("vpc-local")).groupId();
    }

    private SecurityGroup described(String id) {
        return ec2.describeSecurityGroups(request -> request.groupIds(id)).securityGroups().getFirst();
    }

    private List<SecurityGroupRule> rules(String groupId) {
        return ec2.describeSecurityGroupRules(request -> request.filters(filter -> filter.name("group-id").values(groupId)))
                .securityGroupRules();
    }

    private void tcp(String groupId, int port, String cidr) {
        ingress(groupId, permission -> permission.ipProtocol("tcp").fromPort(port).toPort(port).ipRanges(range -> range.cidrIp(cidr)));
    }

    private void reference(String groupId, String caller) {
        ingress(groupId, permission -> permission.ipProtocol("tcp").fromPort(80).toPort(80).userIdGroupPairs(pair -> pair.groupId(caller)));
    }

    private void ingress(String groupId, Consumer<IpPermission.Builder> permission) {
        ec2.authorizeSecurityGroupIngress(
                request -> request.groupId(groupId).ipPermissions(IpPermission.builder().applyMutation(permission).build()));
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Ec2Exception.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
