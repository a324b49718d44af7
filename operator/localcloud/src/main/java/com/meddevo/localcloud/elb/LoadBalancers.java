package com.meddevo.localcloud.elb;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Load balancers and their listeners. They are part of an environment's foundations: set up here, read through the API. */
final class LoadBalancers {

    /** What a listener decrypts with when nobody says it. */
    private static final String SSL_POLICY = "ELBSecurityPolicy-2016-08";
    private static final MutualAuthenticationAttributes MUTUAL_OFF = MutualAuthenticationAttributes.builder().mode("off").build();

    private static final FixedResponseActionConfig NOT_FOUND = FixedResponseActionConfig.builder().statusCode("404")
            .contentType("text/plain")
            .messageBody("No rule matches this request.").build();

    private final ElbState state;

    LoadBalancers(ElbState state) { this.state = state; }

    LoadBalancer create(String name, String vpcId, List<String> subnetIds, List<String> securityGroupIds) {
        var id = state.site().ids().hexadecimal(16);
        var arn = state.site().arn("elasticloadbalancing", "loadbalancer/app/%s/%s".formatted(name, id));
        var zones = subnetIds.stream().map(subnet -> AvailabilityZone.builder().subnetId(subnet)
                .zoneName(state.site().region() + (char) ('a' + subnetIds.indexOf(subnet) % 3)).build()).toList();
        var balancer = LoadBalancer.builder().loadBalancerArn(arn).loadBalancerName(name).scheme("internal").type("application")
                .ipAddressType("ipv4")
                .dnsName("internal-%s-%s.%s.elb.amazonaws.com".formatted(name, state.site().ids().decimal(10), state.site().region()))
                .canonicalHostedZoneId("Z215JYRZR1TBD5").createdTime(state.site().timeline().now()).vpcId(vpcId)
                .state(status -> status.code("active"))
                .securityGroups(securityGroupIds).availabilityZones(zones).build();
        state.loadBalancers.put(arn, balancer);
        return balancer;
    }

    /** A listener whose default rule answers 404. */
    Listener createListener(String loadBalancerArn, int port) {
        var arn = "%s/%s".formatted(state.loadBalancer(loadBalancerArn).loadBalancerArn().replace(":loadbalancer/", ":listener/"),
                state.site().ids().hexadecimal(16));
        var notFound = Action.builder().type(ActionTypeEnum.FIXED_RESPONSE).order(1).fixedResponseConfig(NOT_FOUND).build();
        var listener = Listener.builder().listenerArn(arn).loadBalancerArn(loadBalancerArn).port(port).protocol(ProtocolEnum.HTTP)
                .defaultActions(notFound)
                .build();
        state.listeners.put(arn, listener);
        var ruleArn = "%s/%s".formatted(arn.replace(":listener/", ":listener-rule/"), state.site().ids().hexadecimal(16));
        state.rules.put(ruleArn,
                Rule.builder().ruleArn(ruleArn).priority("default").isDefault(true).conditions(List.of()).actions(notFound).build());
        return listener;
    }

    /** Changes what is said; a listener that decrypts has a policy and a certificate, and asks clients for none unless it is told to. */
    Listener modifyListener(ModifyListenerRequest request) {
        var before = state.listener(request.listenerArn());
        var protocol = requireNonNullElse(request.protocol(), before.protocol());
        var changed = before.toBuilder().port(requireNonNullElse(request.port(), before.port())).protocol(protocol);
        if (protocol == ProtocolEnum.HTTPS) {
            var certificates = request.hasCertificates() ? request.certificates() : before.certificates();
            if (certificates.isEmpty()) throw ElbErrors.validation("A certificate must be specified for HTTPS listeners");
            var policy = Optional.ofNullable(request.sslPolicy()).or(() -> Optional.ofNullable(before.sslPolicy())).orElse(SSL_POLICY);
            changed.certificates(certificates).sslPolicy(policy)
                    .mutualAuthentication(requireNonNullElse(request.mutualAuthentication(), MUTUAL_OFF));
        } else {
            changed.certificates(List.of()).sslPolicy(null).mutualAuthentication((MutualAuthenticationAttributes) null);
        }
        if (request.hasDefaultActions()) {
            var actions = RuleShape.actions(request.defaultActions());
            changed.defaultActions(actions);
            state.rulesOf(before.listenerArn()).stream().filter(Rule::isDefault)
                    .forEach(rule -> state.rules.put(rule.ruleArn(), rule.toBuilder().actions(actions).build()));
        }
        var listener = changed.build();
        state.listeners.put(listener.listenerArn(), listener);
        return listener;
    }

    List<LoadBalancer> describe(DescribeLoadBalancersRequest request) {
        var all = state.loadBalancers.readAll();
        var named = Stream.concat(
                request.loadBalancerArns().stream().map(arn -> state.loadBalancers.read(arn).orElseThrow(ElbErrors::loadBalancerNotFound)),
                request.names().stream().map(name -> all.stream().filter(one -> one.loadBalancerName().equals(name)).findFirst()
                        .orElseThrow(ElbErrors::loadBalancerNotFound)))
                .toList();
        return request.loadBalancerArns().isEmpty() && request.names().isEmpty() ? List.copyOf(all) : named;
    }

    List<Listener> describeListeners(DescribeListenersRequest request) {
        if (request.loadBalancerArn() != null) {
            state.loadBalancers.read(request.loadBalancerArn()).orElseThrow(ElbErrors::loadBalancerNotFound);
            return state.listeners.readAll().stream().filter(listener -> listener.loadBalancerArn().equals(request.loadBalancerArn()))
                    .toList();
        }
        if (request.listenerArns().isEmpty()) {
            throw ElbErrors.validation("You must specify either listener ARNs or a load balancer ARN");
        }
        return request.listenerArns().stream().map(arn -> state.listeners.read(arn).orElseThrow(ElbErrors::listenerNotFound)).toList();
    }
}
