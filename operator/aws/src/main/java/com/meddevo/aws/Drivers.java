package com.meddevo.aws;

import com.meddevo.aws.accesspoint.AccessPointDriver;
import com.meddevo.aws.accesspoint.AccessPoints;
import com.meddevo.aws.alarm.AlarmDriver;
import com.meddevo.aws.alarm.Alarms;
import com.meddevo.aws.call.Budget;
import com.meddevo.aws.call.Metered;
import com.meddevo.aws.discovery.DiscoveryDriver;
import com.meddevo.aws.discovery.DiscoveryNames;
import com.meddevo.aws.dnsrecord.DnsRecordDriver;
import com.meddevo.aws.dnsrecord.DnsRecords;
import com.meddevo.aws.listenerrule.ListenerRuleDriver;
import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.loggroup.LogGroupDriver;
import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.aws.scaling.ScalingDriver;
import com.meddevo.aws.scaling.Scalings;
import com.meddevo.aws.secrets.SecretVersions;
import com.meddevo.aws.securitygroup.SecurityGroupDriver;
import com.meddevo.aws.securitygroup.SecurityGroups;
import com.meddevo.aws.securitygrouprule.SecurityGroupRuleDriver;
import com.meddevo.aws.securitygrouprule.SecurityGroupRules;
import com.meddevo.aws.service.Rollouts;
import com.meddevo.aws.service.ServiceDriver;
import com.meddevo.aws.service.Services;
import com.meddevo.aws.tags.OwnTags;
import com.meddevo.aws.tags.Ownership;
import com.meddevo.aws.tags.SingleTags;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.aws.targetgroup.TargetGroupDriver;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.aws.taskdefinition.Revisions;
import com.meddevo.aws.taskdefinition.TaskDefinitionDriver;
import com.meddevo.aws.taskdefinition.TaskDefinitions;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.ResourceDriver;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One environment's drivers and what they share.
 *
 * @param byKind by the kind's name
 */
record Drivers(Map<String, ResourceDriver<?>> byKind, TagIndex tags, Rollouts rollouts, SecretVersions secrets,
        AwsClients metered) {

    static Drivers of(Environment environment, AwsClients clients, Budget budget, Clock clock) {
        var metered = metered(clients, budget);
        var own = new OwnTags(metered.elb(), metered.network(), new SingleTags(metered.logs(), metered.discovery(), metered.scaling(),
                metered.cloudwatch(), metered.files()));
        var tags = new TagIndex(metered.tagging(), own, new Ownership(environment.name()));
        var revisions = new Revisions(metered.ecs(), environment, tags);
        var rollouts = new Rollouts(metered.ecs(), metered.elb(), revisions);
        return new Drivers(Map.ofEntries(
                Map.entry(LogGroups.KIND, new LogGroupDriver(metered.logs(), environment, tags, clock)),
                Map.entry(AccessPoints.KIND, new AccessPointDriver(metered.files(), environment, tags, clock)),
                Map.entry(TaskDefinitions.KIND, new TaskDefinitionDriver(metered.ecs(), environment, tags.ownership(), revisions, clock)),
                Map.entry(TargetGroups.KIND, new TargetGroupDriver(metered.elb(), metered.ecs(), environment, tags, clock)),
                Map.entry(ListenerRules.KIND, new ListenerRuleDriver(metered.elb(), environment, tags, clock)),
                Map.entry(DiscoveryNames.KIND, new DiscoveryDriver(metered.discovery(), environment, tags, clock)),
                Map.entry(SecurityGroups.KIND, new SecurityGroupDriver(metered.network(), environment, tags, clock)),
                Map.entry(SecurityGroupRules.KIND, new SecurityGroupRuleDriver(metered.network(), environment, tags, clock)),
                Map.entry(DnsRecords.KIND, new DnsRecordDriver(metered.dns(), environment, clock)),
                Map.entry(Alarms.KIND, new AlarmDriver(metered.cloudwatch(), environment, tags, clock)),
                Map.entry(Scalings.KIND, new ScalingDriver(metered.scaling(), environment, tags, clock)),
                Map.entry(Services.KIND, new ServiceDriver(metered.ecs(), environment, tags, revisions, rollouts, clock))), tags, rollouts,
                new SecretVersions(metered.secrets(), metered.parameters()), metered);
    }

    private static AwsClients metered(AwsClients clients, Budget budget) {
        return new AwsClients(Metered.of(EcsClient.class, "ecs", clients.ecs(), budget),
                Metered.of(ElasticLoadBalancingV2Client.class, "elasticloadbalancing", clients.elb(), budget),
                Metered.of(ServiceDiscoveryClient.class, "servicediscovery", clients.discovery(), budget),
                Metered.of(CloudWatchLogsClient.class, "logs", clients.logs(), budget),
                Metered.of(EcrClient.class, "ecr", clients.ecr(), budget),
                Metered.of(ResourceGroupsTaggingApiClient.class, "tag", clients.tagging(), budget),
                Metered.of(StsClient.class, "sts", clients.sts(), budget),
                Metered.of(Ec2Client.class, "ec2", clients.network(), budget),
                Metered.of(EfsClient.class, "elasticfilesystem", clients.files(), budget),
                Metered.of(Route53Client.class, "route53", clients.dns(), budget),
                Metered.of(SecretsManagerClient.class, "secretsmanager", clients.secrets(), budget),
                Metered.of(SsmClient.class, "ssm", clients.parameters(), budget),
                Metered.of(ApplicationAutoScalingClient.class, "application-autoscaling", clients.scaling(), budget),
                Metered.of(CloudWatchClient.class, "cloudwatch", clients.cloudwatch(), budget));
    }
}
