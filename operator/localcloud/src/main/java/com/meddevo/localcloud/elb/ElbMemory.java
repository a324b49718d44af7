package com.meddevo.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.model.JsonMemory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What of this service outlives the process. */
final class ElbMemory {

    private final ElbState state;

    ElbMemory(ElbState state) { this.state = state; }

    ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("loadBalancers", JsonMemory.list(state.loadBalancers.all()));
        saved.set("listeners", JsonMemory.list(state.listeners.all()));
        saved.set("rules", JsonMemory.list(state.rules.all()));
        saved.set("targetGroups", JsonMemory.list(state.targetGroups.all()));
        saved.set("attributes", JsonMemory.maps(state.attributes.entries()));
        return saved;
    }

    void restore(JsonNode saved) {
        JsonMemory.each(saved.path("loadBalancers"), LoadBalancer::builder, LoadBalancer.class)
                .forEach(balancer -> state.loadBalancers.put(balancer.loadBalancerArn(), balancer));
        JsonMemory.each(saved.path("listeners"), Listener::builder, Listener.class)
                .forEach(listener -> state.listeners.put(listener.listenerArn(), listener));
        JsonMemory.each(saved.path("rules"), Rule::builder, Rule.class).forEach(rule -> state.rules.put(rule.ruleArn(), rule));
        JsonMemory.each(saved.path("targetGroups"), TargetGroup::builder, TargetGroup.class)
                .forEach(group -> state.targetGroups.put(group.targetGroupArn(), group));
        JsonMemory.maps(saved.path("attributes")).forEach(state.attributes::put);
    }
}
