package com.meddevo.localcloud.elb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;

/** The rules of listeners. */
final class Rules {

    /** AWS's default quota of rules per load balancer, default rules not counted. */
    private static final int PER_LOAD_BALANCER = 100;
    /** AWS's fixed quota of target groups per load balancer. */
    private static final int TARGET_GROUPS_PER_LOAD_BALANCER = 100;
    private static final int LOWEST_PRIORITY = 50_000;

    private final ElbState state;
    private final ElbTags tags;
    private final Targets health;

    Rules(ElbState state, ElbTags tags, Targets health) {
        this.state = state;
        this.tags = tags;
        this.health = health;
    }

    Rule create(CreateRuleRequest request) {
        var listener = state.listener(request.listenerArn());
        var priority = checkedPriority(request.priority());
        if (state.rulesOf(listener.listenerArn()).stream().anyMatch(rule -> rule.priority().equals(Integer.toString(priority)))) {
            throw ElbErrors.priorityInUse(priority);
        }
        var own = ElbState.under(listener.loadBalancerArn(), state.rules.all()).filter(rule -> !rule.isDefault()).count();
        if (own >= PER_LOAD_BALANCER) {
            throw ElbErrors.tooManyRules();
        }
        var arn = "%s/%s".formatted(listener.listenerArn().replace(":listener/", ":listener-rule/"), state.site().ids().hexadecimal(16));
        var rule = Rule.builder().ruleArn(arn).priority(Integer.toString(priority)).isDefault(false)
                .conditions(RuleShape.conditions(request.conditions())).actions(RuleShape.actions(request.actions())).build();
        checkTargetGroups(rule, listener.loadBalancerArn());
        tags.onCreate(arn, request.tags());
        state.rules.put(arn, rule);
        health.routingChanged();
        return rule;
    }

    /** Changes a rule; as AWS has it, an absent or empty list changes nothing. */
    Rule modify(ModifyRuleRequest request) {
        var rule = state.rule(request.ruleArn());
        if (rule.isDefault()) {
            throw ElbErrors.notPermitted("Default rule '%s' cannot be modified".formatted(rule.ruleArn()));
        }
        var changed = rule.toBuilder();
        if (!request.conditions().isEmpty()) {
            changed.conditions(RuleShape.conditions(request.conditions()));
        }
        if (!request.actions().isEmpty()) {
            changed.actions(RuleShape.actions(request.actions()));
        }
        checkTargetGroups(changed.build(), state.loadBalancerOf(rule));
        state.rules.put(rule.ruleArn(), changed.build());
        health.routingChanged();
        return changed.build();
    }

    void delete(String arn) {
        if (state.rule(arn).isDefault()) {
            throw ElbErrors.notPermitted("Default rule '%s' cannot be deleted".formatted(arn));
        }
        state.rules.remove(arn);
        state.site().tags().forget(arn);
        health.routingChanged();
    }

    /** Moves several rules at once, so that two can swap their places. */
    List<Rule> setPriorities(List<RulePriorityPair> pairs) {
        var wanted = new HashMap<String, Integer>();
        for (var pair : pairs) {
            if (state.rule(pair.ruleArn()).isDefault()) {
                throw ElbErrors.notPermitted("The priority of default rule '%s' cannot be set".formatted(pair.ruleArn()));
            }
            wanted.put(pair.ruleArn(), checkedPriority(pair.priority()));
        }
        var listeners = wanted.keySet().stream().map(ElbState::listenerOf).collect(Collectors.toSet());
        for (var listener : listeners) {
            var taken = new HashSet<Integer>();
            for (var rule : state.rulesOf(listener)) {
                var priority = rule.isDefault() ? -1 : wanted.getOrDefault(rule.ruleArn(), Integer.valueOf(rule.priority()));
                if (!taken.add(priority)) {
                    throw ElbErrors.priorityInUse(priority);
                }
            }
        }
        wanted.forEach((arn, priority) -> state.rules.put(arn, state.rule(arn).toBuilder().priority(priority.toString()).build()));
        return wanted.keySet().stream().map(state::rule).toList();
    }

    List<Rule> describe(DescribeRulesRequest request) {
        if (request.listenerArn() != null) {
            state.listeners.read(request.listenerArn()).orElseThrow(ElbErrors::listenerNotFound);
            return ElbState.byPriority(ElbState.under(request.listenerArn(), state.rules.readAll()));
        }
        if (request.ruleArns().isEmpty()) {
            throw ElbErrors.validation("You must specify either a listener ARN or rule ARNs");
        }
        return request.ruleArns().stream().map(arn -> state.rules.read(arn).orElseThrow(ElbErrors::ruleNotFound)).toList();
    }

    private void checkTargetGroups(Rule rule, String loadBalancerArn) {
        var used = ElbState.targetGroupsOf(rule.actions());
        for (var arn : used) {
            state.targetGroup(arn);
            if (state.loadBalancerUsing(arn).filter(other -> !other.equals(loadBalancerArn)).isPresent()) {
                throw ElbErrors.targetGroupOfAnotherLoadBalancer(arn);
            }
        }
        var all = new HashSet<>(used);
        ElbState.under(loadBalancerArn, state.rules.all()).filter(other -> !other.ruleArn().equals(rule.ruleArn()))
                .forEach(other -> all.addAll(ElbState.targetGroupsOf(other.actions())));
        if (all.size() > TARGET_GROUPS_PER_LOAD_BALANCER) {
            throw ElbErrors.tooManyTargetGroupsPerLoadBalancer();
        }
    }

    private static int checkedPriority(Integer priority) {
        if (priority == null || priority < 1 || priority > LOWEST_PRIORITY) {
            throw ElbErrors.validation("Rule priority '%s' must be between '1' and '%d' inclusive".formatted(priority, LOWEST_PRIORITY));
        }
        return priority;
    }
}
