package com.meddevo.localcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.balancer.HealthProbe;
import com.meddevo.localcloud.balancer.RoutingTable;
import com.meddevo.localcloud.balancer.Target;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.CallLog;
import com.meddevo.localcloud.call.Faults;
import com.meddevo.localcloud.call.Gateway;
import com.meddevo.localcloud.call.RateLimits;
import com.meddevo.localcloud.cloudwatch.SimulatedCloudWatch;
import com.meddevo.localcloud.discovery.SimulatedDiscovery;
import com.meddevo.localcloud.ec2.SimulatedEc2;
import com.meddevo.localcloud.ecr.SimulatedEcr;
import com.meddevo.localcloud.ecs.LifecycleHooks;
import com.meddevo.localcloud.ecs.Neighbours;
import com.meddevo.localcloud.ecs.SimulatedEcs;
import com.meddevo.localcloud.ecs.TaskFiles;
import com.meddevo.localcloud.ecs.TaskSecrets;
import com.meddevo.localcloud.efs.SimulatedEfs;
import com.meddevo.localcloud.elb.SimulatedElb;
import com.meddevo.localcloud.logs.SimulatedLogs;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.names.JoinedNames;
import com.meddevo.localcloud.names.NameTable;
import com.meddevo.localcloud.parameters.SimulatedParameters;
import com.meddevo.localcloud.registry.ImageCatalog;
import com.meddevo.localcloud.route53.SimulatedRoute53;
import com.meddevo.localcloud.scaling.ScalingNeighbours;
import com.meddevo.localcloud.scaling.SimulatedScaling;
import com.meddevo.localcloud.secrets.SimulatedSecrets;
import com.meddevo.localcloud.state.Consistency;
import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.sts.SimulatedSts;
import com.meddevo.localcloud.tagging.SimulatedTagging;
import com.meddevo.localcloud.task.TaskRuntime;
import com.meddevo.localcloud.time.Timeline;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One AWS account in one region, in memory. Its clients are the SDK's own interfaces; everything they are asked goes through the same door
 * whether it comes from this process or over the wire. Thread-safe.
 */
public final class Account {

    /** The account's number. */
    public static final String ID = "000000000000";
    /** The account's region. */
    public static final String REGION = "eu-central-1";

    /**
     * What an account is made of that it does not bring itself.
     *
     * @param timeline its time
     * @param runtime  what runs its tasks
     * @param probe    what asks their health
     * @param probes   where that happens: a thread for each question if asking takes time
     * @param images   the images they run
     * @param seed     equal seeds make equal identifiers
     */
    public record Parts(Timeline timeline, TaskRuntime runtime, HealthProbe probe, Executor probes, ImageCatalog images, long seed) {
    }

    private final Site site;
    private final CallLog calls = new CallLog();
    private final RateLimits limits = new RateLimits();
    private final Faults faults = new Faults();
    private final LifecycleHooks hooks = new LifecycleHooks();
    private final SimulatedCloudWatch simulatedCloudWatch;
    private final SimulatedElb simulatedElb;
    private final SimulatedDiscovery simulatedDiscovery;
    private final SimulatedLogs simulatedLogs;
    private final SimulatedEc2 simulatedEc2;
    private final SimulatedRoute53 simulatedRoute53;
    private final SimulatedEfs simulatedEfs;
    private final SimulatedSecrets simulatedSecrets;
    private final SimulatedParameters simulatedParameters;
    private final SimulatedEcs simulatedEcs;
    private final SimulatedScaling simulatedScaling;
    private final SimulatedEcr simulatedEcr;
    private final Map<AwsService, SdkClient> clients;

