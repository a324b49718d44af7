package com.meddevo.localcloud.ecs;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;

/** Which of a load balancer's two target groups is meant. */
final class ServedGroups {

    private ServedGroups() {}

    /** The group that a revision's tasks are registered in. */
    static String of(ServiceRevision revision, LoadBalancer balancer) {
        return revision.resolvedConfiguration() == null
                ? balancer.targetGroupArn()
                : revision.resolvedConfiguration().loadBalancers().stream().map(ServiceRevisionLoadBalancer::targetGroupArn)
                        .filter(arn -> arn.equals(balancer.targetGroupArn()) || isPair(balancer) && arn.equals(alternate(balancer)))
                        .findFirst().orElse(balancer.targetGroupArn());
    }

    /** Whether traffic can be shifted between two groups. */
    static boolean isPair(LoadBalancer balancer) {
        return balancer.advancedConfiguration() != null && alternate(balancer) != null;
    }

    static String alternate(LoadBalancer balancer) { return balancer.advancedConfiguration().alternateTargetGroupArn(); }

    /** The other group of the pair. */
    static String otherThan(String group, LoadBalancer balancer) {
        return group.equals(balancer.targetGroupArn()) ? alternate(balancer) : balancer.targetGroupArn();
    }

    /** The service as it is shown once a group serves: that one first, the other one as the alternate. */
    static Service servedBy(Service declared, ServiceRevision revision) {
        List<LoadBalancer> turned = declared.loadBalancers().stream().map(balancer -> {
            if (!isPair(balancer)) {
                return balancer;
            }
            var live = of(revision, balancer);
            return balancer.toBuilder().targetGroupArn(live).advancedConfiguration(balancer.advancedConfiguration().toBuilder()
                    .alternateTargetGroupArn(otherThan(live, balancer)).build()).build();
        }).toList();
        return declared.toBuilder().loadBalancers(turned).build();
    }
}
