package com.meddevo.localcloud.ecs;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What an instance must be able to do to run a definition. ECS works it out at registration and tells it, though Fargate can do it all. */
final class RequiredAttributes {
    private static final String AGENT = "com.amazonaws.ecs.capability.";
    private static final String TASK = "ecs.capability.";

    private RequiredAttributes() {}

    /** By the names of "Amazon ECS container agent capabilities", in no order that means anything. */
    static List<Attribute> of(RegisterTaskDefinitionRequest request) {
        var names = new TreeSet<String>();
        names.add(AGENT + "docker-remote-api.1.18");
        if (request.networkMode() == NetworkMode.AWSVPC) names.add(TASK + "task-eni");
        if (request.taskRoleArn() != null) names.add(AGENT + "task-iam-role");
        boolean logs = any(request, one -> one.logConfiguration() != null && one.logConfiguration().logDriver() == LogDriver.AWSLOGS);
        boolean ecr = any(request, one -> one.image() != null && one.image().contains(".dkr.ecr."));
        if (logs) names.add(AGENT + "logging-driver.awslogs");
        if (logs && request.executionRoleArn() != null) names.add(TASK + "execution-role-awslogs");
        if (ecr) names.add(AGENT + "ecr-auth");
        if (ecr && request.executionRoleArn() != null) names.add(TASK + "execution-role-ecr-pull");
        if (any(request, one -> one.healthCheck() != null)) names.add(TASK + "container-health-check");
        if (any(request, one -> !one.secrets().isEmpty())) names.add(TASK + "secrets.asm.environment-variables");
        return names.stream().map(name -> Attribute.builder().name(name).build()).toList();
    }

    private static boolean any(RegisterTaskDefinitionRequest request, Predicate<ContainerDefinition> what) {
        return request.containerDefinitions().stream().anyMatch(what);
    }
}
