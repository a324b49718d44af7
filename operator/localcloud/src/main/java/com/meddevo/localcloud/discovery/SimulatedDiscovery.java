package com.meddevo.localcloud.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.model.JsonMemory;
import com.meddevo.localcloud.state.Page;
import com.meddevo.localcloud.state.Site;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.*;

/** The simulated service: each operation in terms of its parts. Called inside the account's lock. */
public final class SimulatedDiscovery implements ServiceDiscoveryClient {

    private static final int LARGEST_PAGE = 100;

    private final Site site;
    private final Instances state;
    private final Operations operations;
    private final DiscoveryServices services;
    private final DiscoveryTags tags;

    /** Nothing in it yet. */
    public SimulatedDiscovery(Site site) {
        this.site = site;
        this.state = new Instances(site);
        this.operations = new Operations(site);
        this.tags = new DiscoveryTags(site, state);
        this.services = new DiscoveryServices(site, state, operations, tags);
    }

    /** The registered instances and the names that follow from them. */
    public Instances instances() { return state; }

    /** Sets up a private DNS namespace, or returns the one of that name. */
    public Namespace namespace(String name) {
        return state.namespaces.all().stream().filter(namespace -> namespace.name().equals(name)).findFirst().orElseGet(() -> {
            var id = "ns-" + site.ids().alphanumeric(16);
            var namespace = Namespace.builder().id(id).arn(site.arn("servicediscovery", "namespace/" + id)).name(name)
                    .type(NamespaceType.DNS_PRIVATE)
                    .resourceOwner("SELF").createDate(site.timeline().now()).creatorRequestId(site.ids().hexadecimal(32))
                    .properties(NamespaceProperties.builder()
                            .dnsProperties(DnsProperties.builder()
                                    .hostedZoneId("Z" + site.ids().hexadecimal(20).toUpperCase(Locale.ROOT))
                                    .soa(soa -> soa.ttl(15L)).build())
                            .httpProperties(http -> http.httpName(name)).build())
                    .build();
            state.namespaces.put(id, namespace);
            return namespace;
        });
    }

    /** Writes down everything but the instances, which are registered anew. */
    public ObjectNode save() {
        var saved = JsonMemory.object();
        saved.set("namespaces", JsonMemory.list(state.namespaces.all()));
        saved.set("services", JsonMemory.list(state.services.all()));
        return saved;
    }

    /** Takes in what was written down. */
    public void restore(JsonNode saved) {
        JsonMemory.each(saved.path("namespaces"), Namespace::builder, Namespace.class)
                .forEach(namespace -> state.namespaces.put(namespace.id(), namespace));
        JsonMemory.each(saved.path("services"), Service::builder, Service.class)
                .forEach(service -> state.services.put(service.id(), service));
    }

    @Override
    public ListNamespacesResponse listNamespaces(ListNamespacesRequest request) {
        var all = state.namespaces.readAll().stream()
                .filter(namespace -> request.filters().stream().allMatch(filter -> fits(filter, namespace)))
                .map(this::counted)
                .map(namespace -> NamespaceSummary.builder().id(namespace.id()).arn(namespace.arn()).name(namespace.name())
                        .type(namespace.type())
                        .resourceOwner(namespace.resourceOwner()).serviceCount(namespace.serviceCount()).properties(namespace.properties())
                        .createDate(namespace.createDate()).build())
                .toList();
        var page = page(all, request.nextToken(), request.maxResults());
        return ListNamespacesResponse.builder().namespaces(page.items()).nextToken(page.next()).build();
    }

    @Override
    public GetNamespaceResponse getNamespace(GetNamespaceRequest request) {
        var namespace = state.namespaces.read(request.id()).orElseThrow(() -> DiscoveryErrors.namespaceNotFound(request.id()));
        return GetNamespaceResponse.builder().namespace(counted(namespace)).build();
    }

    @Override
    public CreateServiceResponse createService(CreateServiceRequest request) {
        return CreateServiceResponse.builder().service(services.create(request)).build();
    }

    @Override
    public GetServiceResponse getService(GetServiceRequest request) {
        return GetServiceResponse.builder().service(services.get(request.id())).build();
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
        var page = page(services.list(request), request.nextToken(), request.maxResults());
        return ListServicesResponse.builder().services(page.items()).nextToken(page.next()).build();
    }

    @Override
    public UpdateServiceResponse updateService(UpdateServiceRequest request) {
        return UpdateServiceResponse.builder().operationId(services.update(request)).build();
    }

