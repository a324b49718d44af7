package com.meddevo.aws;

import com.meddevo.aws.securitygroup.GroupArns;
import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;

class SecurityGroupContractTest extends KindContract {
    private static final IpPermission EVERYTHING = IpPermission.builder().ipProtocol("-1").ipRanges(range -> range.cidrIp("0.0.0.0/0"))
            .build();

    @Override
    String kind() { return "security-group"; }

    @Override
    AppSpec app(World world) { return Specs.from(world.app(APP)); }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeSecurityGroups"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("CreateSecurityGroup"); }

    @Override
    List<AppSpec> changes(AppSpec app) { return List.of(Specs.egress(app, new Egress("10.0.0.0/8", "tcp", Optional.of(443))), app); }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        ec2(world).revokeSecurityGroupEgress(request -> request.groupId(GroupArns.id(arn)).ipPermissions(EVERYTHING));
    }

    @Override
    Optional<Foreign> foreign(World world) {
        var theirs = ec2(world)
                .createSecurityGroup(request -> request.groupName("meddevo-local-" + APP).description("Made by somebody else")
                        .vpcId(world.environment.network().vpcId()))
                .groupId();
        return Optional.of(new Foreign(() -> ec2(world).describeSecurityGroups(request -> request.groupIds(theirs)).toString()));
    }

    /** A group that is made with its way out closed. */
    @Override
    void more(World world, Set<String> actions) {
        world.wants(app(world), Specs.egress(world.app("render"))).settleRecording(kind(), actions);
        world.wants(app(world));
    }

    @Override
    int existing(World world) {
        return (int) ec2(world).describeSecurityGroups().securityGroups().stream()
                .filter(group -> group.groupName().equals("meddevo-local-" + APP))
                .count();
    }

    private static Ec2Client ec2(World world) { return world.account.client(Ec2Client.class); }
}
