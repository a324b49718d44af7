package com.meddevo.aws.service;

import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * What somebody gave a service that no app can declare. It stays, since an update names only what differs, and is told.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html">Deployment</a>, which alone shows the connections of a service
 */
final class Besides {
    private Besides() {}

    /** In words, each with the name or the ARN by which a person finds it. */
    static Set<String> of(Service service) {
        var besides = new TreeSet<String>();
        service.loadBalancers().stream().skip(1).forEach(one -> besides.add("target group " + one.targetGroupArn()));
        service.serviceRegistries().stream().skip(1).forEach(one -> besides.add("registry " + one.registryArn()));
        Rollouts.primary(service).ifPresent(primary -> addConnections(primary, besides));
        return besides;
    }

    private static void addConnections(Deployment primary, Set<String> besides) {
        var connect = primary.serviceConnectConfiguration();
        if (connect != null && Boolean.TRUE.equals(connect.enabled()))
            besides.add("Service Connect in " + (connect.namespace() == null ? "the cluster's namespace" : connect.namespace()));
        primary.vpcLatticeConfigurations().forEach(one -> besides.add("VPC Lattice target group " + one.targetGroupArn()));
        primary.volumeConfigurations().forEach(one -> besides.add("volume " + one.name() + " that ECS manages"));
    }
}
