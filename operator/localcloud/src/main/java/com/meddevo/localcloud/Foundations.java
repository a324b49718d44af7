package com.meddevo.localcloud;

import java.util.List;

/**
 * What an environment stands on and Terraform would have made: what a {@code MeddevoEnvironment} names.
 *
 * @param region                 such as {@code eu-central-1}
 * @param accountId              twelve digits
 * @param cluster                name of the ECS cluster
 * @param clusterArn             its ARN
 * @param vpcId                  the network; it exists in name only, as all of the network does
 * @param subnetIds              three subnets in three zones
 * @param securityGroupId        security group of tasks
 * @param loadBalancerSecurityGroupId security group of the load balancer
 * @param loadBalancerArn        the application load balancer
 * @param loadBalancerDnsName    its name in AWS's DNS
 * @param loadBalancerHostedZoneId the zone of that name
 * @param listenerArn            its HTTP listener, whose default rule answers 404
 * @param namespaceId            the private DNS namespace
 * @param namespaceName          its name, such as {@code svc.local.meddevo.internal}
 * @param hostedZoneId           the private Route 53 zone for the apps' names
 * @param domain                 its name, such as {@code local.meddevo.internal}
 * @param fileSystemId           the file system that apps share folders of
 * @param filesSecurityGroupId   security group of its mount targets
 * @param executionRoleArn       role with which tasks are started
 * @param taskRoleArn            role of tasks that name none
 * @param infrastructureRoleArn  role with which ECS moves a load balancer's traffic
 */
public record Foundations(String region, String accountId, String cluster, String clusterArn, String vpcId, List<String> subnetIds,
        String securityGroupId,
        String loadBalancerSecurityGroupId, String loadBalancerArn, String loadBalancerDnsName, String loadBalancerHostedZoneId,
        String listenerArn,
        String namespaceId, String namespaceName, String hostedZoneId, String domain, String fileSystemId, String filesSecurityGroupId,
        String executionRoleArn, String taskRoleArn, String infrastructureRoleArn) {
}
