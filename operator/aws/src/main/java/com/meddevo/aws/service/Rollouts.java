package com.meddevo.aws.service;

import com.meddevo.aws.taskdefinition.Revisions;
import com.meddevo.plan.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * How the deployments go, for people. Costs nothing while nothing goes on; a deployment behind a load balancer is asked for its targets' health while it goes
 * on, and one whose tasks fail for the last of them. Thread-safe.
 */
public final class Rollouts {
    private final ElasticLoadBalancingV2Client elb;
    private final FailedTasks failedTasks;
    private final Progress progress;
    private final Map<String, Rollout> byApp = new ConcurrentHashMap<>();

    public Rollouts(EcsClient ecs, ElasticLoadBalancingV2Client elb, Revisions revisions) {
        this.elb = elb;
        this.progress = new Progress(ecs, elb);
        this.failedTasks = new FailedTasks(ecs, revisions);
    }

    /** As last seen, by app. */
    public Map<String, Rollout> byApp() { return Map.copyOf(byApp); }

    Optional<Rollout> of(String app) { return Optional.ofNullable(byApp.get(app)); }

    /** Why the tasks of a version stopped that was given up. */
    Optional<Rollout.Failure> failure(String app, String cluster, ResourceId version) {
        return failedTasks.ofVersion(app, cluster, version);
    }

    void forget(String app) {
        byApp.remove(app);
        failedTasks.forget(app);
    }

    /** @param traffic where its requests go, for people; empty for a service with one target group */
    void see(String app, Service service, Optional<ResourceId> rejected, Optional<Rollout.Traffic> traffic) {
        var primary = primary(service);
        boolean draining = "DRAINING".equals(service.status());
        String state = draining ? "DRAINING" : primary.map(Deployment::rolloutStateAsString).orElse("IN_PROGRESS");
        Optional<String> reason = primary.map(Deployment::rolloutStateReason).filter(text -> !text.isEmpty());
        boolean settled = state.equals("COMPLETED") && service.runningCount().equals(service.desiredCount());
        Optional<Integer> healthy = settled || draining ? Optional.empty() : healthy(service);
        byApp.put(app, new Rollout(strategy(service), service.desiredCount(), service.runningCount(), healthy, state, reason,
                failedTasks.newest(app, service, rejected), traffic));
    }

    private static String strategy(Service service) {
        if (service.deploymentConfiguration() == null || service.deploymentConfiguration().strategy() == null) return "Rolling";
        return switch (service.deploymentConfiguration().strategy()) {
            case BLUE_GREEN -> "BlueGreen";
            case CANARY -> "Canary";
            case LINEAR -> "Linear";
            case ROLLING -> "Rolling";
            case UNKNOWN_TO_SDK_VERSION -> service.deploymentConfiguration().strategyAsString();
        };
    }

    Progress progress() { return progress; }

    private int healthy(String group) {
        return (int) elb.describeTargetHealth(request -> request.targetGroupArn(group)).targetHealthDescriptions().stream()
                .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY).count();
    }

    static Optional<Deployment> primary(Service service) {
        return service.deployments().stream().filter(deployment -> "PRIMARY".equals(deployment.status())).findFirst();
    }

    private Optional<Integer> healthy(Service service) {
        if (service.loadBalancers().isEmpty() || service.loadBalancers().getFirst().targetGroupArn() == null) return Optional.empty();
        String group = service.loadBalancers().getFirst().targetGroupArn();
        var other = LiveGroups.alternate(service).filter(any -> LiveGroups.shifting(service));
        try {
            return Optional.of(Math.max(healthy(group), other.map(this::healthy).orElse(0)));
        } catch (ElasticLoadBalancingV2Exception e) {
            return Optional.empty(); // a figure for people is not worth an unread service
        }
    }
}
