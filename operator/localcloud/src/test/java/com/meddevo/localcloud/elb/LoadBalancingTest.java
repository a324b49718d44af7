package com.meddevo.localcloud.elb;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.balancer.Action.FixedResponse;
import com.meddevo.localcloud.balancer.Action.Forward;
import com.meddevo.localcloud.balancer.Route;
import com.meddevo.localcloud.balancer.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

class LoadBalancingTest {

    private final Stage stage = Stage.set();
    private final ElasticLoadBalancingV2Client elb = stage.account.elb();

    @Test
    void everything_that_aws_fills_into_a_target_group_is_filled_in() {
        var group = elb
                .createTargetGroup(request -> request.name("web").protocol(ProtocolEnum.HTTP).port(80).vpcId("vpc-1").targetType("ip"))
                .targetGroups()
                .getFirst();

        assertThat(group).returns(true, TargetGroup::healthCheckEnabled).returns("traffic-port", TargetGroup::healthCheckPort)
                .returns(ProtocolEnum.HTTP, TargetGroup::healthCheckProtocol).returns("/", TargetGroup::healthCheckPath)
                .returns(30, TargetGroup::healthCheckIntervalSeconds).returns(5, TargetGroup::healthCheckTimeoutSeconds)
                .returns(5, TargetGroup::healthyThresholdCount).returns(2, TargetGroup::unhealthyThresholdCount)
                .returns("HTTP1", TargetGroup::protocolVersion).returns(TargetGroupIpAddressTypeEnum.IPV4, TargetGroup::ipAddressType);
        assertThat(group.matcher().httpCode()).isEqualTo("200");
        assertThat(group.loadBalancerArns()).isEmpty();
        assertThat(attributes(group.targetGroupArn())).contains(entry("deregistration_delay.timeout_seconds", "300"),
                entry("slow_start.duration_seconds", "0"), entry("load_balancing.algorithm.type", "round_robin"),
                entry("stickiness.enabled", "false"))
                .hasSizeGreaterThan(10);
    }

    @Test
    @Tag("aws-20")
    @Tag("aws-21")
    void the_same_target_group_is_created_once_and_another_of_its_name_is_refused() {
        var first = elb.createTargetGroup(stage.targetGroup("web").build()).targetGroups().getFirst();

        assertThat(elb.createTargetGroup(stage.targetGroup("web").build()).targetGroups().getFirst().targetGroupArn())
                .isEqualTo(first.targetGroupArn());
        assertThat(refused(() -> elb.createTargetGroup(stage.targetGroup("web").port(81).build()))).startsWith("DuplicateTargetGroupName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-web", "web-", "w_b", "", "a-name-that-is-longer-than-32-chars"})
    void a_target_group_s_name_has_32_letters_digits_and_hyphens_at_most(String name) {
        assertThat(refused(() -> elb.createTargetGroup(stage.targetGroup(name).build()))).startsWith("ValidationError: Target group name");
    }

