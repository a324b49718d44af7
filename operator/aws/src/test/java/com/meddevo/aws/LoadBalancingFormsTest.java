package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What ELBv2 fills in, doubles and says in other words, entry by entry: it is there, and it is no difference. */
class LoadBalancingFormsTest {
    private final Forms forms = new Forms();
    private final ElasticLoadBalancingV2Client elb = forms.client(ElasticLoadBalancingV2Client.class);

    @AfterEach
    void close() { forms.close(); }

    private TargetGroup group() { return elb.describeTargetGroups().targetGroups().getFirst(); }

    private Rule rule() {
        String listener = forms.world.environment.listeners().get("internal").arn();
        return elb.describeRules(request -> request.listenerArn(listener)).rules().stream().filter(rule -> !rule.isDefault()).findFirst()
                .orElseThrow();
    }

    @Test
    void target_group_defaults_are_filled_in() {
        var group = group();

        assertThat(group.healthCheckEnabled()).isTrue();
        assertThat(group.healthCheckPort()).isEqualTo("traffic-port");
        assertThat(group.healthCheckProtocolAsString()).isEqualTo("HTTP");
        assertThat(group.protocolVersion()).isEqualTo("HTTP1");
        assertThat(group.ipAddressTypeAsString()).isEqualTo("ipv4");
        forms.makeNoDifference();
    }

    @Test
    void target_group_attributes_come_as_a_full_bag_of_which_one_is_ours() {
        var attributes = elb.describeTargetGroupAttributes(request -> request.targetGroupArn(group().targetGroupArn())).attributes();

        assertThat(attributes).hasSizeGreaterThan(10).extracting("key").contains("deregistration_delay.timeout_seconds",
                "stickiness.enabled", "target_group_health.dns_failover.minimum_healthy_targets.count");
        forms.makeNoDifference(() -> elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(group().targetGroupArn())
                .attributes(one -> one.key("slow_start.duration_seconds").value("30"))));
    }

    @Test
    void targets_are_those_of_ecs() {
        assertThat(elb.describeTargetHealth(request -> request.targetGroupArn(group().targetGroupArn())).targetHealthDescriptions())
                .hasSize(2);
        forms.makeNoDifference();
    }

    @Test
    void rule_priority_is_a_string_and_the_default_rule_has_none() {
        String listener = forms.world.environment.listeners().get("internal").arn();

        assertThat(elb.describeRules(request -> request.listenerArn(listener)).rules()).extracting(Rule::priority).contains("default");
        assertThat(Integer.parseInt(rule().priority())).isBetween(1000, 49_000);
        forms.makeNoDifference();
    }

    @Test
    void rule_conditions_come_twice_and_may_be_written_either_way() {
        var condition = rule().conditions().getFirst();

        assertThat(condition.values()).isEqualTo(condition.pathPatternConfig().values());
        forms.makeNoDifference(() -> elb.modifyRule(change -> change.ruleArn(rule().ruleArn())
                .conditions(RuleCondition.builder().field("path-pattern").values(condition.values()).build())));
    }

    @Test
    void a_forward_to_one_group_comes_twice_with_a_weight_and_a_stickiness() {
        var action = rule().actions().getFirst();

        assertThat(action.targetGroupArn()).isEqualTo(group().targetGroupArn());
        assertThat(action.forwardConfig().targetGroups()).singleElement()
                .satisfies(one -> assertThat(one.targetGroupArn()).isEqualTo(group().targetGroupArn()))
                .satisfies(one -> assertThat(one.weight()).isEqualTo(1));
        assertThat(action.forwardConfig().targetGroupStickinessConfig().enabled()).isFalse();
        forms.makeNoDifference();
    }

    @Test
    void a_listener_s_default_action_is_not_the_apps_affair() {
        assertThat(elb.describeListeners(request -> request.loadBalancerArn(
                forms.world.environment.listeners().get("internal").loadBalancerArn())).listeners()).hasSize(1);
        forms.makeNoDifference();
    }

    @Test
    void a_redirect_in_the_place_of_ours_comes_back_with_placeholders_and_is_put_right_once() {
        elb.modifyRule(change -> change.ruleArn(rule().ruleArn())
                .actions(action -> action.type("redirect").redirectConfig(to -> to.statusCode("HTTP_301"))));
        assertThat(rule().actions().getFirst().redirectConfig()).isEqualTo(RedirectActionConfig.builder().statusCode("HTTP_301")
                .protocol("#{protocol}").host("#{host}").port("#{port}").path("/#{path}").query("#{query}").build());
        forms.world.account.calls().clear();

        forms.world.settle();

        assertThat(forms.world.account.calls().calls("ModifyRule")).hasSize(1);
        assertThat(rule().actions().getFirst().targetGroupArn()).isEqualTo(group().targetGroupArn());
        forms.makeNoDifference();
    }

    @Test
    void a_redirect_of_somebody_else_stays_as_aws_filled_it_in() {
        String listener = forms.world.environment.listeners().get("internal").arn();
        String theirs = elb.createRule(rule -> rule.listenerArn(listener).priority(7)
                .conditions(RuleCondition.builder().field("host-header").values("old.example").build())
                .actions(action -> action.type("redirect").redirectConfig(to -> to.statusCode("HTTP_302").host("new.example"))))
                .rules().getFirst().ruleArn();

        forms.makeNoDifference();

        assertThat(elb.describeRules(request -> request.ruleArns(theirs)).rules().getFirst().actions().getFirst().redirectConfig())
                .satisfies(to -> assertThat(to.host()).isEqualTo("new.example"))
                .satisfies(to -> assertThat(to.path()).isEqualTo("/#{path}"));
    }

    @Test
    void a_listener_that_decrypts_has_a_policy_that_nobody_sent_and_keeps_it() {
        String listener = forms.world.environment.listeners().get("internal").arn();
        elb.modifyListener(change -> change.listenerArn(listener).protocol("HTTPS")
                .certificates(one -> one.certificateArn("arn:aws:acm:eu-central-1:000000000000:certificate/1")));

        forms.makeNoDifference(() -> elb.modifyListener(change -> change.listenerArn(listener).port(8443)));

        assertThat(elb.describeListeners(request -> request.listenerArns(listener)).listeners().getFirst())
                .satisfies(shown -> assertThat(shown.sslPolicy()).isEqualTo("ELBSecurityPolicy-2016-08"))
                .satisfies(shown -> assertThat(shown.mutualAuthentication().mode()).isEqualTo("off"))
                .satisfies(shown -> assertThat(shown.certificates()).hasSize(1));
    }
}
