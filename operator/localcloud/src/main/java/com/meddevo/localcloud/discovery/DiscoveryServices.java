package com.meddevo.localcloud.discovery;

import com.meddevo.localcloud.state.Site;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.servicediscovery.model.CreateServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DnsConfig;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.ListServicesRequest;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.OperationType;
import software.amazon.awssdk.services.servicediscovery.model.RoutingPolicy;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.ServiceSummary;
import software.amazon.awssdk.services.servicediscovery.model.ServiceType;
import software.amazon.awssdk.services.servicediscovery.model.UpdateServiceRequest;

/** The services of namespaces. */
final class DiscoveryServices {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

    private final Site site;
    private final Instances state;
    private final Operations operations;
    private final DiscoveryTags tags;

    DiscoveryServices(Site site, Instances state, Operations operations, DiscoveryTags tags) {
        this.site = site;
        this.state = state;
        this.operations = operations;
        this.tags = tags;
    }

    Service create(CreateServiceRequest request) {
        if (request.name() == null || !LABEL.matcher(request.name()).matches()) {
            throw DiscoveryErrors.invalidInput("Service name '%s' must be a DNS label of at most 63 characters".formatted(request.name()));
        }
        var namespaceId = request.namespaceId() != null || request.dnsConfig() == null
                ? request.namespaceId()
                : request.dnsConfig().namespaceId();
        if (namespaceId == null) {
            throw DiscoveryErrors.invalidInput("A namespace ID is required");
        }
        state.namespaces.get(namespaceId).orElseThrow(() -> DiscoveryErrors.namespaceNotFound(namespaceId));
        var existing = state.services.all().stream()
                .filter(service -> service.namespaceId().equals(namespaceId) && service.name().equalsIgnoreCase(request.name()))
                .findFirst();
        if (existing.isPresent()) {
            if (request.creatorRequestId() != null && request.creatorRequestId().equals(existing.get().creatorRequestId())) {
                return existing.get();
            }
            throw DiscoveryErrors.serviceExists(existing.get());
        }
        var id = "srv-" + site.ids().alphanumeric(16);
        var arn = site.arn("servicediscovery", "service/" + id);
        var service = Service.builder().id(id).arn(arn).name(request.name()).namespaceId(namespaceId).description(request.description())
                .resourceOwner("SELF").createdByAccount(site.accountId()).instanceCount(0)
                .dnsConfig(shown(request.dnsConfig(), namespaceId))
                .type(request.dnsConfig() == null || "HTTP".equals(request.typeAsString()) ? ServiceType.HTTP : ServiceType.DNS_HTTP)
                .healthCheckConfig(request.healthCheckConfig())
                .healthCheckCustomConfig(request.healthCheckCustomConfig() == null
                        ? null
                        : request.healthCheckCustomConfig().toBuilder().failureThreshold(1).build())
                .createDate(site.timeline().now())
                .creatorRequestId(request.creatorRequestId() == null ? site.ids().hexadecimal(32) : request.creatorRequestId()).build();
        tags.add(arn, request.tags());
        state.services.put(id, service);
        return service;
    }

    Service get(String id) { return counted(state.services.read(resolved(id)).orElseThrow(() -> DiscoveryErrors.serviceNotFound(id))); }

    List<ServiceSummary> list(ListServicesRequest request) {
        return state.services.readAll().stream().filter(service -> request.filters().stream().allMatch(filter -> fits(filter, service)))
                .map(this::counted).map(DiscoveryServices::summary).toList();
    }

    /** Changes a service a little later; as AWS has it, DNS records that are not named are removed. */
    String update(UpdateServiceRequest request) {
        var service = require(request.id());
        var change = request.service();
        if (change == null) {
            throw DiscoveryErrors.invalidInput("What to change is required");
        }
        var records = change.dnsConfig() == null ? List.<DnsRecord>of() : change.dnsConfig().dnsRecords();
        var dns = service.dnsConfig() == null ? null : service.dnsConfig().toBuilder().dnsRecords(records).build();
        return operations.submit(OperationType.UPDATE_SERVICE, Map.of(OperationTargetType.SERVICE, service.id()),
                () -> state.services.get(service.id())
                        .ifPresent(current -> state.services.put(current.id(), current.toBuilder()
                                .description(change.description() == null ? current.description() : change.description()).dnsConfig(dns)
                                .healthCheckConfig(change.healthCheckConfig()).build())));
    }

    void delete(String id) {
        var service = require(id);
        if (state.of(service.id()).findAny().isPresent()) {
            throw DiscoveryErrors.serviceInUse();
        }
        state.services.remove(service.id());
        state.instances.remove(service.id());
        site.tags().forget(service.arn());
    }

    Service require(String id) { return state.services.get(resolved(id)).orElseThrow(() -> DiscoveryErrors.serviceNotFound(id)); }

    private static String resolved(String idOrArn) {
        if (idOrArn == null) {
            throw DiscoveryErrors.invalidInput("A service ID is required");
        }
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }

    private Service counted(Service service) { return service.toBuilder().instanceCount((int) state.seenOf(service.id()).count()).build(); }

    private static boolean fits(ServiceFilter filter, Service service) {
        if (filter.name() == ServiceFilterName.NAMESPACE_ID) {
            return filter.values().contains(service.namespaceId());
        }
        if (filter.name() == ServiceFilterName.RESOURCE_OWNER) {
            return filter.values().contains("SELF");
        }
        throw DiscoveryErrors.invalidInput("Filter %s is not supported".formatted(filter.nameAsString()));
    }

    private static DnsConfig shown(DnsConfig given, String namespaceId) {
        return given == null
                ? null
                : given.toBuilder().namespaceId(namespaceId)
                        .routingPolicy(given.routingPolicy() == null ? RoutingPolicy.MULTIVALUE : given.routingPolicy()).build();
    }

    private static ServiceSummary summary(Service service) {
        return ServiceSummary.builder().id(service.id()).arn(service.arn()).resourceOwner(service.resourceOwner()).name(service.name())
                .type(service.type())
                .description(service.description()).instanceCount(service.instanceCount()).dnsConfig(service.dnsConfig())
                .healthCheckConfig(service.healthCheckConfig()).healthCheckCustomConfig(service.healthCheckCustomConfig())
                .createDate(service.createDate())
                .createdByAccount(service.createdByAccount()).build();
    }
}
