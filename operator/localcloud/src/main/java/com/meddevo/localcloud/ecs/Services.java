package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Services as callers see them: created, updated, deleted, and described as of a little earlier if the account's readers are late. */
final class Services {

    /** How long a service is still described after it was deleted. */
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int PER_CLUSTER = 5_000;
    private static final Duration INTERFACE_LINGERS = Duration.ofSeconds(10);

    private final Site site;
    private final EcsTags tags;
    private final TaskDefinitions definitions;
    private final ServiceChecks checks;
    private final Deployments deployments;
    private final Map<String, ServiceRecord> records = new LinkedHashMap<>();
    private final Versioned<String, Service> published;
    private ServiceScheduler scheduler;

    Services(Site site, EcsTags tags, TaskDefinitions definitions, ServiceChecks checks, Deployments deployments) {
        this.site = site;
        this.tags = tags;
        this.definitions = definitions;
        this.checks = checks;
        this.deployments = deployments;
        this.published = site.store();
    }

    void scheduler(ServiceScheduler whoSchedules) { scheduler = whoSchedules; }

    /** All services by ARN, also deleted ones until they are forgotten. */
    Collection<ServiceRecord> records() { return records.values(); }

    /** The security groups on the network interfaces of tasks; an interface goes some seconds after its task. */
    Set<String> securityGroups() {
        var interfacesSince = site.timeline().now().minus(INTERFACE_LINGERS);
        return records.values().stream().flatMap(record -> record.tasks().stream())
                .filter(task -> !task.isStopped() || task.stoppedAt().isAfter(interfacesSince))
                .flatMap(task -> Stream.ofNullable(task.deployment().revision().networkConfiguration()))
                .flatMap(network -> network.awsvpcConfiguration().securityGroups().stream()).collect(Collectors.toSet());
    }

    Service create(String cluster, CreateServiceRequest request) {
        checks.request(request);
        var arn = arn(cluster, request.serviceName());
        var existing = Optional.ofNullable(records.get(arn)).filter(record -> !record.is(ServiceRecord.INACTIVE));
        if (existing.isPresent()) {
            return repeated(existing.get(), request);
        }
        if (records.values().stream().filter(record -> record.clusterName().equals(cluster) && !record.is(ServiceRecord.INACTIVE))
                .count() >= PER_CLUSTER) {
            throw EcsErrors.invalid("The maximum number of services per cluster, %d, has been reached.".formatted(PER_CLUSTER));
        }
        EcsTags.checked(request.tags());
        var definition = definitions.usable(request.taskDefinition());
        var linked = !request.loadBalancers().isEmpty() || !request.serviceRegistries().isEmpty();
        var declared = ServiceDefaults.fill(request).toBuilder().serviceArn(arn).clusterArn(site.arn("ecs", "cluster/" + cluster))
                .taskDefinition(definition.taskDefinitionArn()).status(ServiceRecord.ACTIVE).createdAt(site.timeline().now())
                .createdBy("arn:aws:iam::%s:root".formatted(site.accountId()))
                .roleArn(linked
                        ? "arn:aws:iam::%s:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS".formatted(site.accountId())
                        : null)
                .build();
        checks.service(declared, definition);
        tags.forget(arn);
        tags.add(arn, request.tags());
        var record = new ServiceRecord(request, declared);
        records.remove(arn);
        records.put(arn, record);
        deployments.begin(record);
        scheduler.changed(record);
        return shown(record);
    }

    private Service repeated(ServiceRecord existing, CreateServiceRequest request) {
        if (existing.is(ServiceRecord.DRAINING)) {
            throw EcsErrors.invalid("Unable to Start a service that is still Draining.");
        }
        if (request.clientToken() != null && request.equals(existing.createdFrom())) {
            return shown(existing);
        }
        throw EcsErrors.invalid("Creation of service was not idempotent.");
    }

    Service update(String cluster, UpdateServiceRequest request) {
        var record = require(cluster, request.service());
        if (!record.is(ServiceRecord.ACTIVE)) {
            throw EcsErrors.serviceNotActive();
        }
        var before = record.declared();
        var named = request.taskDefinition() == null
                ? Optional.<String>empty()
                : Optional.of(definitions.usable(request.taskDefinition()).taskDefinitionArn());
        var changed = ServiceDefaults.change(before, request).toBuilder().taskDefinition(named.orElse(before.taskDefinition())).build();
        checks.service(changed, definitions.get(changed.taskDefinition()).orElseThrow());
        if (request.hasCapacityProviderStrategy() && !Boolean.TRUE.equals(request.forceNewDeployment())
                && !changed.capacityProviderStrategy().equals(before.capacityProviderStrategy())) {
            throw EcsErrors.invalid("When switching from launch type to capacity provider strategy on an existing service, or making a "
                    + "change to a capacity provider strategy on a service that is already using one, you must force a new deployment.");
        }
        record.declare(changed);
        if (Boolean.TRUE.equals(request.forceNewDeployment()) || deploys(before, changed)) {
            deployments.begin(record);
        }
        scheduler.changed(record);
        return shown(record);
    }

