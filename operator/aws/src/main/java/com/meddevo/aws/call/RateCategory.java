package com.meddevo.aws.call;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * AWS's request rates per account and region, one token bucket each. ECS and ELBv2 publish theirs ("Request throttling for the Amazon ECS API",
 * "Request throttling for the Elastic Load Balancing API"), so does Route 53; EC2 publishes what most of its actions have. The others are cautious guesses, marked so.
 */
enum RateCategory {
    /** What changes ECS services. */
    ECS_SERVICE_MODIFY(50, 5, "ecs", "CreateService", "UpdateService", "DeleteService"),
    /** What reads ECS services. */
    ECS_SERVICE_READ(100, 20, "ecs", "DescribeServices", "ListServices"),
    /** The history of deployments. */
    ECS_SERVICE_DEPLOYMENTS(50, 20, "ecs", "ListServiceDeployments", "DescribeServiceDeployments"),
    /** What a deployment deployed. */
    ECS_SERVICE_REVISIONS(50, 20, "ecs", "DescribeServiceRevisions"),
    /** What changes task definitions: the slowest of all. */
    ECS_TASK_DEFINITION_MODIFY(20, 1, "ecs", "RegisterTaskDefinition", "DeregisterTaskDefinition"),
    /** What reads task definitions. */
    ECS_TASK_DEFINITION_READ(50, 20, "ecs", "DescribeTaskDefinition", "ListTaskDefinitions"),
    /** What reads tasks. */
    ECS_CLUSTER_RESOURCE_READ(100, 20, "ecs", "DescribeTasks", "ListTasks", "ListClusters"),
    /** What changes the tags of ECS's resources. */
    ECS_TAG_MODIFY(20, 10, "ecs", "TagResource", "UntagResource"),
    /** Every call of the load-balancing API together. */
    ELB_ALL(40, 10, "elasticloadbalancing"),
    /** What changes target groups and rules. */
    ELB_MODIFY(20, 3, "elasticloadbalancing", "CreateTargetGroup", "ModifyTargetGroup", "ModifyTargetGroupAttributes", "DeleteTargetGroup",
            "CreateRule", "ModifyRule", "DeleteRule", "SetRulePriorities", "AddTags"),
    /** What reads Cloud Map; unpublished. */
    DISCOVERY_READ(10, 10, "servicediscovery", "ListServices", "GetService", "ListTagsForResource", "GetOperation"),
    /** What changes Cloud Map; unpublished. */
    DISCOVERY_MODIFY(5, 5, "servicediscovery", "CreateService", "UpdateService", "DeleteService", "TagResource"),
    /** What lists log groups and streams. */
    LOGS_DESCRIBE(10, 10, "logs", "DescribeLogGroups", "DescribeLogStreams"),
    /** What changes log groups; unpublished. */
    LOGS_MODIFY(10, 10, "logs", "CreateLogGroup", "PutRetentionPolicy", "AssociateKmsKey", "DisassociateKmsKey"),
    /** The tags of log groups; unpublished. */
    LOGS_TAG(5, 5, "logs", "ListTagsForResource", "TagResource"),
    /** What was logged. */
    LOGS_EVENTS(25, 25, "logs", "GetLogEvents"),
    /** What reads repositories; unpublished. */
    ECR_READ(10, 10, "ecr", "DescribeImages", "ListImages", "DescribeRepositories", "GetRepositoryPolicy",
            "GetLifecyclePolicy", "ListTagsForResource"),
    /** What images are made of: what every pull asks, so that the operator takes a tenth of it ("Amazon ECR service quotas": 2,000 a second). */
    ECR_PULL(200, 200, "ecr", "BatchGetImage"),
    /** What changes repositories and deletes images; unpublished. */
    ECR_MODIFY(10, 10, "ecr", "CreateRepository", "PutImageScanningConfiguration", "PutImageTagMutability", "SetRepositoryPolicy",
            "DeleteRepositoryPolicy", "DeleteLifecyclePolicy", "TagResource", "BatchDeleteImage"),
    /** What lists tagged resources; unpublished. */
    TAGGING_READ(15, 15, "tag", "GetResources"),
    /** What reads Application Auto Scaling; unpublished. */
    SCALING_READ(10, 10, "application-autoscaling", "DescribeScalableTargets", "DescribeScalingPolicies", "DescribeScheduledActions",
            "DescribeScalingActivities", "ListTagsForResource"),
    /** What changes Application Auto Scaling; unpublished. */
    SCALING_MODIFY(5, 5, "application-autoscaling", "RegisterScalableTarget", "DeregisterScalableTarget", "PutScalingPolicy",
            "DeleteScalingPolicy", "PutScheduledAction", "DeleteScheduledAction", "TagResource"),
    /** What lists alarms. */
    ALARMS_READ(9, 9, "cloudwatch", "DescribeAlarms"),
    /** The tags of alarms; unpublished. */
    ALARMS_TAG(5, 5, "cloudwatch", "ListTagsForResource", "TagResource"),
    /** What changes alarms. */
    ALARMS_MODIFY(3, 3, "cloudwatch", "PutMetricAlarm", "DeleteAlarms"),
    /** What lists secrets, without their values. */
    SECRETS_READ(100, 100, "secretsmanager", "ListSecrets", "DescribeSecret"),
    /** What lists parameters, without their values; unpublished. */
    PARAMETERS_READ(5, 5, "ssm", "DescribeParameters"),
    /** What reads EFS; unpublished. */
    EFS_READ(5, 5, "elasticfilesystem", "DescribeAccessPoints", "ListTagsForResource"),
    /** What changes EFS; unpublished. */
    EFS_MODIFY(5, 5, "elasticfilesystem", "CreateAccessPoint", "DeleteAccessPoint", "TagResource"),
    /** What lists security groups and rules: EC2's non-mutating actions. */
    EC2_READ(100, 20, "ec2", "DescribeSecurityGroups", "DescribeSecurityGroupRules"),
    /** What changes security groups and rules: EC2's mutating actions. */
    EC2_MODIFY(50, 5, "ec2", "CreateSecurityGroup", "DeleteSecurityGroup", "AuthorizeSecurityGroupIngress",
            "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress", "ModifySecurityGroupRules"),
    /** Every call of Route 53 together, in all regions. */
    ROUTE53(5, 5, "route53"),
    /** Shared by everything in the account; the operator's part of it is nothing. */
    STS(100, 100, "sts");

    private final double burst;
    private final double perSecond;
    private final String service;
    private final Set<String> operations;

    /** @param operations none for all of the service's */
    RateCategory(double burst, double perSecond, String service, String... operations) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.service = service;
        this.operations = Set.of(operations);
    }

    double burst() { return burst; }

    double perSecond() { return perSecond; }

    /**
     * The narrowest first: whoever waits for that one must not hold a token of a wider one meanwhile, or its call would come later than its token.
     *
     * @throws IllegalStateException if no category knows the operation, so that no call goes by unmetered
     */
    static List<RateCategory> of(String service, String operation) {
        var categories = Arrays.stream(values()).filter(category -> category.service.equals(service))
                .filter(category -> category.operations.isEmpty() || category.operations.contains(operation))
                .sorted(Comparator.comparingDouble(RateCategory::perSecond)).toList();
        if (categories.isEmpty()) throw new IllegalStateException(service + ":" + operation + " belongs to no rate category");
        return categories;
    }
}