    @Test
    @Tag("aws-20")
    void the_health_check_and_the_attributes_can_be_modified() {
        var arn = stage.routedTargetGroup("web", 10);

        elb.modifyTargetGroup(request -> request.targetGroupArn(arn).healthCheckPath("/ready"));

        var group = elb.describeTargetGroups(request -> request.names("web")).targetGroups().getFirst();
        assertThat(group).returns("/ready", TargetGroup::healthCheckPath).returns(10, TargetGroup::healthCheckIntervalSeconds);
        assertThat(attributes(arn)).containsEntry("deregistration_delay.timeout_seconds", "10");
        assertThat(refused(() -> elb.modifyTargetGroup(request -> request.targetGroupArn(arn).healthCheckTimeoutSeconds(10))))
                .startsWith("InvalidConfigurationRequest");
        assertThat(refused(() -> elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(arn)
                .attributes(TargetGroupAttribute.builder().key("no.such").value("1").build())))).contains("'no.such' is not recognized");
        assertThat(refused(() -> elb.modifyTargetGroup(request -> request.targetGroupArn(arn).healthCheckEnabled(false))))
                .startsWith("InvalidConfigurationRequest");
    }

    @Test
    @Tag("aws-23")
    void a_rule_shows_most_things_twice() {
        var group = elb.createTargetGroup(stage.targetGroup("web").build()).targetGroups().getFirst().targetGroupArn();

        var rule = elb.createRule(request -> request.listenerArn(stage.foundations.listenerArn()).priority(10)
                .conditions(one -> one.field("path-pattern").values("/api/*"),
                        one -> one.field("host-header").hostHeaderConfig(host -> host.values("docs.example.com")))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group))).rules().getFirst();

        assertThat(rule).returns("10", Rule::priority).returns(false, Rule::isDefault);
        assertThat(rule.conditions()).extracting("field").containsExactly("host-header", "path-pattern");
        assertThat(rule.conditions().getFirst().values()).containsExactly("docs.example.com");
        assertThat(rule.conditions().getLast().pathPatternConfig().values()).containsExactly("/api/*");
        var action = rule.actions().getFirst();
        assertThat(action.targetGroupArn()).isEqualTo(group);
        assertThat(action.forwardConfig().targetGroups()).singleElement().satisfies(tuple -> assertThat(tuple.weight()).isEqualTo(1));
        assertThat(action.forwardConfig().targetGroupStickinessConfig().enabled()).isFalse();
    }

    @Test
    @Tag("aws-23")
    void two_weighted_groups_have_no_scalar() {
        var first = elb.createTargetGroup(stage.targetGroup("blue").build()).targetGroups().getFirst().targetGroupArn();
        var second = elb.createTargetGroup(stage.targetGroup("green").build()).targetGroups().getFirst().targetGroupArn();

        var rule = elb.createRule(request -> request.listenerArn(stage.foundations.listenerArn()).priority(10)
                .conditions(one -> one.field("path-pattern").values("/*")).actions(action -> action.type(ActionTypeEnum.FORWARD)
                        .forwardConfig(forward -> forward.targetGroups(one -> one.targetGroupArn(first).weight(0),
                                one -> one.targetGroupArn(second)))))
                .rules().getFirst();

        assertThat(rule.actions().getFirst().targetGroupArn()).isNull();
        assertThat(rule.actions().getFirst().forwardConfig().targetGroups()).extracting("weight").containsExactly(0, 1);
    }

    @Test
    @Tag("aws-23")
    void a_priority_is_used_once_and_two_rules_swap_theirs_in_one_call() {
        stage.routedTargetGroup("a", 10);
        stage.routedTargetGroup("b", 20);
        var rules = rules();
        assertThat(refused(() -> stage.routedTargetGroup("c", 10))).isEqualTo("PriorityInUse: Priority '10' is currently in use");

        elb.setRulePriorities(request -> request.rulePriorities(pair -> pair.ruleArn(rules.get(0).ruleArn()).priority(20),
                pair -> pair.ruleArn(rules.get(1).ruleArn()).priority(10)));

        assertThat(rules()).extracting(Rule::ruleArn).containsExactly(rules.get(1).ruleArn(), rules.get(0).ruleArn(),
                rules.get(2).ruleArn());
        assertThat(refused(
                () -> elb.setRulePriorities(request -> request.rulePriorities(pair -> pair.ruleArn(rules.get(0).ruleArn()).priority(10)))))
                .startsWith("PriorityInUse");
    }

    @Test
    @Tag("aws-23")
    void the_default_rule_is_last_and_stays() {
        stage.routedTargetGroup("a", 50_000);
        var last = rules().getLast();

        assertThat(last).returns("default", Rule::priority).returns(true, Rule::isDefault);
        assertThat(refused(() -> elb.deleteRule(request -> request.ruleArn(last.ruleArn())))).startsWith("OperationNotPermitted");
        assertThat(
                refused(() -> elb.setRulePriorities(request -> request.rulePriorities(pair -> pair.ruleArn(last.ruleArn()).priority(5)))))
                .startsWith("OperationNotPermitted");
    }

    @Test
    void an_empty_list_changes_nothing_of_a_rule() {
        stage.routedTargetGroup("a", 10);
        var before = rules().getFirst();

        elb.modifyRule(request -> request.ruleArn(before.ruleArn()).conditions(List.of()).actions(List.of()));

        assertThat(rules().getFirst()).isEqualTo(before);
    }

    @Test
    void a_rule_holds_five_values_and_a_priority_within_bounds() {
        var six = IntStream.range(0, 6).mapToObj(number -> "/" + number).toList();
        var group = elb.createTargetGroup(stage.targetGroup("web").build()).targetGroups().getFirst().targetGroupArn();

        assertThat(refused(() -> elb.createRule(request -> request.listenerArn(stage.foundations.listenerArn()).priority(10)
                .conditions(one -> one.field("path-pattern").values(six))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group)))))
                .contains("at most 5 condition values");
        assertThat(refused(() -> elb.createRule(request -> request.listenerArn(stage.foundations.listenerArn()).priority(50_001)
                .conditions(one -> one.field("path-pattern").values("/"))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group)))))
                .contains("must be between '1' and '50000'");
    }

    @Test
    void a_load_balancer_takes_a_hundred_rules() {
        IntStream.rangeClosed(1, 100).forEach(number -> stage.routedTargetGroup("g" + number, number));

        assertThat(refused(() -> stage.routedTargetGroup("g101", 101))).startsWith("TooManyRules");
    }

    @Test
    void a_load_balancer_takes_a_hundred_target_groups() {
        var groups = IntStream.range(0, 105)
                .mapToObj(
                        number -> elb.createTargetGroup(stage.targetGroup("g" + number).build()).targetGroups().getFirst().targetGroupArn())
                .toList();
        IntStream.range(0, 20).forEach(number -> forward(number + 1, groups.subList(number * 5, number * 5 + 5)));

        assertThat(refused(() -> forward(50, groups.subList(100, 101)))).startsWith("TooManyUniqueTargetGroupsPerLoadBalancer");
        forward(51, groups.subList(0, 5));
    }

    private void forward(int priority, List<String> groups) {
        elb.createRule(request -> request.listenerArn(stage.foundations.listenerArn()).priority(priority)
                .conditions(one -> one.field("path-pattern").values("/" + priority))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).forwardConfig(forward -> forward
                        .targetGroups(groups.stream().map(arn -> TargetGroupTuple.builder().targetGroupArn(arn).build()).toList()))));
    }

    @Test
    @Tag("aws-22")
    void a_target_group_belongs_to_one_load_balancer() {
        var group = stage.routedTargetGroup("web", 10);
        var other = stage.account.foundations("other", 8081);

        assertThat(refused(() -> elb.createRule(request -> request.listenerArn(other.listenerArn()).priority(10)
                .conditions(one -> one.field("path-pattern").values("/"))
                .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group)))))
                .startsWith("TargetGroupAssociationLimit");
        assertThat(elb.describeTargetGroups(request -> request.loadBalancerArn(other.loadBalancerArn())).targetGroups()).isEmpty();
        assertThat(elb.describeTargetGroups(request -> request.loadBalancerArn(stage.foundations.loadBalancerArn())).targetGroups())
                .hasSize(1);
    }

    @Test
    @Tag("aws-24")
    void a_used_target_group_stays_and_a_missing_one_counts_as_deleted() {
        var group = stage.routedTargetGroup("web", 10);
        assertThat(refused(() -> elb.deleteTargetGroup(request -> request.targetGroupArn(group)))).startsWith("ResourceInUse");
        elb.deleteRule(request -> request.ruleArn(rules().getFirst().ruleArn()));

        elb.deleteTargetGroup(request -> request.targetGroupArn(group));
        elb.deleteTargetGroup(request -> request.targetGroupArn(group));

        assertThat(refused(() -> elb.describeTargetGroups(request -> request.targetGroupArns(group)))).startsWith("TargetGroupNotFound");
        assertThat(refused(() -> elb.deleteRule(request -> request.ruleArn(group.replace("targetgroup", "listener-rule")))))
                .startsWith("RuleNotFound");
    }

    @Test
    @Tag("aws-24")
    void a_target_group_is_in_use_for_a_moment_after_its_rule_went() {
        var group = stage.routedTargetGroup("web", 10);
        stage.advance(Duration.ofMinutes(1));
        stage.account.consistency().lag(Duration.ofSeconds(2));
        elb.deleteRule(request -> request.ruleArn(rules().getFirst().ruleArn()));

        assertThat(refused(() -> elb.deleteTargetGroup(request -> request.targetGroupArn(group)))).startsWith("ResourceInUse");
        stage.advance(Duration.ofSeconds(2));

        elb.deleteTargetGroup(request -> request.targetGroupArn(group));
    }

    @Test
    void targets_begin_as_initial_and_change_sides_by_the_thresholds() {
        var group = stage.routedTargetGroup("web", 10);
        stage.ecs().createService(
                stage.balanced("web", stage.registered("web", "web:1"), 1, group).healthCheckGracePeriodSeconds(600).build());
        stage.advance(Duration.ofSeconds(30));
        assertThat(stage.health(group)).containsOnlyKeys("healthy");
        var task = stage.simulation.tasks().running().iterator().next();

        stage.simulation.tasks().ail(task, true);
        stage.advance(Duration.ofSeconds(10));
        assertThat(stage.health(group)).containsOnlyKeys("healthy");
        stage.advance(Duration.ofSeconds(10));
        assertThat(stage.health(group)).containsOnlyKeys("unhealthy");
        stage.simulation.tasks().ail(task, false);
        stage.advance(Duration.ofSeconds(40));
        assertThat(stage.health(group)).containsOnlyKeys("unhealthy");
        stage.advance(Duration.ofSeconds(10));

        assertThat(stage.health(group)).containsOnlyKeys("healthy");
    }

    @Test
    void targets_of_a_group_that_no_rule_uses_are_unused() {
        var group = stage.routedTargetGroup("web", 10);
        elb.registerTargets(request -> request.targetGroupArn(group).targets(target -> target.id("127.9.9.9").port(1)));
        assertThat(stage.health(group)).containsOnlyKeys("initial");

        elb.deleteRule(request -> request.ruleArn(rules().getFirst().ruleArn()));

        var described = elb.describeTargetHealth(request -> request.targetGroupArn(group)).targetHealthDescriptions().getFirst();
        assertThat(described.targetHealth().stateAsString()).isEqualTo("unused");
        assertThat(described.targetHealth().reasonAsString()).isEqualTo("Target.NotInUse");
    }

    @Test
    void the_routing_table_follows_rules_and_health() {
        var group = stage.routedTargetGroup("web", 10);
        stage.ecs().createService(stage.balanced("web", stage.registered("web", "web:1"), 1, group).build());
        stage.advance(Duration.ofSeconds(10));
        assertThat(stage.account.routing().healthyTargets(group)).isEmpty();
        stage.advance(Duration.ofSeconds(5));

        var routes = stage.account.routing().routes(stage.foundations.listenerArn());

        assertThat(routes).extracting(Route::priority).containsExactly(10, Route.DEFAULT);
        assertThat(routes.getFirst().paths()).containsExactly("/web/*");
        assertThat(routes.getFirst().action()).isInstanceOfSatisfying(Forward.class,
                forward -> assertThat(forward.targetGroups()).singleElement()
                        .satisfies(weighted -> assertThat(weighted.targetGroupArn()).isEqualTo(group)));
        assertThat(routes.getLast().action()).isInstanceOfSatisfying(FixedResponse.class,
                fixed -> assertThat(fixed.status()).isEqualTo(404));
        assertThat(stage.account.routing().healthyTargets(group)).extracting(Target::port).containsExactly(8080);
    }

    @Test
    void twenty_arns_are_tagged_at_once_and_no_more() {
        var group = stage.routedTargetGroup("web", 10);
        var many = IntStream.range(0, 21).mapToObj(number -> group).toList();

        assertThat(refused(() -> elb.describeTags(request -> request.resourceArns(many)))).startsWith("ValidationError");
    }

    @Test
    @Tag("aws-36")
    void tags_of_target_groups_and_rules_are_added_replaced_and_removed() {
        var group = stage.routedTargetGroup("web", 10);
        var rule = rules().getFirst().ruleArn();
        elb.addTags(
                request -> request.resourceArns(group, rule).tags(tag -> tag.key("app").value("web"), tag -> tag.key("env").value("a")));
        elb.addTags(request -> request.resourceArns(group).tags(tag -> tag.key("env").value("b")));
        elb.removeTags(request -> request.resourceArns(rule).tagKeys("env"));

        var tags = elb.describeTags(request -> request.resourceArns(group, rule)).tagDescriptions();

        assertThat(tags.getFirst().tags()).extracting(tag -> tag.key() + "=" + tag.value()).containsExactly("app=web", "env=b");
        assertThat(tags.getLast().tags()).extracting(tag -> tag.key() + "=" + tag.value()).containsExactly("app=web");
        assertThat(refused(() -> elb.addTags(request -> request.resourceArns(group + "0").tags(tag -> tag.key("a").value("b")))))
                .startsWith("TargetGroupNotFound");
    }

    private List<Rule> rules() { return elb.describeRules(request -> request.listenerArn(stage.foundations.listenerArn())).rules(); }

    private Map<String, String> attributes(String arn) {
        return elb.describeTargetGroupAttributes(request -> request.targetGroupArn(arn)).attributes().stream()
                .collect(Collectors.toMap(TargetGroupAttribute::key, TargetGroupAttribute::value));
    }
}
