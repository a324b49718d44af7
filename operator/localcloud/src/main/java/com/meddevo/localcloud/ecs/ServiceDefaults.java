package com.meddevo.localcloud.ecs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What AWS fills into a service that says nothing about it. */
final class ServiceDefaults {

    private static final String LATEST_PLATFORM = "1.4.0";
    private static final DeploymentConfiguration DEPLOYMENT = DeploymentConfiguration.builder().strategy(DeploymentStrategy.ROLLING)
            .bakeTimeInMinutes(0)
            .maximumPercent(200).minimumHealthyPercent(100)
            .deploymentCircuitBreaker(DeploymentCircuitBreaker.builder().enable(false).rollback(false).build())
            .alarms(DeploymentAlarms.builder().alarmNames(List.of()).enable(false).rollback(false).build()).build();

    private static final CanaryConfiguration CANARY = CanaryConfiguration.builder().canaryPercent(5.0).canaryBakeTimeInMinutes(10).build();
    private static final LinearConfiguration LINEAR = LinearConfiguration.builder().stepPercent(10.0).stepBakeTimeInMinutes(6).build();

    private ServiceDefaults() {}

    /** The service that a request describes, as ECS shows it, with no ARN and state yet. */
    static Service fill(CreateServiceRequest request) {
        var capacityProviders = !request.capacityProviderStrategy().isEmpty();
        var launchType = request.launchType() == null ? LaunchType.EC2 : request.launchType();
        var fargate = capacityProviders || launchType == LaunchType.FARGATE;
        var balanced = !request.loadBalancers().isEmpty();
        return Service.builder().serviceName(request.serviceName()).desiredCount(or(request.desiredCount(), 0))
                .loadBalancers(present(request.loadBalancers())).serviceRegistries(present(request.serviceRegistries()))
                .launchType(capacityProviders ? null : launchType)
                .capacityProviderStrategy(capacityProviders ? request.capacityProviderStrategy() : null)
                .platformVersion(fargate ? platform(request.platformVersion()) : null).platformFamily(fargate ? "Linux" : null)
                .deploymentConfiguration(fill(request.deploymentConfiguration(), DEPLOYMENT))
                .placementConstraints(present(request.placementConstraints())).placementStrategy(present(request.placementStrategy()))
                .networkConfiguration(fill(request.networkConfiguration()))
                .healthCheckGracePeriodSeconds(balanced ? or(request.healthCheckGracePeriodSeconds(), 0) : null)
                .schedulingStrategy(or(request.schedulingStrategy(), SchedulingStrategy.REPLICA))
                .deploymentController(
                        or(request.deploymentController(), DeploymentController.builder().type(DeploymentControllerType.ECS).build()))
                .enableECSManagedTags(or(request.enableECSManagedTags(), false))
                .propagateTags(or(request.propagateTags(), PropagateTags.NONE))
                .enableExecuteCommand(or(request.enableExecuteCommand(), false))
                .availabilityZoneRebalancing(or(request.availabilityZoneRebalancing(), AvailabilityZoneRebalancing.ENABLED)).build();
    }

    /** What becomes of a service by an update; what a request does not name stays, and an empty list clears. */
    static Service change(Service service, UpdateServiceRequest request) {
        var changed = service.toBuilder();
        Optional.ofNullable(request.desiredCount()).ifPresent(changed::desiredCount);
        Optional.ofNullable(request.platformVersion()).map(ServiceDefaults::platform).ifPresent(changed::platformVersion);
        Optional.ofNullable(request.deploymentConfiguration()).map(given -> fill(given, service.deploymentConfiguration()))
                .ifPresent(changed::deploymentConfiguration);
        Optional.ofNullable(request.networkConfiguration()).map(ServiceDefaults::fill).ifPresent(changed::networkConfiguration);
        Optional.ofNullable(request.healthCheckGracePeriodSeconds()).ifPresent(changed::healthCheckGracePeriodSeconds);
        Optional.ofNullable(request.deploymentController()).ifPresent(changed::deploymentController);
        Optional.ofNullable(request.enableECSManagedTags()).ifPresent(changed::enableECSManagedTags);
        Optional.ofNullable(request.enableExecuteCommand()).ifPresent(changed::enableExecuteCommand);
        Optional.ofNullable(request.propagateTags()).ifPresent(changed::propagateTags);
        Optional.ofNullable(request.availabilityZoneRebalancing()).ifPresent(changed::availabilityZoneRebalancing);
        if (request.hasLoadBalancers()) {
            changed.loadBalancers(present(request.loadBalancers()));
        }
        if (request.hasServiceRegistries()) {
            changed.serviceRegistries(present(request.serviceRegistries()));
        }
        if (request.hasCapacityProviderStrategy()) {
            changed.capacityProviderStrategy(request.capacityProviderStrategy());
            changed.launchType((LaunchType) null);
        }
        if (request.hasPlacementConstraints()) {
            changed.placementConstraints(present(request.placementConstraints()));
        }
        if (request.hasPlacementStrategy()) {
            changed.placementStrategy(present(request.placementStrategy()));
        }
        return changed.build();
    }

    private static DeploymentConfiguration fill(DeploymentConfiguration given, DeploymentConfiguration otherwise) {
        if (given == null) {
            return otherwise;
        }
        var strategy = or(given.strategy(), otherwise.strategy());
        return given.toBuilder().strategy(strategy)
                .bakeTimeInMinutes(or(given.bakeTimeInMinutes(), otherwise.bakeTimeInMinutes()))
                .canaryConfiguration(strategy == DeploymentStrategy.CANARY
                        ? or(given.canaryConfiguration(), or(otherwise.canaryConfiguration(), CANARY))
                        : null)
                .linearConfiguration(strategy == DeploymentStrategy.LINEAR
                        ? or(given.linearConfiguration(), or(otherwise.linearConfiguration(), LINEAR))
                        : null)
                .lifecycleHooks(given.hasLifecycleHooks() ? given.lifecycleHooks() : otherwise.lifecycleHooks())
                .maximumPercent(or(given.maximumPercent(), otherwise.maximumPercent()))
                .minimumHealthyPercent(or(given.minimumHealthyPercent(), otherwise.minimumHealthyPercent()))
                .deploymentCircuitBreaker(or(given.deploymentCircuitBreaker(), otherwise.deploymentCircuitBreaker()))
                .alarms(or(given.alarms(), otherwise.alarms())).build();
    }

    private static NetworkConfiguration fill(NetworkConfiguration given) {
        if (given == null || given.awsvpcConfiguration() == null) {
            return given;
        }
        var vpc = given.awsvpcConfiguration();
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(vpc.toBuilder().assignPublicIp(or(vpc.assignPublicIp(), AssignPublicIp.DISABLED))
                        .subnets(vpc.subnets().stream().sorted().toList()).securityGroups(vpc.securityGroups().stream().sorted().toList())
                        .build())
                .build();
    }

    private static String platform(String given) { return given == null || given.equals("LATEST") ? LATEST_PLATFORM : given; }

    /** ECS shows these lists also when they are empty. */
    private static <T> List<T> present(Collection<T> given) {
        return List.copyOf(given);
    }

    private static <T> T or(T given, T otherwise) { return given == null ? otherwise : given; }
}