    /** An account with nothing in it. */
    public Account(Parts parts) {
        this.site = Site.of(ID, REGION, parts.timeline(), parts.seed());
        this.simulatedCloudWatch = new SimulatedCloudWatch(site);
        this.simulatedElb = new SimulatedElb(site, parts.probe(), parts.probes(), simulatedCloudWatch);
        this.simulatedDiscovery = new SimulatedDiscovery(site);
        this.simulatedLogs = new SimulatedLogs(site);
        this.simulatedRoute53 = new SimulatedRoute53(site, simulatedElb::address);
        this.simulatedEc2 = new SimulatedEc2(site, this::attachedGroups);
        this.simulatedEfs = new SimulatedEfs(site);
        this.simulatedSecrets = new SimulatedSecrets(site);
        this.simulatedParameters = new SimulatedParameters(site);
        this.simulatedEcr = new SimulatedEcr(site, parts.images());
        this.simulatedEcs = new SimulatedEcs(site,
                new Neighbours(simulatedElb.targetHealth(), simulatedElb.weights(), hooks, simulatedDiscovery.instances(),
                        simulatedLogs.streams(), parts.images(), simulatedEc2.groups(),
                        new TaskSecrets(simulatedSecrets, simulatedParameters), new TaskFiles(simulatedEfs),
                        parts.runtime(), simulatedCloudWatch));
        this.simulatedScaling = new SimulatedScaling(site, new ScalingNeighbours(simulatedEcs.counts(), simulatedElb::loadBalancerOf,
                simulatedCloudWatch.metrics(), simulatedCloudWatch.alarms()));
        var gateway = new Gateway(parts.timeline(), calls, limits, faults);
        this.clients = Map.ofEntries(
                Map.entry(AwsService.ECS, gateway.open(AwsService.ECS, EcsClient.class, simulatedEcs)),
                Map.entry(AwsService.ELB, gateway.open(AwsService.ELB, ElasticLoadBalancingV2Client.class, simulatedElb)),
                Map.entry(AwsService.DISCOVERY, gateway.open(AwsService.DISCOVERY, ServiceDiscoveryClient.class, simulatedDiscovery)),
                Map.entry(AwsService.LOGS, gateway.open(AwsService.LOGS, CloudWatchLogsClient.class, simulatedLogs)),
                Map.entry(AwsService.ECR, gateway.open(AwsService.ECR, EcrClient.class, simulatedEcr)),
                Map.entry(AwsService.TAGGING,
                        gateway.open(AwsService.TAGGING, ResourceGroupsTaggingApiClient.class, new SimulatedTagging(site))),
                Map.entry(AwsService.STS, gateway.open(AwsService.STS, StsClient.class, new SimulatedSts(site))),
                Map.entry(AwsService.EC2, gateway.open(AwsService.EC2, Ec2Client.class, simulatedEc2)),
                Map.entry(AwsService.EFS, gateway.open(AwsService.EFS, EfsClient.class, simulatedEfs)),
                Map.entry(AwsService.ROUTE53, gateway.open(AwsService.ROUTE53, Route53Client.class, simulatedRoute53)),
                Map.entry(AwsService.SECRETS, gateway.open(AwsService.SECRETS, SecretsManagerClient.class, simulatedSecrets)),
                Map.entry(AwsService.PARAMETERS, gateway.open(AwsService.PARAMETERS, SsmClient.class, simulatedParameters)),
                Map.entry(AwsService.SCALING, gateway.open(AwsService.SCALING, ApplicationAutoScalingClient.class, simulatedScaling)),
                Map.entry(AwsService.CLOUDWATCH, gateway.open(AwsService.CLOUDWATCH, CloudWatchClient.class, simulatedCloudWatch)));
    }

    /**
     * An empty account whose time is the machine's.
     *
     * @param runtime what runs its tasks
     * @param probe   what asks their health; each question gets a thread of its own
     * @param images  the images they run
     */
    public static Account running(TaskRuntime runtime, HealthProbe probe, ImageCatalog images) {
        return new Account(new Parts(Timeline.realTime(), runtime, probe, Thread::startVirtualThread, images, System.nanoTime()));
    }

    /** Elastic Container Service. */
    public EcsClient ecs() { return client(EcsClient.class); }

    /** Elastic Load Balancing v2. */
    public ElasticLoadBalancingV2Client elb() { return client(ElasticLoadBalancingV2Client.class); }

    /** Cloud Map. */
    public ServiceDiscoveryClient discovery() { return client(ServiceDiscoveryClient.class); }

    /** CloudWatch Logs. */
    public CloudWatchLogsClient logs() { return client(CloudWatchLogsClient.class); }

    /** Elastic Container Registry. */
    public EcrClient ecr() { return client(EcrClient.class); }

    /** The Resource Groups Tagging API. */
    public ResourceGroupsTaggingApiClient tagging() {
        return client(ResourceGroupsTaggingApiClient.class);
    }

    /** CloudWatch: metrics and alarms. */
    public CloudWatchClient cloudWatch() { return client(CloudWatchClient.class); }

