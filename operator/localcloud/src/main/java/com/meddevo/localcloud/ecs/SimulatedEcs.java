package com.meddevo.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.state.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedEcs implements EcsClient {

    private final EcsTags tags;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Tasks tasks;
    private final Deployments deployments;
    private final Services services;
    private final DeploymentHistory history;

    /**
     * Nothing in it yet.
     *
     * @param site       where it stands
     * @param neighbours what it works with
     */
    public SimulatedEcs(Site site, Neighbours neighbours) {
        this.tags = new EcsTags(site);
        this.clusters = new Clusters(site, tags);
        this.definitions = new TaskDefinitions(site, tags);
        var launches = new Launches(definitions, neighbours);
        this.tasks = new Tasks(site, neighbours, launches);
        this.deployments = new Deployments(site, definitions, launches, neighbours.weights(), neighbours.cloudWatch().alarms());
        this.services = new Services(site, tags, definitions, new ServiceChecks(neighbours), deployments);
        this.history = new DeploymentHistory(services, deployments);
        new ServiceFigures(neighbours.runtime(), neighbours.cloudWatch()).of(services);
        services.scheduler(new ServiceScheduler(site, tasks, deployments, neighbours, changed -> {
            services.publish(changed);
            definitions.sweep(services::uses);
        }));
        new DeploymentAlarmWatch(deployments, services).on(neighbours.cloudWatch().alarms());
    }

    /** How many tasks services are to have, for whoever scales them. */
    public ServiceCounts counts() {
        return new ServiceCounts(services);
    }

    /** Sets up a cluster, or returns the one of that name. */
    public Cluster cluster(String name) {
        return clusters.create(name, List.of());
    }

    /** The ids of the security groups that tasks have on their network interfaces, which outlive the tasks by some seconds. */
    public Set<String> securityGroups() {
        return services.securityGroups();
    }

    /** Writes down everything but the tasks, which are started anew. */
    public ObjectNode save() {
        return new EcsMemory(clusters, definitions, services, deployments).save();
    }

    /** Takes in what was written down; after the other services, since tasks are started at once. */
    public void restore(JsonNode saved) {
        new EcsMemory(clusters, definitions, services, deployments).restore(saved);
    }

    @Override
    public CreateClusterResponse createCluster(CreateClusterRequest request) {
        return CreateClusterResponse.builder().cluster(counted(clusters.create(request.clusterName(), request.tags()))).build();
    }

    @Override
    public UpdateClusterSettingsResponse updateClusterSettings(UpdateClusterSettingsRequest request) {
        return UpdateClusterSettingsResponse.builder().cluster(counted(clusters.change(request.cluster(), request.settings()))).build();
    }

    @Override
    public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        var asked = request.clusters().isEmpty() ? List.of("default") : request.clusters();
        EcsPages.limit("clusters", asked.size(), EcsPages.LARGEST_PAGE);
        var found = asked.stream().flatMap(name -> clusters.read(name).stream()).map(this::counted)
                .map(cluster -> request.include().contains(ClusterField.TAGS)
                        ? cluster.toBuilder().tags(tags.read(cluster.clusterArn())).build()
                        : cluster)
                .toList();
        return DescribeClustersResponse.builder().clusters(found)
                .failures(asked.stream().filter(name -> clusters.read(name).isEmpty()).map(clusters::missing).toList()).build();
    }

    @Override
    public ListClustersResponse listClusters(ListClustersRequest request) {
        var page = EcsPages.page(clusters.clusters.readAll().stream().map(Cluster::clusterArn).toList(), request.nextToken(),
                request.maxResults(),
                EcsPages.LARGEST_PAGE);
        return ListClustersResponse.builder().clusterArns(page.items()).nextToken(page.next()).build();
    }

    @Override
    public RegisterTaskDefinitionResponse registerTaskDefinition(RegisterTaskDefinitionRequest request) {
        var definition = definitions.register(request);
        return RegisterTaskDefinitionResponse.builder().taskDefinition(definition).tags(request.hasTags() ? request.tags() : null).build();
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        var definition = definitions.describe(request.taskDefinition());
        var shown = request.include().contains(TaskDefinitionField.TAGS) ? tags.read(definition.taskDefinitionArn()) : null;
        return DescribeTaskDefinitionResponse.builder().taskDefinition(definition).tags(shown).build();
    }

    @Override
    public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
        var page = EcsPages.page(definitions.list(request.familyPrefix(), request.status(), request.sort()), request.nextToken(),
                request.maxResults(), EcsPages.LARGEST_PAGE);
        return ListTaskDefinitionsResponse.builder().taskDefinitionArns(page.items()).nextToken(page.next()).build();
    }

    @Override
    public ListTaskDefinitionFamiliesResponse listTaskDefinitionFamilies(ListTaskDefinitionFamiliesRequest request) {
        var page = EcsPages.page(definitions.families(request.familyPrefix(), request.status()), request.nextToken(), request.maxResults(),
                EcsPages.LARGEST_PAGE);
        return ListTaskDefinitionFamiliesResponse.builder().families(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DeregisterTaskDefinitionResponse deregisterTaskDefinition(DeregisterTaskDefinitionRequest request) {
        return DeregisterTaskDefinitionResponse.builder().taskDefinition(definitions.deregister(request.taskDefinition())).build();
    }

    @Override
    public DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
        var deleted = definitions.delete(request.taskDefinitions());
        definitions.sweep(services::uses);
        return DeleteTaskDefinitionsResponse.builder().taskDefinitions(deleted.deleted()).failures(deleted.failures()).build();
    }

    @Override
    public CreateServiceResponse createService(CreateServiceRequest request) {
        var service = services.create(clusters.require(request.cluster()), request);
        return CreateServiceResponse.builder().service(service.toBuilder().tags(request.hasTags() ? request.tags() : null).build()).build();
    }

    @Override
    public UpdateServiceResponse updateService(UpdateServiceRequest request) {
        return UpdateServiceResponse.builder().service(services.update(clusters.require(request.cluster()), request)).build();
    }

    @Override
    public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
        return DeleteServiceResponse.builder().service(services.delete(clusters.require(request.cluster()), request)).build();
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        var cluster = clusters.require(request.cluster());
        if (request.services().isEmpty()) {
            throw EcsErrors.invalid("Services cannot be empty.");
        }
        EcsPages.limit("services", request.services().size(), EcsPages.SERVICES_PER_CALL);
        var found = new ArrayList<Service>();
        var failures = new ArrayList<Failure>();
        for (var name : request.services()) {
            services.read(cluster, name).ifPresentOrElse(
                    service -> found.add(request.include().contains(ServiceField.TAGS)
                            ? service.toBuilder().tags(tags.read(service.serviceArn())).build()
                            : service),
                    () -> failures.add(Failure.builder().arn(services.arn(cluster, name.substring(name.lastIndexOf('/') + 1)))
                            .reason("MISSING").build()));
        }
        return DescribeServicesResponse.builder().services(found).failures(failures).build();
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
        var page = EcsPages.page(services.list(clusters.require(request.cluster()), request), request.nextToken(), request.maxResults(),
                EcsPages.SERVICES_PAGE);
        return ListServicesResponse.builder().serviceArns(page.items()).nextToken(page.next()).build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        var cluster = clusters.require(request.cluster());
        if (request.serviceName() != null && services.find(cluster, request.serviceName()).isEmpty()) {
            throw EcsErrors.serviceNotFound();
        }
        var stopped = request.desiredStatus() == DesiredStatus.STOPPED;
        var arns = tasks.all().values().stream().filter(task -> task.service().clusterName().equals(cluster) && task.isWanted() != stopped)
                .filter(task -> request.serviceName() == null || task.service().arn().equals(services.arn(cluster,
                        request.serviceName().substring(request.serviceName().lastIndexOf('/') + 1))))
                .filter(task -> request.family() == null
                        || task.deployment().revision().taskDefinition().matches(".*/" + request.family() + ":\\d+"))
                .filter(task -> request.startedBy() == null || task.deployment().id().equals(request.startedBy())).map(TaskRecord::arn)
                .toList();
        var page = EcsPages.page(arns, request.nextToken(), request.maxResults(), EcsPages.LARGEST_PAGE);
        return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        clusters.require(request.cluster());
        if (request.tasks().isEmpty()) {
            throw EcsErrors.invalid("Tasks cannot be empty.");
        }
        EcsPages.limit("tasks", request.tasks().size(), EcsPages.TASKS_PER_CALL);
        var found = request.tasks().stream().flatMap(name -> task(name).stream())
                .map(task -> request.include().contains(TaskField.TAGS) ? shown(task).toBuilder().tags(tagsOf(task)).build() : shown(task))
                .toList();
        var failures = request.tasks().stream().filter(name -> task(name).isEmpty())
                .map(name -> Failure.builder().arn(name).reason("MISSING").build()).toList();
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        clusters.require(request.cluster());
        var task = task(request.task()).orElseThrow(() -> EcsErrors.invalid("The referenced task was not found."));
        tasks.stop(task, TaskStopCode.USER_INITIATED, request.reason() == null ? "Task stopped by user" : request.reason());
        services.look(task.service());
        return StopTaskResponse.builder().task(shown(task)).build();
    }

    @Override
    public ListServiceDeploymentsResponse listServiceDeployments(ListServiceDeploymentsRequest request) {
        return history.list(services.require(clusters.require(request.cluster()), request.service()), request);
    }

    @Override
    public DescribeServiceDeploymentsResponse describeServiceDeployments(DescribeServiceDeploymentsRequest request) {
        return history.describe(request);
    }

    @Override
    public StopServiceDeploymentResponse stopServiceDeployment(StopServiceDeploymentRequest request) { return history.stop(request); }

    @Override
    public DescribeServiceRevisionsResponse describeServiceRevisions(DescribeServiceRevisionsRequest request) {
        return history.revisions(request);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        EcsTags.requireLongArn(request.resourceArn(), this::exists);
        tags.add(request.resourceArn(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        EcsTags.requireLongArn(request.resourceArn(), this::exists);
        tags.remove(request.resourceArn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        EcsTags.requireLongArn(request.resourceArn(), this::exists);
        return ListTagsForResourceResponse.builder().tags(tags.read(request.resourceArn())).build();
    }

    private boolean exists(String arn) {
        return clusters.clusters.all().stream().anyMatch(cluster -> cluster.clusterArn().equals(arn)) || definitions.get(arn).isPresent()
                || services.records().stream().anyMatch(record -> record.arn().equals(arn) && !record.is(ServiceRecord.INACTIVE))
                || task(arn).isPresent();
    }

    private Cluster counted(Cluster cluster) { return ServiceView.counted(cluster, services.records()); }

    private Optional<TaskRecord> task(String idOrArn) {
        return Optional.ofNullable(idOrArn).map(name -> tasks.all().get(name.substring(name.lastIndexOf('/') + 1)));
    }

    /** Tasks have the tags of their service, if the service hands them on. */
    private List<Tag> tagsOf(TaskRecord task) {
        return task.service().declared().propagateTags() == PropagateTags.SERVICE ? tags.read(task.service().arn()) : List.of();
    }

    private Task shown(TaskRecord task) {
        return ServiceView.task(task,
                definitions.get(task.deployment().revision().taskDefinition()).orElseGet(() -> TaskDefinition.builder().build()));
    }

    @Override
    public String serviceName() { return AwsService.ECS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
