package com.meddevo.localcloud.elb;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What there is: everything by ARN, as the API describes it, but for a target group's load balancers, which follow from the rules. */
final class ElbState {

    private final Site site;
    final Versioned<String, LoadBalancer> loadBalancers;
    final Versioned<String, Listener> listeners;
    /** Default rules included; the ARN of a rule begins with its listener's. */
    final Versioned<String, Rule> rules;
    final Versioned<String, TargetGroup> targetGroups;
    /** Attributes of target groups that differ from the defaults. */
    final Versioned<String, Map<String, String>> attributes;

    /** The load balancer of each used target group, as the rules were after so many writes: asked for every check of every target. */
    private Map<String, String> users = Map.of();
    private long usersAt = -1;

    ElbState(Site site) {
        this.site = site;
        this.loadBalancers = site.store();
        this.listeners = site.store();
        this.rules = site.store();
        this.targetGroups = site.store();
        this.attributes = site.store();
    }

    Site site() { return site; }

    LoadBalancer loadBalancer(String arn) { return loadBalancers.get(arn).orElseThrow(ElbErrors::loadBalancerNotFound); }

    Listener listener(String arn) { return listeners.get(arn).orElseThrow(ElbErrors::listenerNotFound); }

    Rule rule(String arn) { return rules.get(arn).orElseThrow(ElbErrors::ruleNotFound); }

    TargetGroup targetGroup(String arn) { return targetGroups.get(arn).orElseThrow(ElbErrors::targetGroupNotFound); }

    /** The attributes of a target group, defaults included. */
    Map<String, String> attributesOf(String targetGroupArn) {
        var all = new TreeMap<>(TargetGroupDefaults.ATTRIBUTES);
        all.putAll(attributes.get(targetGroupArn).orElse(Map.of()));
        return all;
    }

    /** The listener a rule belongs to. */
    static String listenerOf(String ruleArn) {
        return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
    }

    /** The rules of a listener or of all listeners of a load balancer: their ARNs begin with its own, but for the kind. */
    static Stream<Rule> under(String arn, Collection<Rule> among) {
        var prefix = arn.replace(":listener/", ":listener-rule/").replace(":loadbalancer/", ":listener-rule/") + "/";
        return among.stream().filter(rule -> rule.ruleArn().startsWith(prefix));
    }

    /** The load balancer a rule belongs to. */
    String loadBalancerOf(Rule rule) {
        return listeners.get(listenerOf(rule.ruleArn())).map(Listener::loadBalancerArn).orElse("");
    }

    /** The rules of one listener as they are, by priority, the default rule last. */
    List<Rule> rulesOf(String listenerArn) {
        return byPriority(under(listenerArn, rules.all()));
    }

    static List<Rule> byPriority(Stream<Rule> rules) { return rules.sorted((a, b) -> Integer.compare(order(a), order(b))).toList(); }

    private static int order(Rule rule) { return rule.isDefault() ? Integer.MAX_VALUE : Integer.parseInt(rule.priority()); }

    /** The target groups that actions send requests to. */
    static Set<String> targetGroupsOf(Collection<Action> actions) {
        return actions.stream()
                .flatMap(action -> Stream.concat(Stream.ofNullable(action.targetGroupArn()), Stream.ofNullable(action.forwardConfig())
                        .flatMap(forward -> forward.targetGroups().stream()).map(TargetGroupTuple::targetGroupArn)))
                .collect(Collectors.toSet());
    }

    /** Whether a rule, also one that was only just deleted and may still be seen, sends requests to a target group. */
    boolean inUse(String targetGroupArn) {
        return Stream.concat(rules.all().stream(), rules.readAll().stream())
                .anyMatch(rule -> targetGroupsOf(rule.actions()).contains(targetGroupArn));
    }

    /** The load balancer that sends requests to a target group; at most one. */
    Optional<String> loadBalancerUsing(String targetGroupArn) {
        if (usersAt != rules.writes()) {
            users = new HashMap<>();
            rules.all().forEach(rule -> targetGroupsOf(rule.actions()).forEach(arn -> users.put(arn, loadBalancerOf(rule))));
            usersAt = rules.writes();
        }
        return Optional.ofNullable(users.get(targetGroupArn));
    }
}