    @Override
    public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
        services.delete(request.id());
        return DeleteServiceResponse.builder().build();
    }

    @Override
    public RegisterInstanceResponse registerInstance(RegisterInstanceRequest request) {
        var service = services.require(request.serviceId());
        if (request.instanceId() == null || request.attributes().isEmpty()) {
            throw DiscoveryErrors.invalidInput("An instance ID and at least one attribute are required");
        }
        var needsAddress = service.dnsConfig() != null
                && service.dnsConfig().dnsRecords().stream().anyMatch(record -> record.type() == RecordType.A);
        if (needsAddress && !request.attributes().containsKey(Instances.ADDRESS)) {
            throw DiscoveryErrors.invalidInput("Attribute %s is required for a service with A records".formatted(Instances.ADDRESS));
        }
        var id = operations.submit(OperationType.REGISTER_INSTANCE, targets(service.id(), request.instanceId()),
                () -> state.register(service.id(), request.instanceId(), request.attributes()));
        return RegisterInstanceResponse.builder().operationId(id).build();
    }

    @Override
    public DeregisterInstanceResponse deregisterInstance(DeregisterInstanceRequest request) {
        var service = services.require(request.serviceId());
        state.find(service.id(), request.instanceId()).orElseThrow(() -> DiscoveryErrors.instanceNotFound(request.instanceId()));
        var id = operations.submit(OperationType.DEREGISTER_INSTANCE, targets(service.id(), request.instanceId()),
                () -> state.deregister(service.id(), request.instanceId()));
        return DeregisterInstanceResponse.builder().operationId(id).build();
    }

    @Override
    public ListInstancesResponse listInstances(ListInstancesRequest request) {
        var service = services.require(request.serviceId());
        var all = state.seenOf(service.id())
                .map(instance -> InstanceSummary.builder().id(instance.instanceId()).attributes(instance.attributes())
                        .createdByAccount(site.accountId()).build())
                .toList();
        var page = page(all, request.nextToken(), request.maxResults());
        return ListInstancesResponse.builder().resourceOwner("SELF").instances(page.items()).nextToken(page.next()).build();
    }

    @Override
    public DiscoverInstancesResponse discoverInstances(DiscoverInstancesRequest request) {
        var namespace = state.namespaces.readAll().stream().filter(one -> one.name().equals(request.namespaceName())).findFirst()
                .orElseThrow(() -> DiscoveryErrors.namespaceNotFound(request.namespaceName()));
        var service = state.services.readAll().stream()
                .filter(one -> one.namespaceId().equals(namespace.id()) && one.name().equals(request.serviceName())).findFirst()
                .orElseThrow(() -> DiscoveryErrors.serviceNotFound(request.serviceName()));
        var found = state.seenOf(service.id()).filter(instance -> switch (request.healthStatus()) {
            case UNHEALTHY -> !instance.healthy();
            case ALL -> true;
            case null, default -> instance.healthy();
        }).map(instance -> HttpInstanceSummary.builder().instanceId(instance.instanceId()).namespaceName(namespace.name())
                .serviceName(service.name())
                .healthStatus(instance.healthy() ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY).attributes(instance.attributes()).build())
                .toList();
        return DiscoverInstancesResponse.builder().instances(found).instancesRevision((long) found.hashCode() & Integer.MAX_VALUE).build();
    }

    @Override
    public GetOperationResponse getOperation(GetOperationRequest request) {
        return GetOperationResponse.builder().operation(operations.get(request.operationId())).build();
    }

    @Override
    public ListOperationsResponse listOperations(ListOperationsRequest request) {
        var all = operations.list(request).stream()
                .map(operation -> OperationSummary.builder().id(operation.id()).status(operation.status()).build()).toList();
        var page = page(all, request.nextToken(), request.maxResults());
        return ListOperationsResponse.builder().operations(page.items()).nextToken(page.next()).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        tags.addTo(request.resourceARN(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        tags.remove(request.resourceARN(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(tags.list(request.resourceARN())).build();
    }

    private Namespace counted(Namespace namespace) {
        var services = state.services.readAll().stream().filter(service -> service.namespaceId().equals(namespace.id())).count();
        return namespace.toBuilder().serviceCount((int) services).build();
    }

    private static boolean fits(NamespaceFilter filter, Namespace namespace) {
        return switch (filter.name()) {
            case TYPE -> filter.values().contains(namespace.typeAsString());
            case NAME, HTTP_NAME -> filter.condition() == FilterCondition.BEGINS_WITH
                    ? filter.values().stream().anyMatch(namespace.name()::startsWith)
                    : filter.values().contains(namespace.name());
            case RESOURCE_OWNER -> filter.values().contains(namespace.resourceOwner());
            case UNKNOWN_TO_SDK_VERSION ->
                throw DiscoveryErrors.invalidInput("Filter %s is not supported".formatted(filter.nameAsString()));
        };
    }

    private static Map<OperationTargetType, String> targets(String serviceId, String instanceId) {
        return Map.of(OperationTargetType.SERVICE, serviceId, OperationTargetType.INSTANCE, instanceId);
    }

    private static <T> Page<T> page(List<T> all, String token, Integer size) {
        if (size != null && (size < 1 || size > LARGEST_PAGE)) {
            throw DiscoveryErrors.invalidInput("MaxResults must be between 1 and %d, not %d".formatted(LARGEST_PAGE, size));
        }
        return Page.of(all, token, size == null ? LARGEST_PAGE : size).orElseThrow(() -> DiscoveryErrors.invalidInput("Invalid token"));
    }

    @Override
    public String serviceName() { return AwsService.DISCOVERY.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of: the account keeps the state.
    }
}
