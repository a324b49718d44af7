package com.meddevo.aws.discovery;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.tags.TagIndex;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.HealthCheckCustomConfig;
import software.amazon.awssdk.services.servicediscovery.model.Operation;
import software.amazon.awssdk.services.servicediscovery.model.OperationStatus;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.ServiceDiscoveryException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.ServiceSummary;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/** Cloud Map services in AWS. */
public final class DiscoveryDriver implements ResourceDriver<DiscoveryName> {
    private static final int PAGE = 100;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ServiceDiscoveryClient discovery;
    private final Environment environment;
    private final TagIndex tags;
    private final Clock clock;
    /** Operations that were started and whose end nobody has seen, by what they change. */
    private final Map<ResourceId, Started> started = new ConcurrentHashMap<>();

    private record Started(String operation, DiscoveryName desired) {
    }

    public DiscoveryDriver(ServiceDiscoveryClient discovery, Environment environment, TagIndex tags, Clock clock) {
        this.discovery = discovery;
        this.environment = environment;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public Class<DiscoveryName> type() { return DiscoveryName.class; }

    @Override
    public Set<String> actions() {
        return Set.of("servicediscovery:ListServices", "servicediscovery:GetService", "servicediscovery:ListTagsForResource",
                "servicediscovery:CreateService",
                "servicediscovery:UpdateService", "servicediscovery:GetOperation", "servicediscovery:DeleteService",
                "servicediscovery:TagResource");
    }

    @Override
    public Observation observe(Scope scope) {
        var startedAt = clock.instant();
        var reading = new Reading(DiscoveryNames.KIND, scope.app(), Reading.WHOLE, startedAt);
        if (environment.discovery().isEmpty()) return new Observation(List.of(reading), List.of(), Map.of(), Facts.NONE);
        var services = known(scope).orElseGet(() -> services(environment.discovery().get().namespaceId()));
        var states = new ArrayList<ResourceState>();
        var arns = new HashMap<ResourceId, String>();
        tags.owners(services.keySet()).forEach((arn, id) -> {
            if (!id.kind().equals(DiscoveryNames.KIND) || !scope.includes(id.app())) return;
            var state = state(id, services.get(arn));
            started.computeIfPresent(id, (same, operation) -> operation.desired().equals(state) ? null : operation);
            states.add(state);
            arns.put(id, arn);
        });
        return new Observation(List.of(reading), states, arns, Facts.ofForeign(tags.foreign(inOurPlaces(services, scope), scope)));
    }

    private Map<String, ResourceId> inOurPlaces(Map<String, ServiceSummary> services, Scope scope) {
        var names = new HashMap<String, ResourceId>();
        scope.fleet().wanted().stream().filter(app -> scope.includes(app.name()))
                .forEach(app -> DiscoveryNames.id(app, environment).ifPresent(id -> names.putIfAbsent(id.name(), id)));
        var inPlace = new HashMap<String, ResourceId>();
        services.forEach((arn, service) -> Optional.ofNullable(names.get(service.name())).ifPresent(id -> inPlace.put(arn, id)));
        return inPlace;
    }

    /** One app's, if what it asks for is known already: a call or two instead of a page for every hundred services of the namespace. */
    private Optional<Map<String, ServiceSummary>> known(Scope scope) {
        if (scope.app().isEmpty()) return Optional.empty();
        var known = tags.arns(DiscoveryNames.KIND, scope.app().get());
        var asked = scope.fleet().wanted().stream().filter(app -> scope.includes(app.name()))
                .flatMap(app -> DiscoveryNames.id(app, environment).stream()).toList();
        if (known.isEmpty() || !known.keySet().containsAll(asked)) return Optional.empty();
        return Optional.of(known.values().stream().flatMap(arn -> service(arn).stream())
                .collect(Collectors.toMap(ServiceSummary::arn, service -> service)));
    }

    /** Empty for one that the tags remember and that is gone. */
    private Optional<ServiceSummary> service(String arn) {
        try {
            var service = discovery.getService(request -> request.id(serviceId(arn))).service();
            return Optional.of(ServiceSummary.builder().arn(service.arn()).id(service.id()).name(service.name())
                    .dnsConfig(service.dnsConfig()).healthCheckCustomConfig(service.healthCheckCustomConfig()).build());
        } catch (ServiceDiscoveryException e) {
            if (!AwsErrors.notFound(e)) throw e;
            return Optional.empty();
        }
    }

    private Map<String, ServiceSummary> services(String namespaceId) {
        var inNamespace = ServiceFilter.builder().name(ServiceFilterName.NAMESPACE_ID).condition(FilterCondition.EQ).values(namespaceId)
                .build();
        return discovery.listServicesPaginator(request -> request.maxResults(PAGE).filters(inNamespace)).stream()
                .flatMap(page -> page.services().stream()).collect(Collectors.toMap(ServiceSummary::arn, service -> service));
    }

    private DiscoveryName state(ResourceId id, ServiceSummary service) {
        var records = service.dnsConfig() == null ? List.<DnsRecord>of() : service.dnsConfig().dnsRecords();
        String types = records.stream().map(DnsRecord::typeAsString).sorted().collect(Collectors.joining(","));
        String policy = service.dnsConfig() == null ? "" : service.dnsConfig().routingPolicyAsString();
        int ttl = records.isEmpty() ? 0 : Math.toIntExact(records.getFirst().ttl());
        return new DiscoveryName(id, ttl, new DiscoveryName.Fixed(environment.discovery().orElseThrow().namespaceId(), types,
                policy == null ? "MULTIVALUE" : policy, service.healthCheckCustomConfig() != null));
    }

    @Override
    public Outcome apply(Change<DiscoveryName> change, Arns arns) {
        return switch (change) {
            case Change.Create<DiscoveryName> create -> create(create.desired(), arns);
            case Change.Update<DiscoveryName> update -> update(update.desired(), serviceId(arns.of(update.id())));
            case Change.Delete<DiscoveryName> delete -> delete(delete.id(), arns);
            case Change.Blocked<DiscoveryName> blocked -> throw new IllegalArgumentException("blocked: " + blocked);
        };
    }

    private Outcome create(DiscoveryName desired, Arns arns) {
        String namespaceId = desired.fixed().namespaceId();
        String arn;
        try {
            arn = discovery.createService(request -> request.name(desired.id().name()).namespaceId(namespaceId)
                    .creatorRequestId(tags.ownership().token(desired.id(), desired))
                    .dnsConfig(dns -> dns.routingPolicy(desired.fixed().routingPolicy()).dnsRecords(record(desired)))
                    .healthCheckCustomConfig(HealthCheckCustomConfig.builder().build()).tags(own(desired.id()))).service().arn();
        } catch (ServiceDiscoveryException e) {
            if (!AwsErrors.alreadyExists(e)) throw e;
            var there = services(namespaceId).values().stream().filter(service -> service.name().equals(desired.id().name())).findFirst();
            if (there.isEmpty()) return new Outcome.Waiting(desired.id() + " to become visible", SOON);
            arn = there.get().arn();
            if (!tags.confirm(arn, desired.id()))
                return tags.ownership().notOurs(desired.id(), "Cloud Map service " + desired.id().name() + " in namespace " + namespaceId);
        }
        tags.learn(arn, desired.id());
        arns.learn(desired.id(), arn);
        return new Outcome.Done();
    }

    private Outcome update(DiscoveryName desired, String serviceId) {
        var going = started.get(desired.id());
        if (going == null || !going.desired().equals(desired)) {
            String operation = discovery.updateService(request -> request.id(serviceId)
                    .service(service -> service.dnsConfig(dns -> dns.dnsRecords(record(desired))))).operationId();
            started.put(desired.id(), new Started(operation, desired));
            return new Outcome.Waiting(desired.id() + ": Cloud Map changes it (operation " + operation + ")", SOON);
        }
        Operation operation = discovery.getOperation(request -> request.operationId(going.operation())).operation();
        if (operation.status() == OperationStatus.SUBMITTED || operation.status() == OperationStatus.PENDING)
            return new Outcome.Waiting(desired.id() + ": Cloud Map changes it (operation " + operation.id() + ")", SOON);
        started.remove(desired.id());
        return operation.status() == OperationStatus.SUCCESS
                ? new Outcome.Done()
                : new Outcome.Failed(operation.errorCode(), desired.id() + ": " + operation.errorMessage(), true);
    }

    private Outcome delete(ResourceId id, Arns arns) {
        String arn = arns.of(id);
        try {
            if (!tags.confirm(arn, id)) return tags.ownership().notOurs(id, "Cloud Map service " + arn);
            discovery.deleteService(request -> request.id(serviceId(arn)));
        } catch (ServiceDiscoveryException e) {
            if (AwsErrors.inUse(e)) return new Outcome.Waiting("the instances of " + id + " to be deregistered by ECS", SOON);
            if (!AwsErrors.notFound(e)) throw e;
        }
        tags.forget(arn);
        arns.forget(id);
        return new Outcome.Done();
    }

    private static DnsRecord record(DiscoveryName desired) {
        return DnsRecord.builder().type(RecordType.fromValue(desired.fixed().recordType())).ttl((long) desired.ttlSeconds()).build();
    }

    private List<Tag> own(ResourceId id) {
        return tags.ownership().tags(id).entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Cloud Map's calls want the id, the last part of the ARN. */
    private static String serviceId(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
