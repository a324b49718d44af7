package com.meddevo.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.balancer.HealthProbe;
import com.meddevo.localcloud.balancer.RoutingTable;
import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.cloudwatch.SimulatedCloudWatch;
import com.meddevo.localcloud.state.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedElb implements ElasticLoadBalancingV2Client {

    private static final String LOOPBACK = "127.0.0.1";
    private static final TargetHealth NOT_REGISTERED = TargetHealth.builder().state(TargetHealthStateEnum.UNUSED)
            .reason(TargetHealthReasonEnum.TARGET_NOT_REGISTERED).description("Target is not registered to the target group").build();

    private final ElbState state;
    private final ElbTags tags;
    private final Targets health;
    private final LoadBalancers loadBalancers;
    private final TargetGroups targetGroups;
    private final Rules rules;
    private final ElbRouting routing;

    /**
     * Nothing in it yet.
     *
     * @param site   where it stands
     * @param probe  asks targets whether they are well
     * @param probes where that happens
     * @param cloudWatch where it says what it counts
     */
    public SimulatedElb(Site site, HealthProbe probe, Executor probes, SimulatedCloudWatch cloudWatch) {
        this.state = new ElbState(site);
        this.tags = new ElbTags(state);
        this.health = new Targets(state, probe, probes);
        this.loadBalancers = new LoadBalancers(state);
        this.targetGroups = new TargetGroups(state, tags, health);
        this.rules = new Rules(state, tags, health);
        this.routing = new ElbRouting(state, health, new BalancerFigures(state, health, cloudWatch));
    }

    /** The registered targets, for those who register them. */
    public Targets targetHealth() { return health; }

    /** The weights of rules, for those who shift traffic. */
    public Weights weights() { return new Weights(state, health); }

    /** What a balancer asks. */
    public RoutingTable routing() { return routing; }

    /** The load balancer whose rules send requests to a target group; empty if none does. */
    public Optional<String> loadBalancerOf(String targetGroupArn) {
        return state.loadBalancerUsing(targetGroupArn);
    }

    /** How many requests the balancer said that each target has answered. */
    public Map<Target, Long> requests() {
        return routing.requests();
    }

    /** Where a load balancer of that DNS name listens: all of them stand on this machine. */
    public Optional<String> address(String dnsName) {
        return state.loadBalancers.all().stream().filter(balancer -> balancer.dnsName().equalsIgnoreCase(dnsName)).findFirst()
                .map(balancer -> LOOPBACK);
    }

    /** The ids of the security groups that load balancers have. */
    public Set<String> securityGroups() {
        return state.loadBalancers.all().stream().flatMap(balancer -> balancer.securityGroups().stream()).collect(Collectors.toSet());
    }

    /** Sets up a load balancer, or returns the one of that name. */
    public LoadBalancer loadBalancer(String name, String vpcId, List<String> subnetIds, List<String> securityGroupIds) {
        return state.loadBalancers.all().stream().filter(balancer -> balancer.loadBalancerName().equals(name)).findFirst()
                .orElseGet(() -> loadBalancers.create(name, vpcId, subnetIds, securityGroupIds));
    }

    /** Sets up an HTTP listener whose default rule answers 404, or moves the load balancer's listener to that port. */
    public Listener listener(String loadBalancerArn, int port) {
        var present = state.listeners.all().stream().filter(listener -> listener.loadBalancerArn().equals(loadBalancerArn)).findFirst();
        present.filter(listener -> listener.port() != port)
                .ifPresent(listener -> state.listeners.put(listener.listenerArn(), listener.toBuilder().port(port).build()));
        return present.map(listener -> state.listener(listener.listenerArn()))
                .orElseGet(() -> loadBalancers.createListener(loadBalancerArn, port));
    }

    /** Writes down everything but the targets, which are registered anew. */
    public ObjectNode save() {
        return new ElbMemory(state).save();
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) { new ElbMemory(state).restore(saved); }

    @Override
    public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
        var page = ElbPages.page(loadBalancers.describe(request), request.marker(), request.pageSize());
        return DescribeLoadBalancersResponse.builder().loadBalancers(page.items()).nextMarker(page.next()).build();
    }

    @Override
    public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
        var page = ElbPages.page(loadBalancers.describeListeners(request), request.marker(), request.pageSize());
        return DescribeListenersResponse.builder().listeners(page.items()).nextMarker(page.next()).build();
    }

    @Override
    public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
        return ModifyListenerResponse.builder().listeners(loadBalancers.modifyListener(request)).build();
    }

    @Override
    public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
        var page = ElbPages.page(rules.describe(request), request.marker(), request.pageSize());
        return DescribeRulesResponse.builder().rules(page.items()).nextMarker(page.next()).build();
    }

    @Override
    public CreateRuleResponse createRule(CreateRuleRequest request) {
        return CreateRuleResponse.builder().rules(rules.create(request)).build();
    }

    @Override
    public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
        return ModifyRuleResponse.builder().rules(rules.modify(request)).build();
    }

    @Override
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        rules.delete(request.ruleArn());
        return DeleteRuleResponse.builder().build();
    }

    @Override
    public SetRulePrioritiesResponse setRulePriorities(SetRulePrioritiesRequest request) {
        return SetRulePrioritiesResponse.builder().rules(rules.setPriorities(request.rulePriorities())).build();
    }

    @Override
    public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
        var page = ElbPages.page(targetGroups.describe(request), request.marker(), request.pageSize());
        return DescribeTargetGroupsResponse.builder().targetGroups(page.items()).nextMarker(page.next()).build();
    }

    @Override
    public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
        return CreateTargetGroupResponse.builder().targetGroups(targetGroups.create(request)).build();
    }

    @Override
    public ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
        return ModifyTargetGroupResponse.builder().targetGroups(targetGroups.modify(request)).build();
    }

    @Override
    public DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
        targetGroups.delete(request.targetGroupArn());
        return DeleteTargetGroupResponse.builder().build();
    }

    @Override
    public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(DescribeTargetGroupAttributesRequest request) {
        return DescribeTargetGroupAttributesResponse.builder().attributes(targetGroups.attributes(request.targetGroupArn())).build();
    }

    @Override
    public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(ModifyTargetGroupAttributesRequest request) {
        return ModifyTargetGroupAttributesResponse.builder().attributes(targetGroups.modifyAttributes(request)).build();
    }

    @Override
    public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
        var group = state.targetGroup(request.targetGroupArn());
        var registered = health.targets(group.targetGroupArn()).stream()
                .map(target -> health(group, target.target(), target.condition().described())).toList();
        if (request.targets().isEmpty()) {
            return DescribeTargetHealthResponse.builder().targetHealthDescriptions(registered).build();
        }
        var asked = request.targets().stream().map(target -> {
            var wanted = target(group, target);
            return registered.stream().filter(one -> one.target().id().equals(wanted.address()) && one.target().port() == wanted.port())
                    .findFirst()
                    .orElseGet(() -> health(group, wanted, NOT_REGISTERED));
        }).toList();
        return DescribeTargetHealthResponse.builder().targetHealthDescriptions(asked).build();
    }

    @Override
    public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
        var group = state.targetGroup(request.targetGroupArn());
        request.targets().forEach(target -> health.register(group.targetGroupArn(), target(group, target)));
        return RegisterTargetsResponse.builder().build();
    }

    @Override
    public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
        var group = state.targetGroup(request.targetGroupArn());
        request.targets().forEach(target -> health.deregister(group.targetGroupArn(), target(group, target)));
        return DeregisterTargetsResponse.builder().build();
    }

    @Override
    public AddTagsResponse addTags(AddTagsRequest request) {
        tags.add(request.resourceArns(), request.tags());
        return AddTagsResponse.builder().build();
    }

    @Override
    public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        tags.remove(request.resourceArns(), request.tagKeys());
        return RemoveTagsResponse.builder().build();
    }

    @Override
    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        return DescribeTagsResponse.builder().tagDescriptions(tags.describe(request.resourceArns())).build();
    }

    @Override
    public DescribeAccountLimitsResponse describeAccountLimits(DescribeAccountLimitsRequest request) {
        var limits = Stream.of("application-load-balancers=50", "listeners-per-application-load-balancer=50",
                "rules-per-application-load-balancer=100",
                "target-groups=3000", "target-groups-per-application-load-balancer=100",
                "target-groups-per-action-on-application-load-balancer=5",
                "targets-per-application-load-balancer=1000", "condition-values-per-alb-rule=5", "condition-wildcards-per-alb-rule=6")
                .map(limit -> limit.split("=")).map(limit -> Limit.builder().name(limit[0]).max(limit[1]).build()).toList();
        return DescribeAccountLimitsResponse.builder().limits(limits).build();
    }

    private static Target target(TargetGroup group, TargetDescription described) {
        if (group.targetType() != TargetTypeEnum.IP || !described.id().matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            throw ElbErrors
                    .invalidTarget("The IP address '%s' is not a valid target of '%s'".formatted(described.id(), group.targetGroupName()));
        }
        return new Target(described.id(), Optional.ofNullable(described.port()).orElse(group.port()));
    }

    private static TargetHealthDescription health(TargetGroup group, Target target,
            TargetHealth health) {
        var port = "traffic-port".equals(group.healthCheckPort()) ? Integer.toString(target.port()) : group.healthCheckPort();
        return TargetHealthDescription.builder()
                .target(TargetDescription.builder().id(target.address()).port(target.port()).availabilityZone("all").build())
                .healthCheckPort(port).targetHealth(health).build();
    }

    @Override
    public String serviceName() { return AwsService.ELB.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
