package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.call.NotSimulated;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS refuses when a service is created or updated. */
final class ServiceChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern CLIENT_TOKEN = Pattern.compile("[\\x21-\\x7e]{1,36}");
    private static final int SUBNETS = 16;
    private static final int SECURITY_GROUPS = 5;
    private static final int TARGET_GROUPS = 5;
    private static final int LONGEST_BAKE_MINUTES = 1_440;

    private final Neighbours neighbours;

    ServiceChecks(Neighbours neighbours) { this.neighbours = neighbours; }

    void request(CreateServiceRequest request) {
        if (request.serviceName() == null || !NAME.matcher(request.serviceName()).matches()) {
            throw EcsErrors.invalid(
                    "Service name '%s' must have 1 to 255 letters, digits, hyphens and underscores.".formatted(request.serviceName()));
        }
        if (request.clientToken() != null && !CLIENT_TOKEN.matcher(request.clientToken()).matches()) {
            throw EcsErrors.invalid("Client token must have 1 to 36 printable ASCII characters.");
        }
        if (request.launchType() != null && !request.capacityProviderStrategy().isEmpty()) {
            throw EcsErrors
                    .invalid("Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        }
        if (request.taskDefinition() == null) {
            throw EcsErrors.invalid("TaskDefinition cannot be blank.");
        }
        if (request.healthCheckGracePeriodSeconds() != null && request.loadBalancers().isEmpty()) {
            throw EcsErrors.invalid("Health check grace period is only valid for services configured to use load balancers");
        }
    }

    /** Whether a service with its defaults can run a definition, and what it refers to is there. */
    void service(Service service, TaskDefinition definition) {
        if (service.desiredCount() < 0) {
            throw EcsErrors.invalid("Desired count must not be negative.");
        }
        var percents = service.deploymentConfiguration();
        if (percents.strategy() != DeploymentStrategy.ROLLING) {
            shifting(service, percents);
        }
        if (percents.maximumPercent() < 100 || percents.minimumHealthyPercent() < 0 || percents.minimumHealthyPercent() > 100) {
            throw EcsErrors.invalid(
                    "Invalid deployment configuration: maximumPercent %d, minimumHealthyPercent %d.".formatted(percents.maximumPercent(),
                            percents.minimumHealthyPercent()));
        }
        if (percents.maximumPercent() == 100 && percents.minimumHealthyPercent() == 100) {
            throw EcsErrors.invalid("Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");
        }
        if (service.launchType() == LaunchType.FARGATE && !definition.compatibilities().contains(Compatibility.FARGATE)) {
            throw EcsErrors.invalid("Task definition does not support launch_type FARGATE.");
        }
        network(service, definition);
        if (service.loadBalancers().size() > TARGET_GROUPS) {
            throw EcsErrors.invalid("load balancers can have at most %d items.".formatted(TARGET_GROUPS));
        }
        service.loadBalancers().forEach(balancer -> loadBalancer(balancer, definition));
        for (var registry : service.serviceRegistries()) {
            if (neighbours.instances().serviceByArn(registry.registryArn()).isEmpty()) {
                throw EcsErrors.invalid("Service registry %s does not exist.".formatted(registry.registryArn()));
            }
        }
    }

    /** What a strategy needs that moves traffic. */
    private void shifting(Service service, DeploymentConfiguration how) {
        if (service.loadBalancers().size() != 1) {
            throw new NotSimulated("ecs", "deployments with the strategy " + how.strategyAsString() + " and %d load balancers".formatted(
                    service.loadBalancers().size()));
        }
        var advanced = service.loadBalancers().getFirst().advancedConfiguration();
        if (advanced == null || advanced.alternateTargetGroupArn() == null || advanced.productionListenerRule() == null
                || advanced.roleArn() == null) {
            throw EcsErrors
                    .invalid("advancedConfiguration with alternateTargetGroupArn, productionListenerRule and roleArn is required for "
                            + "the %s deployment strategy with a load balancer.".formatted(how.strategyAsString()));
        }
        var group = service.loadBalancers().getFirst().targetGroupArn();
        if (!neighbours.weights().knows(advanced.productionListenerRule(), group, advanced.alternateTargetGroupArn())) {
            throw EcsErrors.invalid("The production listener rule %s does not forward to both target groups %s and %s.".formatted(
                    advanced.productionListenerRule(), group, advanced.alternateTargetGroupArn()));
        }
        if (how.bakeTimeInMinutes() < 0 || how.bakeTimeInMinutes() > LONGEST_BAKE_MINUTES) {
            throw EcsErrors.invalid("bakeTimeInMinutes must be between 0 and %d.".formatted(LONGEST_BAKE_MINUTES));
        }
        var percent = switch (how.strategy()) {
            case CANARY -> how.canaryConfiguration().canaryPercent();
            case LINEAR -> how.linearConfiguration().stepPercent();
            case BLUE_GREEN, ROLLING, UNKNOWN_TO_SDK_VERSION -> 100.0;
        };
        if (percent < (how.strategy() == DeploymentStrategy.LINEAR ? 3.0 : 0.1) || percent > 100) {
            throw EcsErrors.invalid("Invalid percentage of traffic: %s.".formatted(percent));
        }
    }

    private void network(Service service, TaskDefinition definition) {
        var vpc = service.networkConfiguration() == null ? null : service.networkConfiguration().awsvpcConfiguration();
        if (definition.networkMode() == NetworkMode.AWSVPC && vpc == null) {
            throw EcsErrors.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (vpc != null && (vpc.subnets().isEmpty() || vpc.subnets().size() > SUBNETS)) {
            throw EcsErrors.invalid("subnets must have 1 to %d items.".formatted(SUBNETS));
        }
        if (vpc != null && vpc.securityGroups().size() > SECURITY_GROUPS) {
            throw EcsErrors.invalid("securityGroups can have at most %d items.".formatted(SECURITY_GROUPS));
        }
        if (vpc != null) {
            vpc.securityGroups().stream().filter(group -> !neighbours.groups().exists(group)).findFirst().ifPresent(group -> {
                throw EcsErrors.invalid(
                        "Error retrieving security group information for [%s]: The security group '%s' does not exist (ErrorCode: InvalidGroup.NotFound)"
                                .formatted(group, group));
            });
        }
    }

    private void loadBalancer(LoadBalancer balancer, TaskDefinition definition) {
        var group = balancer.targetGroupArn();
        if (group == null || !neighbours.targets().exists(group)) {
            throw EcsErrors.invalid("The target group with targetGroupArn %s does not exist.".formatted(group));
        }
        if (!neighbours.targets().isUsed(group)) {
            throw EcsErrors.invalid("The target group with targetGroupArn %s does not have an associated load balancer.".formatted(group));
        }
        if (definition.networkMode() == NetworkMode.AWSVPC && !neighbours.targets().takesAddresses(group)) {
            throw EcsErrors.invalid(
                    "The provided target group %s does not have target type ip, which the awsvpc network mode of the task definition needs."
                            .formatted(group));
        }
        var container = definition.containerDefinitions().stream().filter(one -> one.name().equals(balancer.containerName())).findFirst()
                .orElseThrow(() -> EcsErrors
                        .invalid("The container %s does not exist in the task definition.".formatted(balancer.containerName())));
        if (container.portMappings().stream().noneMatch(port -> port.containerPort().equals(balancer.containerPort()))) {
            throw EcsErrors.invalid("The container %s did not have a container port %s defined.".formatted(balancer.containerName(),
                    balancer.containerPort()));
        }
    }
}