    /** Application Auto Scaling. */
    public ApplicationAutoScalingClient scaling() { return client(ApplicationAutoScalingClient.class); }

    /** Security Token Service. */
    public StsClient sts() { return client(StsClient.class); }

    /**
     * The client behind one of the SDK's interfaces.
     *
     * @throws IllegalArgumentException for a service that is not simulated
     */
    public <C extends SdkClient> C client(Class<C> api) {
        return clients.values().stream().filter(api::isInstance).map(api::cast).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(api.getSimpleName() + " is not simulated"));
    }

    /** The client of any of the services. */
    public SdkClient client(AwsService service) { return clients.get(service); }

    /** What a balancer asks. */
    public RoutingTable routing() { return simulatedElb.routing(); }

    /** How many requests the balancer said that each target has answered. */
    public Map<Target, Long> requests() {
        return simulatedElb.requests();
    }

    /** What the functions answer that deployments ask before they go on. */
    public LifecycleHooks hooks() { return hooks; }

    /** The names that resolve for tasks. */
    public NameTable names() {
        return new JoinedNames(List.of(simulatedDiscovery.instances(), simulatedRoute53.names()));
    }

    /** Every attempt that reached the account. */
    public CallLog calls() { return calls; }

    /** AWS's rates; off until they are enforced. */
    public RateLimits limits() { return limits; }

    /** What is to go wrong; nothing until it is asked for. */
    public Faults faults() { return faults; }

    /** How late readers see what was written; at once until a lag is set. */
    public Consistency consistency() { return site.consistency(); }

    /** The account's time. */
    public Timeline timeline() { return site.timeline(); }

    /** What of the account outlives the process: everything but tasks, what they registered, and what they wrote. */
    public ObjectNode save() {
        return site.timeline().locked(() -> {
            var saved = JsonMemory.object();
            saved.set("tags", JsonMemory.maps(site.tags().all()));
            saved.set("elasticloadbalancing", simulatedElb.save());
            saved.set("servicediscovery", simulatedDiscovery.save());
            saved.set("logs", simulatedLogs.save());
            saved.set("route53", simulatedRoute53.save());
            saved.set("ec2", simulatedEc2.save());
            saved.set("elasticfilesystem", simulatedEfs.save());
            saved.set("secretsmanager", simulatedSecrets.save());
            saved.set("ssm", simulatedParameters.save());
            saved.set("ecs", simulatedEcs.save());
            saved.set("application-autoscaling", simulatedScaling.save());
            saved.set("ecr", simulatedEcr.save());
            saved.set("monitoring", simulatedCloudWatch.save());
            return saved;
        });
    }

    /** Takes in what {@link #save} returned, into an account with nothing in it; services start their tasks anew. */
    public void restore(JsonNode saved) {
        site.timeline().locked(() -> {
            JsonMemory.maps(saved.path("tags")).forEach(site.tags()::add);
            simulatedElb.restore(saved.path("elasticloadbalancing"));
            simulatedDiscovery.restore(saved.path("servicediscovery"));
            simulatedLogs.restore(saved.path("logs"));
            simulatedRoute53.restore(saved.path("route53"));
            simulatedEc2.restore(saved.path("ec2"));
            simulatedEfs.restore(saved.path("elasticfilesystem"));
            simulatedSecrets.restore(saved.path("secretsmanager"));
            simulatedParameters.restore(saved.path("ssm"));
            simulatedEcr.restore(saved.path("ecr"));
            simulatedEcs.restore(saved.path("ecs"));
            simulatedCloudWatch.restore(saved.path("monitoring"));
            simulatedScaling.restore(saved.path("application-autoscaling"));
        });
    }

    /**
     * Sets up what an environment stands on, or finds it again.
     *
     * @param environment  name of the environment, which its parts are named after; at most 20 letters, digits and hyphens
     * @param listenerPort port of the load balancer's HTTP listener
     */
    public Foundations foundations(String environment, int listenerPort) {
        var ground = new GroundWork(simulatedEc2, simulatedEcs, simulatedElb, simulatedRoute53, simulatedDiscovery, simulatedEfs);
        return site.timeline().locked(() -> ground.lay(environment, listenerPort));
    }

    private Set<String> attachedGroups() {
        var attached = new HashSet<>(simulatedElb.securityGroups());
        attached.addAll(simulatedEcs.securityGroups());
        return attached;
    }
}
