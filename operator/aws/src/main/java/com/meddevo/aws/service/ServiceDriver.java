package com.meddevo.aws.service;

import com.meddevo.aws.alarm.Alarms;
import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.discovery.DiscoveryNames;
import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.securitygroup.GroupArns;
import com.meddevo.aws.securitygroup.SecurityGroups;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.aws.taskdefinition.Revisions;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Change;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Observation;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Reading;
import com.meddevo.plan.ResourceDriver;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;

/** ECS services in AWS. */
public final class ServiceDriver implements ResourceDriver<Service> {
    private static final int PAGE = 100;
    private static final int BATCH = 10;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final EcsClient ecs;
    private final Environment environment;
    private final TagIndex tags;
    private final Revisions revisions;
    private final Rollouts rollouts;
    private final Clock clock;
    private final Rejections rejections;
    private final GroupArns groupArns;
    private final LiveGroups groups;

    public ServiceDriver(EcsClient ecs, Environment environment, TagIndex tags, Revisions revisions, Rollouts rollouts, Clock clock) {
        this.ecs = ecs;
        this.environment = environment;
        this.tags = tags;
        this.revisions = revisions;
        this.rollouts = rollouts;
        this.clock = clock;
        this.groupArns = new GroupArns(environment);
        this.rejections = new Rejections(ecs, revisions, rollouts);
        this.groups = new LiveGroups(ecs, tags);
    }

    @Override
    public Class<Service> type() { return Service.class; }

    @Override
    public Set<String> actions() {
        return Set.of("ecs:ListServices", "ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:CreateService", "ecs:UpdateService",
                "ecs:DeleteService", "ecs:TagResource", "ecs:UntagResource", "ecs:ListTasks", "ecs:DescribeTasks",
                "ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments", "ecs:DescribeServiceRevisions",
                "ec2:DescribeSecurityGroups",
                "elasticloadbalancing:DescribeRules",
                "elasticloadbalancing:DescribeTags", "elasticloadbalancing:DescribeTargetHealth", "servicediscovery:ListTagsForResource",
                "iam:PassRole");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var all = describe(names(scope)).stream().filter(service -> !"INACTIVE".equals(service.status())).toList();
        var ours = all.stream().filter(service -> id(service).filter(id -> scope.includes(id.app())).isPresent()).toList();
        learnOwners(ours);
        groups.learn(ours);
        var wanted = scope.fleet().wanted().stream().filter(app -> scope.includes(app.name()))
                .collect(Collectors.toMap(AppSpec::name, Function.identity(), (one, namesake) -> one));
        var traffic = groups.traffic(ours, wanted.keySet().stream());
        var moves = rollouts.progress().of(groups.pairs(ours), tags::owner);
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        var rejected = new ArrayList<Facts.Rejection>();
        for (var service : ours) {
            ResourceId id = id(service).orElseThrow();
            states.add(state(id, service, wanted));
            arns.put(id, service.serviceArn());
            var earlier = rejections.remembered(id.app(), service);
            rollouts.see(id.app(), service, earlier.map(Facts.Rejection::taskDefinition),
                    Optional.ofNullable(moves.get(service.serviceArn())));
            rejections.see(id.app(), service).ifPresent(rejected::add);
        }
        scope.fleet().members().stream().map(member -> member.key().name()).filter(scope::includes)
                .filter(app -> !arns.containsKey(Services.id(app))).forEach(app -> {
                    rollouts.forget(app);
                    rejections.gone(app);
                });
        return new Observation(List.of(new Reading(Services.KIND, scope.app(), Reading.WHOLE, startedAt)), states, arns,
                new Facts(Map.of(), List.of(), rejected).and(Facts.ofForeign(foreign(all, wanted.keySet()))).and(Facts.ofTraffic(traffic)));
    }

    private List<Facts.Foreign> foreign(List<software.amazon.awssdk.services.ecs.model.Service> services, Set<String> wanted) {
        return services.stream().filter(service -> wanted.contains(service.serviceName()) && id(service).isEmpty()
                && !"DRAINING".equals(service.status()))
                .map(service -> tags.ownership().foreign(Services.id(service.serviceName()), service.serviceArn(), tagsOf(service)))
                .toList();
    }

    /** Those that ECS lists, and those of the fleet: a service that drains is not listed. */
    private Set<String> names(Scope scope) {
        var names = new TreeSet<String>();
        if (scope.app().isPresent()) {
            names.add(scope.app().get());
        } else {
            ecs.listServicesPaginator(request -> request.cluster(environment.cluster()).maxResults(PAGE)).serviceArns()
                    .forEach(arn -> names.add(arn.substring(arn.lastIndexOf('/') + 1)));
            scope.fleet().members().forEach(member -> names.add(member.key().name()));
        }
        return names;
    }

