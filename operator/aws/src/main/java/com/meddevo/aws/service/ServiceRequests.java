package com.meddevo.aws.service;

import com.meddevo.aws.securitygroup.GroupArns;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What ECS is sent for a service. */
final class ServiceRequests {
    /** What a service with the launch type FARGATE has, which takes no provider. */
    static final Map<String, Service.Share> ON_DEMAND = Map.of("FARGATE", new Service.Share(0, 1));

    private final Environment environment;
    private final Arns arns;

    ServiceRequests(Environment environment, Arns arns) {
        this.environment = environment;
        this.arns = arns;
    }

    CreateServiceRequest create(Service desired, String token, Map<String, String> tags) {
        var request = CreateServiceRequest.builder().cluster(environment.cluster()).serviceName(desired.id().app()).clientToken(token)
                .taskDefinition(arns.of(desired.taskDefinition())).desiredCount(desired.replicas())
                .networkConfiguration(network(desired)).deploymentConfiguration(deployment(desired)).loadBalancers(loadBalancers(desired))
                .serviceRegistries(registries(desired)).propagateTags(desired.extras().propagateTags())
                .enableECSManagedTags(desired.extras().managedTags()).enableExecuteCommand(desired.extras().executeCommand())
                .availabilityZoneRebalancing(rebalancing(desired))
                .tags(tags.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList());
        if (desired.extras().providers().equals(ON_DEMAND)) request.launchType(LaunchType.FARGATE);
        else
            request.capacityProviderStrategy(providers(desired));
        // ECS refuses a grace period without a load balancer
        if (desired.loadBalancer().isPresent()) request.healthCheckGracePeriodSeconds(desired.healthCheckGraceSeconds());
        return request.build();
    }

    /**
     * Only what differs, since some parameters start a deployment even when they say nothing new, and absent ones stay as they are; an empty list takes
     * the load balancer or the registry away.
     */
    UpdateServiceRequest update(Service observed, Service desired) {
        var request = UpdateServiceRequest.builder().cluster(environment.cluster()).service(desired.id().app());
        differs(observed.taskDefinition(), desired.taskDefinition(), id -> request.taskDefinition(arns.of(id)));
        differs(observed.replicas(), desired.replicas(), request::desiredCount);
        differs(observed.network(), desired.network(), network -> request.networkConfiguration(network(desired)));
        differs(observed.loadBalancer(), desired.loadBalancer(), any -> request.loadBalancers(loadBalancers(desired)));
        differs(observed.registry(), desired.registry(), any -> request.serviceRegistries(registries(desired)));
        differs(observed.rollout(), desired.rollout(), any -> request.deploymentConfiguration(deployment(desired)));
        differs(observed.healthCheckGraceSeconds(), desired.healthCheckGraceSeconds(), request::healthCheckGracePeriodSeconds);
        differs(observed.extras().propagateTags(), desired.extras().propagateTags(), request::propagateTags);
        differs(observed.extras().managedTags(), desired.extras().managedTags(), request::enableECSManagedTags);
        differs(observed.extras().zoneRebalancing(), desired.extras().zoneRebalancing(),
                any -> request.availabilityZoneRebalancing(rebalancing(desired)));
        differs(observed.extras().executeCommand(), desired.extras().executeCommand(), request::enableExecuteCommand);
        // ECS refuses to change providers, or to come from a launch type, without a new deployment; running tasks would not move either
        differs(observed.extras().providers(), desired.extras().providers(),
                any -> request.capacityProviderStrategy(providers(desired)).forceNewDeployment(true));
        return request.build();
    }

    private static List<CapacityProviderStrategyItem> providers(Service desired) {
        return desired.extras().providers().entrySet().stream().map(one -> CapacityProviderStrategyItem.builder()
                .capacityProvider(one.getKey()).base(one.getValue().base()).weight(one.getValue().weight()).build()).toList();
    }

    private static <T> void differs(T observed, T desired, Consumer<T> send) { if (!observed.equals(desired)) send.accept(desired); }

    private NetworkConfiguration network(Service desired) {
        var groups = Stream.concat(desired.network().securityGroupIds().stream(),
                desired.network().securityGroups().stream().map(arns::of).map(GroupArns::id)).sorted().toList();
        return NetworkConfiguration.builder().awsvpcConfiguration(network -> network.subnets(desired.network().subnetIds())
                .securityGroups(groups)
                .assignPublicIp(desired.network().assignPublicIp() ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED)).build();
    }

    private static DeploymentConfiguration deployment(Service desired) {
        var rollout = desired.rollout();
        var request = DeploymentConfiguration.builder().minimumHealthyPercent(rollout.minimumHealthyPercent())
                .maximumPercent(rollout.maximumPercent())
                .deploymentCircuitBreaker(breaker -> breaker.enable(rollout.circuitBreaker()).rollback(rollout.rollback()))
                .alarms(Guards.sent(rollout.guard()));
        Shifts.send(rollout.shift(), request);
        return request.build();
    }

    private List<LoadBalancer> loadBalancers(Service desired) {
        return desired.loadBalancer().map(one -> LoadBalancer.builder().targetGroupArn(arns.of(one.targetGroup()))
                .containerName(one.container()).containerPort(one.port()).advancedConfiguration(one.pair().map(this::advanced).orElse(null))
                .build()).stream().toList();
    }

    private AdvancedConfiguration advanced(Service.Pair pair) {
        return AdvancedConfiguration.builder().alternateTargetGroupArn(arns.of(pair.alternate()))
                .productionListenerRule(arns.of(pair.rule()))
                .roleArn(pair.role()).build();
    }

    private List<ServiceRegistry> registries(Service desired) {
        return desired.registry().map(id -> ServiceRegistry.builder().registryArn(arns.of(id)).build()).stream().toList();
    }

    private static AvailabilityZoneRebalancing rebalancing(Service desired) {
        return desired.extras().zoneRebalancing() ? AvailabilityZoneRebalancing.ENABLED : AvailabilityZoneRebalancing.DISABLED;
    }
}
