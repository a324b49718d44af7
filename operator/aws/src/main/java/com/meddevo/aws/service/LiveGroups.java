package com.meddevo.aws.service;

import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.plan.Facts;
import com.meddevo.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;

/**
 * Which of two target groups a service is served from. ECS lets them take turns, and in which order it names them says nothing; the revision that is complete
 * says it, and is asked once, 20 a call, since a revision never changes. Thread-safe.
 */
final class LiveGroups {
    private static final int PER_CALL = 20;

    private final EcsClient ecs;
    private final TagIndex tags;
    private final Map<String, List<String>> groupsOfRevision = new ConcurrentHashMap<>();

    LiveGroups(EcsClient ecs, TagIndex tags) {
        this.ecs = ecs;
        this.tags = tags;
    }

    /** Asks for the revisions that are not known yet; costs nothing for services with one group. */
    void learn(List<Service> services) {
        var unknown = new ArrayList<>(services.stream().filter(service -> balancer(service).filter(LiveGroups::isPair).isPresent())
                .flatMap(service -> complete(service).stream()).filter(arn -> !groupsOfRevision.containsKey(arn)).distinct().toList());
        while (!unknown.isEmpty()) {
            var batch = List.copyOf(unknown.subList(0, Math.min(PER_CALL, unknown.size())));
            unknown.removeAll(batch);
            ecs.describeServiceRevisions(request -> request.serviceRevisionArns(batch)).serviceRevisions()
                    .forEach(revision -> groupsOfRevision.put(revision.serviceRevisionArn(), groups(revision)));
        }
    }

    private static List<String> groups(ServiceRevision revision) {
        return revision.resolvedConfiguration() == null
                ? List.of()
                : revision.resolvedConfiguration().loadBalancers().stream().map(ServiceRevisionLoadBalancer::targetGroupArn).toList();
    }

    /** The one revision of a service that has no deployment going on. */
    private static Optional<String> complete(Service service) {
        return service.currentServiceRevisions().size() == 1
                ? Optional.of(service.currentServiceRevisions().getFirst().arn())
                : Optional.empty();
    }

    /** The load balancer as a state has it, with the group that serves first. */
    Optional<com.meddevo.aws.service.Service.LoadBalancer> of(String app, Service service) {
        return balancer(service).map(one -> {
            String live = live(service, one);
            Optional<com.meddevo.aws.service.Service.Pair> pair = isPair(one)
                    ? Optional.of(new com.meddevo.aws.service.Service.Pair(owner(app, TargetGroups.KIND, other(live, one)),
                            owner(app, ListenerRules.KIND, one.advancedConfiguration().productionListenerRule()),
                            String.valueOf(one.advancedConfiguration().roleArn())))
                    : Optional.empty();
            return new com.meddevo.aws.service.Service.LoadBalancer(owner(app, TargetGroups.KIND, live), one.containerName(),
                    one.containerPort(), pair);
        });
    }

    /**
     * Where the requests of apps go, also of those that have no service: of them it is known that there are none.
     *
     * @param services ours, each with its app's name
     */
    List<Facts.Traffic> traffic(List<Service> services, Stream<String> wanted) {
        var byApp = new TreeMap<String, Facts.Traffic>();
        wanted.forEach(app -> byApp.put(app, Facts.Traffic.none(app)));
        services.forEach(service -> byApp.put(service.serviceName(), traffic(service)));
        return List.copyOf(byApp.values());
    }

    /** The services with two groups, and which one serves. */
    Map<Service, Facts.Traffic> pairs(List<Service> services) {
        return services.stream().filter(service -> balancer(service).filter(LiveGroups::isPair).isPresent())
                .collect(Collectors.toMap(Function.identity(), this::traffic));
    }

    private Facts.Traffic traffic(Service service) {
        return new Facts.Traffic(service.serviceName(),
                of(service.serviceName(), service).map(com.meddevo.aws.service.Service.LoadBalancer::targetGroup), shifting(service));
    }

    /** Whether ECS has a deployment under way that moves weights. */
    static boolean shifting(Service service) {
        return service.deploymentConfiguration() != null && service.deploymentConfiguration().strategy() != null
                && service.deploymentConfiguration().strategy() != DeploymentStrategy.ROLLING
                && balancer(service).filter(LiveGroups::isPair).isPresent()
                && (service.deployments().size() > 1 || Rollouts.primary(service)
                        .filter(primary -> primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS).isPresent());
    }

    /** Every ARN that somebody owns and this will ask for. */
    static List<String> arns(Service service) {
        return balancer(service).filter(LiveGroups::isPair).map(one -> List.of(one.advancedConfiguration().alternateTargetGroupArn(),
                one.advancedConfiguration().productionListenerRule())).orElse(List.of());
    }

    /** The ARN of the group that ECS names second. */
    static Optional<String> alternate(Service service) {
        return balancer(service).filter(LiveGroups::isPair).map(one -> one.advancedConfiguration().alternateTargetGroupArn());
    }

    private String live(Service service, LoadBalancer balancer) {
        if (!isPair(balancer)) return balancer.targetGroupArn();
        return complete(service).flatMap(revision -> groupsOfRevision.getOrDefault(revision, List.of()).stream()
                .filter(group -> group.equals(balancer.advancedConfiguration().alternateTargetGroupArn())).findFirst())
                .orElse(balancer.targetGroupArn());
    }

    private static String other(String live, LoadBalancer balancer) {
        return live.equals(balancer.targetGroupArn())
                ? balancer.advancedConfiguration().alternateTargetGroupArn()
                : balancer.targetGroupArn();
    }

    private static boolean isPair(LoadBalancer balancer) {
        return balancer.advancedConfiguration() != null && balancer.advancedConfiguration().alternateTargetGroupArn() != null
                && balancer.advancedConfiguration().productionListenerRule() != null;
    }

    private static Optional<LoadBalancer> balancer(Service service) { return service.loadBalancers().stream().findFirst(); }

    /** What is not ours has an id all the same, that nobody else has. */
    ResourceId owner(String app, String kind, String arn) {
        return Optional.ofNullable(arn).flatMap(tags::owner).filter(id -> id.kind().equals(kind))
                .orElseGet(() -> new ResourceId(kind, app, "not-ours:" + arn));
    }
}
