package com.meddevo.aws.adopt;

import com.meddevo.aws.discovery.DiscoveryNames;
import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.aws.scaling.Scalings;
import com.meddevo.aws.service.Services;
import com.meddevo.aws.tags.TagIndex;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.aws.taskdefinition.Revisions;
import com.meddevo.aws.taskdefinition.TaskDefinition;
import com.meddevo.aws.taskdefinition.TaskDefinitions;
import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpecBuilder;
import com.meddevo.fleet.Capacity;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Scale;
import com.meddevo.plan.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/** Reads a service that somebody else made, with all that it refers to. */
public final class Finder {
    private static final Set<String> PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");

    private final Environment environment;
    private final Clients clients;
    private final TagIndex tags;

    /** Whom to ask. */
    public record Clients(EcsClient ecs, ElasticLoadBalancingV2Client elb, ServiceDiscoveryClient discovery, CloudWatchLogsClient logs,
            ApplicationAutoScalingClient scaling, EfsClient files, CloudWatchClient cloudwatch) {
    }

    /** @param tags of the environment that the service is to belong to */
    public Finder(Environment environment, Clients clients, TagIndex tags) {
        this.environment = environment;
        this.clients = clients;
        this.tags = tags;
    }

    /**
     * The service of the app's name in the environment's cluster.
     *
     * @throws NotAdoptable if there is none, it belongs to somebody of this platform, or it is of a form that no spec has
     */
    public Found find(AppKey key) {
        Service service = service(key.name());
        refuseOthers(service);
        refuseForms(service);
        var theirs = clients.ecs().describeTaskDefinition(request -> request.taskDefinition(service.taskDefinition())).taskDefinition();
        String main = RunningTask.main(key.name(), theirs.containerDefinitions().stream().map(one -> one.name()).toList(),
                service.loadBalancers().stream().findFirst().map(LoadBalancer::containerName));
        var folders = new RunningFiles(clients.files(), environment, tags.ownership(), key.name(), theirs).of(main);
        TaskDefinition running = Revisions.asOwn(key.name(), theirs, folders.points(), environment);
        var task = new RunningTask(environment, running, main, folders);
        var secrets = secrets(theirs);
        var unsaid = new ArrayList<>(task.unsaid(secrets));
        unsaid.addAll(unsaid(service));

        var arns = new TreeMap<>(folders.arns());
        arns.put(Services.id(key.name()), service.serviceArn());
        if (running.family().equals(TaskDefinitions.family(environment, key.name()))) arns.put(running.id(), service.taskDefinition());
        var spec = AppSpec.of(key, task.image(), task.task(secrets)).port(task.port()).capacity(capacity(service))
                .scale(scale(service, arns, unsaid));
        logs(key.name(), arns).ifPresent(spec::logRetentionDays);
        deployed(service, routed(service, spec, arns, unsaid), spec, arns, unsaid);
        named(service, spec, arns, unsaid);
        return new Found(spec.build(), arns, unsaid, running);
    }

    private Service service(String name) {
        try {
            return clients.ecs().describeServices(
                    request -> request.cluster(environment.cluster()).services(name).include(ServiceField.TAGS)).services().stream()
                    .filter(service -> "ACTIVE".equals(service.status())).findFirst()
                    .orElseThrow(() -> new NotAdoptable("cluster " + environment.cluster() + " has no active service " + name
                            + "; aws ecs list-services --cluster " + environment.cluster() + " lists those that it has"));
        } catch (ClusterNotFoundException e) {
            throw new NotAdoptable(
                    "there is no cluster " + environment.cluster() + " in account " + environment.account().id() + " and region "
                            + environment.account().region() + ", where environment " + environment.name() + " is");
        }
    }

    private void refuseOthers(Service service) {
        var own = service.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        var id = Services.id(service.serviceName());
        if (tags.ownership().id(own).filter(id::equals).isPresent()) return; // once more, after a call that broke off
        var holder = tags.ownership().foreign(id, service.serviceArn(), own);
        if (!holder.adoptable())
            throw new NotAdoptable("service " + service.serviceName() + " belongs to " + holder.holder()
                    + " already: delete that app with deletion: Retain and take its meddevo tags away, if it is to move");
    }

