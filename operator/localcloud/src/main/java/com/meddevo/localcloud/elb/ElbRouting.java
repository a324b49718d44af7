package com.meddevo.localcloud.elb;

import com.meddevo.localcloud.balancer.Action;
import com.meddevo.localcloud.balancer.Route;
import com.meddevo.localcloud.balancer.RoutingTable;
import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.balancer.Weighted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** What a balancer sees of the rules and targets. Rules reach it as late as readers see them. */
final class ElbRouting implements RoutingTable {

    private final ElbState state;
    private final Targets health;
    private final Map<Target, LongAdder> requests = new ConcurrentHashMap<>();
    private final BalancerFigures figures;

    ElbRouting(ElbState state, Targets health, BalancerFigures figures) {
        this.state = state;
        this.health = health;
        this.figures = figures;
    }

    @Override
    public List<Route> routes(String listenerArn) {
        return state.site().timeline().locked(() -> ElbState.byPriority(ElbState.under(listenerArn, state.rules.readAll())).stream()
                .map(ElbRouting::route).toList());
    }

    @Override
    public List<Target> healthyTargets(String targetGroupArn) {
        return state.site().timeline().locked(() -> {
            var healthy = inCondition(targetGroupArn, TargetCondition.HEALTHY);
            return healthy.isEmpty() ? inCondition(targetGroupArn, TargetCondition.UNHEALTHY) : healthy;
        });
    }

    @Override
    public void requestCompleted(String targetGroupArn, Target target, int status, Duration took) {
        requests.computeIfAbsent(target, unknown -> new LongAdder()).increment();
        figures.completed(targetGroupArn, status, took);
    }

    Map<Target, Long> requests() {
        return requests.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    private List<Target> inCondition(String targetGroupArn, TargetCondition condition) {
        return health.targets(targetGroupArn).stream().filter(target -> target.condition() == condition).map(RegisteredTarget::target)
                .toList();
    }

    private static Route route(Rule rule) {
        var priority = rule.isDefault() ? Route.DEFAULT : Integer.parseInt(rule.priority());
        return new Route(priority, values(rule, "host-header"), values(rule, "path-pattern"), action(rule));
    }

    private static List<String> values(Rule rule, String field) {
        return rule.conditions().stream().filter(condition -> condition.field().equals(field)).flatMap(RuleShape::values).toList();
    }

    private static Action action(Rule rule) {
        var last = rule.actions().getLast();
        if (last.type() == ActionTypeEnum.FIXED_RESPONSE) {
            var fixed = last.fixedResponseConfig();
            return new Action.FixedResponse(Integer.parseInt(fixed.statusCode()), Objects.requireNonNullElse(fixed.contentType(), ""),
                    Objects.requireNonNullElse(fixed.messageBody(), ""));
        }
        if (last.type() == ActionTypeEnum.FORWARD) {
            return new Action.Forward(last.forwardConfig().targetGroups().stream()
                    .map(group -> new Weighted(group.targetGroupArn(), group.weight())).toList());
        }
        return new Action.FixedResponse(501, "text/plain",
                "The local balancer does not carry out actions of type " + last.typeAsString() + ".");
    }
}
