package com.meddevo.aws.service;

import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** How far the deployments have come that move traffic, for people: two calls for each twenty of them, none while none goes on. */
final class Progress {
    private static final int PER_CALL = 20;

    private final EcsClient ecs;
    private final ElasticLoadBalancingV2Client elb;

    Progress(EcsClient ecs, ElasticLoadBalancingV2Client elb) {
        this.ecs = ecs;
        this.elb = elb;
    }

    /**
     * What is known of services with two target groups. Figures for people are not worth an unread service, so that what AWS does not tell is left out.
     *
     * @param pairs where their requests go
     * @param owner whose a target group is, by its ARN
     * @return by the service's ARN
     */
    Map<String, Rollout.Traffic> of(Map<Service, Facts.Traffic> pairs, Function<String, Optional<ResourceId>> owner) {
        var moving = pairs.keySet().stream().filter(service -> pairs.get(service).shifting()).toList();
        var stages = new HashMap<String, String>();
        inBatches(moving.stream().map(Service::currentServiceDeployment).filter(arn -> arn != null).toList(),
                batch -> ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(batch)).serviceDeployments().stream()
                        .filter(one -> one.lifecycleStage() != null)
                        .forEach(one -> stages.put(one.serviceDeploymentArn(), one.lifecycleStageAsString())));
        var weights = new HashMap<String, Map<String, Integer>>();
        inBatches(moving.stream().map(Progress::rule).distinct().toList(),
                batch -> elb.describeRules(request -> request.ruleArns(batch)).rules()
                        .forEach(rule -> weights.put(rule.ruleArn(), weights(rule, owner))));
        return pairs.entrySet().stream().collect(Collectors.toMap(one -> one.getKey().serviceArn(),
                one -> new Rollout.Traffic(TargetGroups.colour(one.getValue().live().orElseThrow()),
                        Optional.ofNullable(stages.get(String.valueOf(one.getKey().currentServiceDeployment()))),
                        weights.getOrDefault(rule(one.getKey()), Map.of()))));
    }

    private static String rule(Service service) {
        return service.loadBalancers().getFirst().advancedConfiguration().productionListenerRule();
    }

    private static void inBatches(List<String> arns, Consumer<List<String>> call) {
        var left = new ArrayList<>(arns);
        while (!left.isEmpty()) {
            var batch = left.subList(0, Math.min(PER_CALL, left.size()));
            try {
                call.accept(List.copyOf(batch));
            } catch (AwsServiceException e) {
                return;
            }
            batch.clear();
        }
    }

    private static Map<String, Integer> weights(Rule rule, Function<String, Optional<ResourceId>> owner) {
        return rule.actions().stream().filter(action -> action.forwardConfig() != null)
                .flatMap(action -> action.forwardConfig().targetGroups().stream())
                .filter(group -> owner.apply(group.targetGroupArn()).isPresent())
                .collect(Collectors.toMap(group -> TargetGroups.colour(owner.apply(group.targetGroupArn()).get()), TargetGroupTuple::weight,
                        Integer::sum));
    }
}