    private List<software.amazon.awssdk.services.ecs.model.Service> describe(Set<String> names) {
        var all = List.copyOf(names);
        var batches = IntStream.range(0, (all.size() + BATCH - 1) / BATCH)
                .mapToObj(i -> all.subList(i * BATCH, Math.min((i + 1) * BATCH, all.size()))).toList();
        return InParallel.map(batches, batch -> ecs.describeServices(
                request -> request.cluster(environment.cluster()).services(batch).include(ServiceField.TAGS)).services())
                .stream().flatMap(List::stream).toList();
    }

    private Optional<ResourceId> id(software.amazon.awssdk.services.ecs.model.Service service) {
        return tags.ownership().id(tagsOf(service)).filter(id -> id.kind().equals(Services.KIND) && id.app().equals(service.serviceName()));
    }

    private static Map<String, String> tagsOf(software.amazon.awssdk.services.ecs.model.Service service) {
        return service.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /** Asks at once for whom the groups and registries belong to. */
    private void learnOwners(List<software.amazon.awssdk.services.ecs.model.Service> services) {
        var arns = new TreeSet<String>();
        services.forEach(service -> {
            service.loadBalancers().stream().map(one -> one.targetGroupArn()).filter(arn -> arn != null).forEach(arns::add);
            arns.addAll(LiveGroups.arns(service));
            service.serviceRegistries().forEach(registry -> arns.add(registry.registryArn()));
            Stream.ofNullable(service.networkConfiguration()).flatMap(network -> Stream.ofNullable(network.awsvpcConfiguration()))
                    .flatMap(aws -> aws.securityGroups().stream()).map(groupArns::arn).forEach(arns::add);
        });
        tags.owners(arns);
    }

    private Service state(ResourceId id, software.amazon.awssdk.services.ecs.model.Service service,
            Map<String, AppSpec> wanted) {
        String app = id.app();
        var aws = service.networkConfiguration() == null ? null : service.networkConfiguration().awsvpcConfiguration();
        var network = aws == null ? new Service.Network(Set.of(), Set.of(), Set.of(), false) : network(aws);
        Optional<ResourceId> registry = service.serviceRegistries().stream().findFirst()
                .map(one -> groups.owner(app, DiscoveryNames.KIND, one.registryArn()));
        var extras = new Service.Extras(service.propagateTagsAsString() == null ? "NONE" : service.propagateTagsAsString(),
                Boolean.TRUE.equals(service.enableECSManagedTags()), "ENABLED".equals(service.availabilityZoneRebalancingAsString()),
                Boolean.TRUE.equals(service.enableExecuteCommand()), providers(service), Besides.of(service));
        return new Service(id, revisions.read(app, service.taskDefinition()).id(), service.desiredCount(), network, groups.of(app, service),
                registry,
                deployment(service.deploymentConfiguration()),
                service.healthCheckGracePeriodSeconds() == null ? 0 : service.healthCheckGracePeriodSeconds(), extras,
                uses(app, service, wanted),
                Rollouts.primary(service).map(Deployment::id).orElse(""), "DRAINING".equals(service.status()));
    }

    /** A launch type is what its one provider is; base and weight that are not said are 0. */
    private static Map<String, Service.Share> providers(software.amazon.awssdk.services.ecs.model.Service service) {
        if (service.capacityProviderStrategy().isEmpty())
            return Map.of(service.launchTypeAsString() == null ? "FARGATE" : service.launchTypeAsString(), new Service.Share(0, 1));
        return service.capacityProviderStrategy().stream().collect(Collectors.toMap(CapacityProviderStrategyItem::capacityProvider,
                one -> new Service.Share(one.base() == null ? 0 : one.base(), one.weight() == null ? 0 : one.weight())));
    }

    private Service.Network network(AwsVpcConfiguration aws) {
        var ours = new HashSet<ResourceId>();
        var others = new HashSet<String>();
        aws.securityGroups().forEach(group -> tags.owner(groupArns.arn(group)).filter(id -> id.kind().equals(SecurityGroups.KIND))
                .ifPresentOrElse(ours::add, () -> others.add(group)));
        return new Service.Network(Set.copyOf(aws.subnets()), others, ours, "ENABLED".equals(aws.assignPublicIpAsString()));
    }

    private static Service.Deployment deployment(software.amazon.awssdk.services.ecs.model.DeploymentConfiguration aws) {
        if (aws == null) return new Service.Deployment(100, 200, false, false, Optional.empty(), Optional.empty());
        var breaker = aws.deploymentCircuitBreaker();
        return new Service.Deployment(aws.minimumHealthyPercent() == null ? 100 : aws.minimumHealthyPercent(),
                aws.maximumPercent() == null ? 200 : aws.maximumPercent(), breaker != null && Boolean.TRUE.equals(breaker.enable()),
                breaker != null && Boolean.TRUE.equals(breaker.rollback()), Shifts.observed(aws), Guards.observed(aws));
    }

    /**
     * The revisions of all deployments, and the rule that the app's spec asks for; of an app that leaves, every rule. While tasks are being replaced the
     * earlier ones may stand in any group and under any name of the app.
     */
    private Set<ResourceId> uses(String app, software.amazon.awssdk.services.ecs.model.Service service,
            Map<String, AppSpec> wanted) {
        var uses = new HashSet<ResourceId>();
        Set<String> guards = Guards.observed(service.deploymentConfiguration()).map(Service.Guard::alarms).orElse(Set.of());
        if (!guards.isEmpty())
            tags.ids(Alarms.KIND, app).stream()
                    .filter(id -> guards.contains(Alarms.alarmName(environment, app, id.name()))).forEach(uses::add);
        service.deployments().stream().map(Deployment::taskDefinition).distinct().forEach(arn -> uses.add(revisions.read(app, arn).id()));
        Optional.ofNullable(wanted.get(app)).flatMap(ListenerRules::id).ifPresentOrElse(uses::add,
                () -> uses.addAll(tags.ids(ListenerRules.KIND, app)));
        if (service.deployments().size() > 1) {
            List.of(ListenerRules.KIND, TargetGroups.KIND, DiscoveryNames.KIND, SecurityGroups.KIND)
                    .forEach(kind -> uses.addAll(tags.ids(kind, app)));
        }
        return uses;
    }

    @Override
    public Outcome apply(Change<Service> change, Arns arns) {
        return switch (change) {
            case Change.Create<Service> create -> create(create.desired(), arns);
            case Change.Update<Service> update -> update(update.observed(), update.desired(), arns);
            case Change.Delete<Service> delete -> delete(delete.observed());
            case Change.Blocked<Service> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    private Outcome create(Service desired, Arns arns) {
        var there = describe(Set.of(desired.id().app())).stream().findFirst();
        String status = there.map(software.amazon.awssdk.services.ecs.model.Service::status).orElse("INACTIVE");
        if (status.equals("DRAINING")) return drains(desired.id());
        if (!status.equals("INACTIVE")) {
            if (!id(there.get()).equals(Optional.of(desired.id())))
                return tags.ownership().notOurs(desired.id(), "ECS service " + desired.id().app() + " in cluster " + environment.cluster());
            arns.learn(desired.id(), there.get().serviceArn()); // made by a call whose answer was lost
            return new Outcome.Done();
        }
        String incarnation = there.map(earlier -> String.valueOf(earlier.createdAt())).orElse("first");
        try {
            var request = new ServiceRequests(environment, arns).create(desired, tags.ownership().token(desired.id(), desired, incarnation),
                    tags.ownership().tags(desired.id()));
            arns.learn(desired.id(), ecs.createService(request).service().serviceArn());
            return new Outcome.Done();
        } catch (EcsException e) {
            if (AwsErrors.draining(e)) return drains(desired.id());
            throw e;
        }
    }

    private Outcome update(Service observed, Service desired, Arns arns) {
        String arn = arns.of(desired.id());
        boolean deploys = !observed.taskDefinition().equals(desired.taskDefinition());
        if (deploys && rejections.rolledBackUnseen(desired, arn, environment.cluster()))
            return new Outcome.Failed("RolledBack",
                    desired.id() + ": ECS rolled this version back before, so it is not tried again",
                    false);
        try {
            ecs.updateService(new ServiceRequests(environment, arns).update(observed, desired));
        } catch (EcsException e) {
            if (AwsErrors.draining(e)) return drains(desired.id());
            throw e;
        }
        if (deploys) rejections.forget(desired.id().app(), arn);
        return new Outcome.Done();
    }

    /** Done only when nothing is left, so that what the service uses waits; whether it still drains tells the next reading, at no cost. */
    private Outcome delete(Service observed) {
        if (observed.leaving()) return drains(observed.id());
        try {
            ecs.deleteService(request -> request.cluster(environment.cluster()).service(observed.id().app()).force(true));
            return drains(observed.id());
        } catch (EcsException e) {
            if (AwsErrors.notFound(e)) return new Outcome.Done();
            throw e;
        }
    }

    private static Outcome drains(ResourceId id) { return new Outcome.Waiting(id + " drains", SOON); }
}
