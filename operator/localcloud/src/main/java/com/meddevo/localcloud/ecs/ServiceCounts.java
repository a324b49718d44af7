package com.meddevo.localcloud.ecs;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * How many tasks services are to have, for whoever scales them. Services go by {@code service/<cluster>/<name>}. Used inside the account's
 * lock only.
 */
public final class ServiceCounts {

    private final Services services;

    ServiceCounts(Services services) { this.services = services; }

    /** How many tasks an active service is to have; empty if there is no such service. */
    public Optional<Integer> desired(String resourceId) {
        return active(resourceId).map(record -> record.declared().desiredCount());
    }

    /** Lets an active service have so many tasks, as an update of the service does. */
    public void desire(String resourceId, int count) {
        active(resourceId).map(ServiceRecord::declared).ifPresent(
                service -> services.update(cluster(service),
                        UpdateServiceRequest.builder().service(service.serviceName()).desiredCount(count).build()));
    }

    private Optional<ServiceRecord> active(String resourceId) {
        var parts = resourceId.split("/");
        return parts.length == 3 && parts[0].equals("service")
                ? services.find(parts[1], parts[2]).filter(record -> record.is(ServiceRecord.ACTIVE))
                : Optional.empty();
    }

    private static String cluster(Service service) { return service.clusterArn().substring(service.clusterArn().lastIndexOf('/') + 1); }
}
