package com.meddevo.aws.service;

import com.meddevo.plan.Effect;
import com.meddevo.plan.OnChange;
import com.meddevo.plan.OnDrift;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Tier;
import com.meddevo.plan.Undeclared;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An app's ECS service, on Fargate.
 *
 * @param replicas tasks that are wanted
 * @param loadBalancer empty for an app without a route
 * @param registry the discovery name that ECS registers the tasks under
 * @param healthCheckGraceSeconds how long a new task may fail the load balancer's check; 0 without a load balancer
 * @param uses what must be there before the service changes and must not go before it has let go of it: the rule that sends it requests, and
 *        whatever an earlier deployment still runs, serves or is named by
 * @param deployment the id of the primary deployment; empty before there is one
 */
public record Service(ResourceId id,
        @OnChange(value = Effect.ROLLING, because = "another task definition starts a deployment") @OnDrift(value = Tier.SECURITY, because = "other code, or code with other settings, runs than was declared") ResourceId taskDefinition,
        @OnDrift(value = Tier.AVAILABILITY, because = "more or fewer tasks run than were asked for") int replicas,
        @OnChange(value = Effect.ROLLING, because = "another network starts a deployment") @OnDrift(value = Tier.SECURITY, because = "tasks are reached, or reach others, by other ways") Network network,
        @OnChange(value = Effect.ROLLING, because = "another load balancer starts a deployment") @OnDrift(value = Tier.AVAILABILITY, because = "the load balancer may not find the tasks") Optional<LoadBalancer> loadBalancer,
        @OnChange(value = Effect.ROLLING, because = "another registry starts a deployment") @OnDrift(value = Tier.AVAILABILITY, because = "callers may not find the tasks") Optional<ResourceId> registry,
        @OnDrift(value = Tier.AVAILABILITY, because = "a deployment may take tasks away that are needed") Deployment rollout,
        int healthCheckGraceSeconds, Extras extras, @Undeclared Set<ResourceId> uses,
        @Undeclared String deployment, @Undeclared boolean leaving) implements ResourceState {
    public Service {
        uses = Collections.unmodifiableSortedSet(new TreeSet<>(uses));
    }

    /**
     * Order has no meaning in any of these.
     *
     * @param securityGroupIds groups that are not the operator's
     * @param securityGroups the apps' groups; the app's own, when all is well
     */
    public record Network(Set<String> subnetIds, Set<String> securityGroupIds, Set<ResourceId> securityGroups,
            @OnDrift(value = Tier.SECURITY, because = "it decides whether tasks have public addresses") boolean assignPublicIp) {
        public Network {
            securityGroups = Collections.unmodifiableSortedSet(new TreeSet<>(securityGroups));
            subnetIds = Collections.unmodifiableSortedSet(new TreeSet<>(subnetIds));
            securityGroupIds = Collections.unmodifiableSortedSet(new TreeSet<>(securityGroupIds));
        }
    }

    /**
     * The group that ECS registers the tasks in, and the container and port that it registers.
     *
     * @param targetGroup of a pair the one that serves; ECS lets them take turns
     * @param pair what ECS needs to move traffic; empty where it does not
     */
    public record LoadBalancer(ResourceId targetGroup, String container, int port, Optional<Pair> pair) {
        LoadBalancer on(int otherPort) { return new LoadBalancer(targetGroup, container, otherPort, pair); }
    }

    /**
     * What ECS moves traffic with.
     *
     * @param alternate the group that does not serve
     * @param rule whose weights ECS moves
     * @param role the ARN of the role that allows it to
     */
    public record Pair(ResourceId alternate, ResourceId rule, String role) {
    }

    /**
     * @param circuitBreaker whether ECS gives a deployment up whose tasks keep failing
     * @param rollback whether it then goes back to the last one that worked
     * @param shift for the strategies that move traffic; empty for {@code ROLLING}
     * @param guard alarms that end a deployment; empty for none
     */
    public record Deployment(int minimumHealthyPercent, int maximumPercent, boolean circuitBreaker, boolean rollback,
            Optional<Shift> shift, Optional<Guard> guard) {
    }

    /**
     * What ECS watches while a deployment goes on.
     *
     * @param alarms CloudWatch's names
     * @param rollback whether ECS goes back to the last version that worked
     */
    public record Guard(Set<String> alarms, boolean rollback) {
        public Guard {
            alarms = Collections.unmodifiableSortedSet(new TreeSet<>(alarms));
        }
    }

    /**
     * How traffic moves; of ECS's own fields those that the strategy has, the others are 0.
     *
     * @param strategy {@code BLUE_GREEN}, {@code CANARY} or {@code LINEAR}
     * @param percent the canary's part, or a step, as a plain decimal number, since ECS takes tenths
     * @param stepBakeMinutes how long the canary or a step is watched
     * @param hooks by function
     */
    public record Shift(String strategy, int bakeMinutes, String percent, int stepBakeMinutes, Map<String, Hook> hooks) {
        public Shift {
            hooks = Collections.unmodifiableMap(new TreeMap<>(hooks));
        }
    }

    /** Whom ECS asks before some stages, and with which role. */
    public record Hook(String role, Set<String> stages) {
        public Hook {
            stages = Collections.unmodifiableSortedSet(new TreeSet<>(stages));
        }
    }

    /**
     * What is always declared, because AWS's default differs by how a service was made, or because nobody may change it unseen.
     *
     * @param propagateTags {@code SERVICE}: tasks carry the service's tags
     * @param managedTags whether ECS tags tasks with cluster and service
     * @param zoneRebalancing whether ECS evens tasks out over zones; not possible while at most 100 % may run
     * @param executeCommand whether people may open a shell in a task
     * @param providers where tasks are started, by name; the launch type FARGATE is the same as the provider FARGATE alone
     * @param besides in words what somebody gave the service that no app can declare
     */
    public record Extras(String propagateTags, boolean managedTags, boolean zoneRebalancing,
            @OnDrift(value = Tier.SECURITY, because = "it decides whether people can open a shell in the tasks") boolean executeCommand,
            @OnChange(value = Effect.ROLLING, because = "tasks move to another capacity provider in a new deployment") Map<String, Share> providers,
            @Undeclared @OnDrift(value = Tier.SECURITY, because = "tasks are reached, or reach others, by ways that nobody declared") Set<String> besides) {
        public Extras {
            providers = Collections.unmodifiableMap(new TreeMap<>(providers));
            besides = besides == null // a snapshot that was saved earlier has none
                    ? Set.of()
                    : Collections.unmodifiableSortedSet(new TreeSet<>(besides));
        }
    }

    /**
     * A capacity provider's share of the tasks.
     *
     * @param base so many tasks run there first, before any weight counts
     * @param weight its share of the others
     */
    public record Share(int base, int weight) {
    }

    Service with(ResourceId otherTaskDefinition, Optional<LoadBalancer> otherLoadBalancer) {
        return new Service(id, otherTaskDefinition, replicas, network, otherLoadBalancer, registry, rollout, healthCheckGraceSeconds,
                extras,
                uses, deployment, leaving);
    }
}
