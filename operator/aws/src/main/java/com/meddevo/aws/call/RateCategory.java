package com.meddevo.aws.call;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * AWS's request rates per account and region, one token bucket each. ECS and ELBv2 publish theirs ("Request throttling for the Amazon ECS API",
 * "Request throttling for the Elastic Load Balancing API"); the others are cautious guesses, marked so.
 */
enum RateCategory {
    ECS_SERVICE_MODIFY(50, 5, "ecs", "CreateService", "UpdateService", "DeleteService"), ECS_SERVICE_READ(100, 20, "ecs",
            "DescribeServices", "ListServices"), ECS_TASK_DEFINITION_MODIFY(20, 1, "ecs", "RegisterTaskDefinition",
                    "DeregisterTaskDefinition"), ECS_TASK_DEFINITION_READ(50, 20, "ecs", "DescribeTaskDefinition",
                            "ListTaskDefinitions"), ECS_CLUSTER_RESOURCE_READ(100, 20, "ecs", "DescribeTasks", "ListTasks"), ECS_TAG_MODIFY(
                                    20, 10, "ecs", "TagResource", "UntagResource"), ECS_TAG_READ(50, 20, "ecs", "ListTagsForResource"),
    /** Every call of the load-balancing API together. */
    ELB_ALL(40, 10, "elasticloadbalancing"), ELB_MODIFY(20, 3, "elasticloadbalancing", "CreateTargetGroup", "ModifyTargetGroup",
            "ModifyTargetGroupAttributes", "DeleteTargetGroup",
            "CreateRule", "ModifyRule", "DeleteRule", "SetRulePriorities", "AddTags", "RemoveTags"),
    /** Unpublished. */
    DISCOVERY_READ(20, 10, "servicediscovery", "ListServices", "ListTagsForResource", "GetOperation"),
    /** Unpublished. */
    DISCOVERY_MODIFY(10, 5, "servicediscovery", "CreateService", "UpdateService", "DeleteService", "TagResource"), LOGS_DESCRIBE(10, 10,
            "logs", "DescribeLogGroups", "DescribeLogStreams"),
    /** Unpublished. */
    LOGS_MODIFY(10, 10, "logs", "CreateLogGroup", "DeleteLogGroup", "PutRetentionPolicy", "AssociateKmsKey", "DisassociateKmsKey"),
    /** Unpublished. */
    LOGS_TAG(5, 5, "logs", "ListTagsForResource", "TagResource"), LOGS_EVENTS(25, 25, "logs", "GetLogEvents"),
    /** Unpublished for the control plane. */
    ECR_READ(10, 10, "ecr", "DescribeImages"),
    /** Unpublished. */
    TAGGING_READ(15, 15, "tag", "GetResources"),
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

    /** @throws IllegalStateException if no category knows the operation, so that no call goes by unmetered */
    static List<RateCategory> of(String service, String operation) {
        var categories = Arrays.stream(values()).filter(category -> category.service.equals(service))
                .filter(category -> category.operations.isEmpty() || category.operations.contains(operation)).toList();
        if (categories.isEmpty()) throw new IllegalStateException(service + ":" + operation + " belongs to no rate category");
        return categories;
    }
}