    /** The changes that reach tasks only by new ones; all others wait for the next deployment. */
    private static boolean deploys(Service before, Service after) {
        return !before.taskDefinition().equals(after.taskDefinition())
                || !Objects.equals(before.networkConfiguration(), after.networkConfiguration())
                || !Objects.equals(before.platformVersion(), after.platformVersion())
                || !before.loadBalancers().equals(after.loadBalancers())
                || !before.serviceRegistries().equals(after.serviceRegistries());
    }

    Service delete(String cluster, DeleteServiceRequest request) {
        var record = require(cluster, request.service());
        if (record.is(ServiceRecord.INACTIVE)) {
            throw EcsErrors.serviceNotFound();
        }
        if (record.is(ServiceRecord.ACTIVE)) {
            if (!Boolean.TRUE.equals(request.force())) {
                refuseWhileBusy(record);
            }
            record.status(ServiceRecord.DRAINING);
            var shown = ServiceView.service(record);
            scheduler.changed(record);
            return shown;
        }
        return shown(record);
    }

    private static void refuseWhileBusy(ServiceRecord record) {
        if (record.desired() > 0) {
            throw EcsErrors.invalid("The service cannot be stopped while it is scaled above 0.");
        }
        if (record.deployments().size() > 1) {
            throw EcsErrors.invalid("The service cannot be stopped while deployments are active.");
        }
    }

    /** A service as a reader sees it, by name or ARN. */
    Optional<Service> read(String cluster, String nameOrArn) {
        return published.read(arn(cluster, name(nameOrArn)));
    }

    List<String> list(String cluster, ListServicesRequest request) {
        return published.readAll().stream().filter(service -> service.status().equals(ServiceRecord.ACTIVE))
                .filter(service -> service.clusterArn().endsWith("/" + cluster))
                .filter(service -> request.launchType() == null || service.launchType() == request.launchType())
                .filter(service -> request.schedulingStrategy() == null || service.schedulingStrategy() == request.schedulingStrategy())
                .map(Service::serviceArn).toList();
    }

    ServiceRecord require(String cluster, String nameOrArn) {
        if (nameOrArn == null) {
            throw EcsErrors.invalid("Service cannot be blank.");
        }
        return find(cluster, nameOrArn).orElseThrow(EcsErrors::serviceNotFound);
    }

    Optional<ServiceRecord> find(String cluster, String nameOrArn) {
        return Optional.ofNullable(records.get(arn(cluster, name(nameOrArn))));
    }

    /** Shows readers what a service has become; a deleted one is forgotten after a while. */
    void publish(ServiceRecord record) {
        if (records.get(record.arn()) != record) {
            return;
        }
        published.put(record.arn(), ServiceView.service(record));
        if (record.is(ServiceRecord.INACTIVE)) {
            site.timeline().after(REMEMBERED, () -> {
                if (records.remove(record.arn(), record)) {
                    published.remove(record.arn());
                    tags.forget(record.arn());
                }
            });
        }
    }

    /** Lets the scheduler look at a service whose tasks somebody changed. */
    void look(ServiceRecord record) { scheduler.changed(record); }

    /** Takes a service in that was saved. */
    void restore(ServiceRecord record) {
        records.put(record.arn(), record);
        scheduler.changed(record);
    }

    /** Whether some service that is not deleted, or something it can roll back to, uses a task definition. */
    boolean uses(String taskDefinitionArn) {
        return records.values().stream().filter(record -> !record.is(ServiceRecord.INACTIVE))
                .anyMatch(record -> record.declared().taskDefinition().equals(taskDefinitionArn)
                        || Stream.concat(record.deployments().stream(), record.lastCompleted().stream())
                                .anyMatch(deployment -> deployment.revision().taskDefinition().equals(taskDefinitionArn)));
    }

    private Service shown(ServiceRecord record) { return ServiceView.service(record); }

    private static String name(String nameOrArn) { return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1); }

    String arn(String cluster, String name) { return site.arn("ecs", "service/%s/%s".formatted(cluster, name)); }
}
