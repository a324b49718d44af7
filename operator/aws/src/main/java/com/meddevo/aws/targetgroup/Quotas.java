package com.meddevo.aws.targetgroup;

import com.meddevo.aws.tags.TagIndex;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * How full the environment's load balancers are. Who has which target group tells the list that is read anyway; what an account may have is asked of
 * AWS once and then on the slow cycle, since somebody may have had a quota raised. Thread-safe.
 */
final class Quotas {
    private static final String GROUPS = "target-groups-per-application-load-balancer";
    private static final String RULES = "rules-per-application-load-balancer";
    /** AWS's own value where it does not answer: an account that may not ask is not held up. */
    private static final int USUAL = 100;

    private final ElasticLoadBalancingV2Client elb;
    private final Environment environment;
    private final TagIndex tags;
    private volatile Map<String, Integer> limits = Map.of();

    Quotas(ElasticLoadBalancingV2Client elb, Environment environment, TagIndex tags) {
        this.elb = elb;
        this.environment = environment;
        this.tags = tags;
    }

    List<Facts.Balancer> balancers(Collection<TargetGroup> groups, Scope scope) {
        if (limits.isEmpty() || scope.slow() && scope.app().isEmpty()) limits = ask();
        var used = new TreeMap<String, List<Optional<ResourceId>>>();
        environment.listeners().values().forEach(listener -> used.put(listener.loadBalancerArn(), new ArrayList<>()));
        groups.forEach(group -> group.loadBalancerArns().stream().filter(used::containsKey)
                .forEach(balancer -> used.get(balancer).add(tags.owner(group.targetGroupArn()))));
        return used.entrySet().stream().map(entry -> new Facts.Balancer(entry.getKey(), entry.getValue(),
                limits.getOrDefault(GROUPS, USUAL), limits.getOrDefault(RULES, USUAL))).toList();
    }

    private Map<String, Integer> ask() {
        var answer = new HashMap<>(Map.of(GROUPS, USUAL, RULES, USUAL));
        try {
            elb.describeAccountLimits(request -> request.pageSize(400)).limits()
                    .forEach(limit -> answer.put(limit.name(), Integer.parseInt(limit.max())));
        } catch (ElasticLoadBalancingV2Exception e) {
            return limits.isEmpty() ? Map.copyOf(answer) : limits;
        }
        return Map.copyOf(answer);
    }
}