    private static void refuseForms(Service service) {
        if (service.capacityProviderStrategy().isEmpty() && !"FARGATE".equals(service.launchTypeAsString()))
            throw new NotAdoptable("service " + service.serviceName() + " runs on " + service.launchTypeAsString()
                    + ", and apps run on Fargate alone: move it to Fargate first");
        service.capacityProviderStrategy().stream().map(CapacityProviderStrategyItem::capacityProvider)
                .filter(provider -> !PROVIDERS.contains(provider)).findFirst().ifPresent(provider -> {
                    throw new NotAdoptable("service " + service.serviceName() + " runs on the capacity provider " + provider
                            + ", and apps run on Fargate alone: move it to FARGATE or FARGATE_SPOT first");
                });
        if (service.deploymentController() != null && !"ECS".equals(service.deploymentController().typeAsString()))
            throw new NotAdoptable("service " + service.serviceName() + " is deployed by " + service.deploymentController().typeAsString()
                    + ", which cannot be changed: only ECS's own deployments can be followed");
        if ("DAEMON".equals(service.schedulingStrategyAsString()))
            throw new NotAdoptable("service " + service.serviceName() + " is a daemon, and apps have a number of tasks");
        if (!RunningShift.isRolling(service.deploymentConfiguration()) && service.deployments().size() > 1)
            throw new NotAdoptable("service " + service.serviceName() + " moves its traffic to another version just now: adopt it when that"
                    + " deployment is over");
    }

    /** What each container's secrets are read from, by the variable. */
    private static Map<String, Map<String, String>> secrets(software.amazon.awssdk.services.ecs.model.TaskDefinition theirs) {
        var secrets = new TreeMap<String, Map<String, String>>();
        theirs.containerDefinitions().forEach(container -> secrets.put(container.name(), container.secrets().stream()
                .collect(Collectors.toMap(Secret::name, Secret::valueFrom, (first, last) -> last, TreeMap::new))));
        return secrets;
    }

    private static List<String> unsaid(Service service) {
        var unsaid = new ArrayList<String>();
        service.loadBalancers().stream().skip(1).forEach(one -> unsaid.add("the second target group " + one.targetGroupArn()));
        service.serviceRegistries().stream().skip(1).forEach(one -> unsaid.add("the second registry " + one.registryArn()));
        if (!service.placementConstraints().isEmpty()) unsaid.add("its placement constraints");
        service.deployments().stream().filter(deployment -> "PRIMARY".equals(deployment.status())).findFirst().ifPresent(primary -> {
            if (primary.serviceConnectConfiguration() != null && Boolean.TRUE.equals(primary.serviceConnectConfiguration().enabled()))
                unsaid.add("Service Connect");
            if (!primary.volumeConfigurations().isEmpty()) unsaid.add("its volumes that ECS manages");
        });
        return unsaid;
    }

    private static Capacity capacity(Service service) {
        var providers = service.capacityProviderStrategy().stream().map(one -> new Capacity.Provider(one.capacityProvider(),
                one.base() == null ? 0 : one.base(), one.weight() == null ? 0 : one.weight())).toList();
        return new Capacity(Boolean.TRUE.equals(service.enableExecuteCommand()),
                "ENABLED".equals(service.availabilityZoneRebalancingAsString()),
                providers.isEmpty() ? List.of(Capacity.Provider.ON_DEMAND) : providers);
    }

    /** @param groups the ids of the app's target groups, by their ARNs; none without a route */
    private void deployed(Service service, Map<String, ResourceId> groups, AppSpecBuilder spec, Map<ResourceId, String> arns,
            List<String> unsaid) {
        var aws = service.deploymentConfiguration();
        var shifting = RunningShift.of(aws, environment, !groups.isEmpty());
        groups.forEach((arn, id) -> {
            if (shifting.shift().isPresent() || !TargetGroups.isGreen(id)) arns.put(id, arn);
        });
        var guarding = new RunningGuards(clients.cloudwatch(), environment, service.serviceName(), groups).of(aws.alarms());
        arns.putAll(guarding.arns());
        unsaid.addAll(shifting.unsaid());
        unsaid.addAll(guarding.unsaid());
        var plain = deployment(service).guardedBy(guarding.alarms().stream().map(Alarm::name).collect(Collectors.toSet()));
        spec.alarms(guarding.alarms()).deployment(shifting.shift().map(plain::by).orElse(plain));
    }

