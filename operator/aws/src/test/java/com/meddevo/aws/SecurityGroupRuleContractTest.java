package com.meddevo.aws;

import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.ResourceState;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

class SecurityGroupRuleContractTest extends KindContract {
    @Override
    String kind() { return "security-group-rule"; }

    @Override
    AppSpec app(World world) { return Specs.from(world.app(APP)); }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeSecurityGroupRules"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("AuthorizeSecurityGroupIngress"); }

    @Override
    List<AppSpec> changes(AppSpec app) {
        return List.of(Specs.from(app, APP), Specs.port(Specs.from(app, APP), 9090),
                Specs.egress(Specs.from(app, APP), new Egress("10.1.2.3/8", "tcp", Optional.of(443)),
                        new Egress("2001:DB8::1/32", "-1", Optional.empty()),
                        new Egress("pl-0storage", "udp", Optional.empty())),
                Specs.egress(app));
    }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        var rule = rules(world).stream().filter(one -> one.securityGroupRuleId().equals(arn)).findFirst().orElseThrow();
        ec2(world).modifySecurityGroupRules(request -> request.groupId(rule.groupId()).securityGroupRules(update -> update
                .securityGroupRuleId(arn).securityGroupRule(content -> content.ipProtocol("tcp").fromPort(1).toPort(65535)
                        .referencedGroupId(world.environment.network().securityGroupIds().getFirst()))));
    }

    /** The group is there already, and somebody let the load balancer in by hand. */
    @Override
    Optional<Foreign> foreign(World world) {
        world.account.faults().always(this::creates, new Fault.Refused("InternalError", 500, "An internal error has occurred"));
        world.apply();
        world.account.faults().clear();
        world.rest();
        var group = ec2(world).describeSecurityGroups().securityGroups().stream()
                .filter(one -> one.groupName().equals("meddevo-local-" + APP)).findFirst().orElseThrow().groupId();
        var permission = IpPermission.builder().ipProtocol("tcp").fromPort(8080).toPort(8080)
                .userIdGroupPairs(pair -> pair.groupId(world.environment.listeners().get("internal").securityGroupId().orElseThrow()))
                .build();
        ec2(world).authorizeSecurityGroupIngress(request -> request.groupId(group).ipPermissions(permission));
        return Optional.of(new Foreign(() -> rules(world).toString()));
    }

    /** Those that let somebody in. */
    @Override
    int existing(World world) { return (int) rules(world).stream().filter(rule -> !rule.isEgress()).count(); }

    private static List<SecurityGroupRule> rules(World world) {
        return ec2(world).describeSecurityGroupRules(request -> request.maxResults(1000)).securityGroupRules();
    }

    private static Ec2Client ec2(World world) { return world.account.client(Ec2Client.class); }
}
