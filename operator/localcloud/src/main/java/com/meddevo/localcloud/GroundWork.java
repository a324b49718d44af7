package com.meddevo.localcloud;

import com.meddevo.localcloud.discovery.SimulatedDiscovery;
import com.meddevo.localcloud.ec2.SimulatedEc2;
import com.meddevo.localcloud.ecs.SimulatedEcs;
import com.meddevo.localcloud.efs.SimulatedEfs;
import com.meddevo.localcloud.elb.SimulatedElb;
import com.meddevo.localcloud.route53.SimulatedRoute53;
import java.util.List;

/** Makes what Terraform would have made for an environment, in each of the services. */
record GroundWork(SimulatedEc2 ec2, SimulatedEcs ecs, SimulatedElb elb, SimulatedRoute53 route53, SimulatedDiscovery discovery,
        SimulatedEfs efs) {

    /** Sets it up, or finds it again. */
    Foundations lay(String environment, int listenerPort) {
        // AWS's ids have no hyphen but the one behind their prefix.
        var plain = environment.replace("-", "");
        var vpcId = "vpc-" + plain;
        var subnetIds = List.of("subnet-%sa".formatted(plain), "subnet-%sb".formatted(plain), "subnet-%sc".formatted(plain));
        var balancerGroup = "sg-%salb".formatted(plain);
        var taskGroup = "sg-%stasks".formatted(plain);
        ec2.securityGroup(balancerGroup, environment + "-load-balancer", vpcId);
        ec2.securityGroup(taskGroup, environment + "-tasks", vpcId);
        var filesGroup = "sg-%sfiles".formatted(plain);
        ec2.securityGroup(filesGroup, environment + "-files", vpcId);
        var cluster = ecs.cluster(environment);
        var balancer = elb.loadBalancer(environment, vpcId, subnetIds, List.of(balancerGroup));
        var listener = elb.listener(balancer.loadBalancerArn(), listenerPort);
        var zone = route53.zone("%s.meddevo.internal".formatted(environment));
        var namespace = discovery.namespace("svc.%s.meddevo.internal".formatted(environment));
        return new Foundations(Account.REGION, Account.ID, cluster.clusterName(), cluster.clusterArn(), vpcId, subnetIds,
                taskGroup, balancerGroup,
                balancer.loadBalancerArn(), balancer.dnsName(), balancer.canonicalHostedZoneId(), listener.listenerArn(),
                namespace.id(), namespace.name(), zone.id().replace("/hostedzone/", ""), "%s.meddevo.internal".formatted(environment),
                efs.fileSystem(environment), filesGroup, role(environment, "execution"), role(environment, "task"),
                role(environment, "infrastructure"));
    }

    private static String role(String environment, String name) {
        return "arn:aws:iam::%s:role/%s-%s".formatted(Account.ID, environment, name);
    }
}