    private static AppSpec.Deployment deployment(Service service) {
        var aws = service.deploymentConfiguration();
        int grace = service.healthCheckGracePeriodSeconds() == null ? 0 : service.healthCheckGracePeriodSeconds();
        boolean rollback = aws.deploymentCircuitBreaker() != null && Boolean.TRUE.equals(aws.deploymentCircuitBreaker().rollback());
        return new AppSpec.Deployment(aws.minimumHealthyPercent(), aws.maximumPercent(), rollback,
                service.loadBalancers().isEmpty() ? Duration.ZERO : Duration.ofSeconds(grace));
    }

    /** Bounds as they are; policies that are not as a spec would make them are the first plan's. */
    private Scale scale(Service service, Map<ResourceId, String> arns, List<String> unsaid) {
        String resource = "service/" + environment.cluster() + "/" + service.serviceName();
        var target = clients.scaling().describeScalableTargets(request -> request.serviceNamespace("ecs").resourceIds(resource))
                .scalableTargets().stream().findFirst();
        if (target.isEmpty()) return new Scale.Fixed(service.desiredCount());
        arns.put(Scalings.id(service.serviceName()), target.get().scalableTargetARN());
        var actions = clients.scaling().describeScheduledActions(request -> request.serviceNamespace("ecs").resourceId(resource))
                .scheduledActions();
        unsaid.addAll(RunningScale.unsaid(actions));
        return RunningScale.of(target.get(), clients.scaling().describeScalingPolicies(
                request -> request.serviceNamespace("ecs").resourceId(resource)).scalingPolicies(), actions);
    }

    private Optional<Integer> logs(String app, Map<ResourceId, String> arns) {
        String name = LogGroups.groupName(environment, app);
        Optional<LogGroup> group = clients.logs().describeLogGroups(request -> request.logGroupNamePrefix(name)).logGroups().stream()
                .filter(one -> one.logGroupName().equals(name)).findFirst();
        group.ifPresent(
                one -> arns.put(LogGroups.id(app), one.arn().endsWith(":*") ? one.arn().substring(0, one.arn().length() - 2) : one.arn()));
        return group.map(LogGroup::retentionInDays);
    }

    /** @return the ids of the target groups, by their ARNs; ECS lets the two of a pair take turns, and which is called the first means nothing */
    private Map<String, ResourceId> routed(Service service, AppSpecBuilder spec, Map<ResourceId, String> arns, List<String> unsaid) {
        var groups = new LinkedHashMap<String, ResourceId>();
        service.loadBalancers().stream().findFirst().ifPresent(
                balancer -> new RunningRoute(clients.elb(), environment).to(balancer).ifPresentOrElse(found -> {
                    AppSpec app = spec.route(Optional.of(found.route())).build();
                    var pair = Optional.ofNullable(balancer.advancedConfiguration());
                    TargetGroups.id(app, environment).ifPresent(blue -> {
                        groups.put(balancer.targetGroupArn(), blue);
                        pair.map(AdvancedConfiguration::alternateTargetGroupArn)
                                .ifPresent(arn -> groups.put(arn, TargetGroups.green(blue)));
                    });
                    ListenerRules.id(app).ifPresent(id -> arns.put(id, found.ruleArn()));
                    var test = pair.map(AdvancedConfiguration::testListenerRule);
                    test.ifPresent(rule -> unsaid.add("the rule for test traffic " + rule));
                    found.more().stream().filter(rule -> !test.equals(Optional.of(rule)))
                            .forEach(rule -> unsaid.add("the further rule " + rule));
                }, () -> unsaid.add(
                        "the target group " + balancer.targetGroupArn() + ", which no rule of the environment's listeners leads to")));
        return groups;
    }

    private void named(Service service, AppSpecBuilder spec, Map<ResourceId, String> arns, List<String> unsaid) {
        service.serviceRegistries().stream().findFirst().map(one -> one.registryArn()).ifPresent(arn -> {
            var name = clients.discovery().getService(request -> request.id(arn.substring(arn.lastIndexOf('/') + 1))).service();
            boolean ours = environment.discovery().filter(namespace -> namespace.namespaceId().equals(name.namespaceId())
                    || name.dnsConfig() != null && namespace.namespaceId().equals(name.dnsConfig().namespaceId())).isPresent();
            if (!ours) {
                unsaid.add("the name " + name.name() + " in a namespace that is not the environment's");
                return;
            }
            DiscoveryNames.id(spec.discovery(Optional.of(new AppSpec.Discovery(name.name()))).build(), environment)
                    .ifPresent(id -> arns.put(id, arn));
        });
    }
}
