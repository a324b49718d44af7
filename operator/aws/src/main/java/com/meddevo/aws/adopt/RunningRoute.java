package com.meddevo.aws.adopt;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What a spec says of the way by which requests reach a service. */
final class RunningRoute {
    private static final String HOST = "host-header";
    private static final String PATH = "path-pattern";
    private static final String DEREGISTRATION = "deregistration_delay.timeout_seconds";
    private static final int USUAL_DEREGISTRATION = 300;

    private final ElasticLoadBalancingV2Client elb;
    private final Environment environment;

    RunningRoute(ElasticLoadBalancingV2Client elb, Environment environment) {
        this.elb = elb;
        this.environment = environment;
    }

    /**
     * A route and the rule that makes it.
     *
     * @param more ARNs of other rules that lead to the same group; a spec has one
     */
    record Ruled(AppSpec.Route route, String ruleArn, List<String> more) {
    }

    private record Leading(String listener, Rule rule) {
    }

    /** By the rule whose weights ECS moves, if it does. Empty where no rule of the environment's listeners leads to the group. */
    Optional<Ruled> to(LoadBalancer balancer) {
        var moved = Optional.ofNullable(balancer.advancedConfiguration()).map(AdvancedConfiguration::productionListenerRule);
        var rules = new TreeMap<>(environment.listeners()).entrySet().stream()
                .flatMap(listener -> leading(listener.getKey(), listener.getValue(), balancer.targetGroupArn()))
                .sorted(Comparator.comparing(one -> !moved.equals(Optional.of(one.rule().ruleArn())))).toList();
        return rules.stream().findFirst().map(one -> new Ruled(route(one.listener(), one.rule(), balancer.targetGroupArn()),
                one.rule().ruleArn(), rules.stream().skip(1).map(more -> more.rule().ruleArn()).toList()));
    }

    private Stream<Leading> leading(String name, Environment.Listener listener, String targetGroupArn) {
        return elb.describeRulesPaginator(request -> request.listenerArn(listener.arn())).rules().stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()) && leads(rule, targetGroupArn))
                .map(rule -> new Leading(name, rule));
    }

    private static boolean leads(Rule rule, String targetGroupArn) {
        return rule.actions().stream().anyMatch(action -> targetGroupArn.equals(action.targetGroupArn()) || action.forwardConfig() != null
                && action.forwardConfig().targetGroups().stream().anyMatch(one -> targetGroupArn.equals(one.targetGroupArn())));
    }

    private AppSpec.Route route(String listener, Rule rule, String targetGroupArn) {
        TargetGroup group = elb.describeTargetGroups(request -> request.targetGroupArns(targetGroupArn)).targetGroups().getFirst();
        var check = new AppSpec.HealthCheck(Optional.ofNullable(group.healthCheckPath()).orElse("/"),
                Duration.ofSeconds(group.healthCheckIntervalSeconds()), Duration.ofSeconds(group.healthCheckTimeoutSeconds()),
                group.healthyThresholdCount(), group.unhealthyThresholdCount(),
                Optional.ofNullable(group.matcher()).map(matcher -> matcher.httpCode()).orElse("200"));
        return new AppSpec.Route(listener, values(rule, HOST), values(rule, PATH), check, deregistration(targetGroupArn));
    }

    private Duration deregistration(String targetGroupArn) {
        return Duration.ofSeconds(elb.describeTargetGroupAttributes(request -> request.targetGroupArn(targetGroupArn)).attributes().stream()
                .filter(attribute -> attribute.key().equals(DEREGISTRATION)).findFirst()
                .map(attribute -> Integer.parseInt(attribute.value())).orElse(USUAL_DEREGISTRATION));
    }

    private static List<String> values(Rule rule, String field) {
        return rule.conditions().stream().filter(condition -> condition.field().equals(field))
                .flatMap(condition -> values(condition).stream()).distinct().sorted().toList();
    }

    private static List<String> values(RuleCondition condition) {
        if (condition.hostHeaderConfig() != null) return condition.hostHeaderConfig().values();
        return condition.pathPatternConfig() == null ? condition.values() : condition.pathPatternConfig().values();
    }
}
