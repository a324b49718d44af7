package com.meddevo.localcloud.discovery;

import com.meddevo.localcloud.names.NameTable;
import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.Service;

/**
 * Namespaces, services and their instances, and the names that follow from them: {@code <service>.<namespace>} has the addresses of all
 * instances of the service that are not known to be ill.
 */
public final class Instances implements NameTable {

    /** Attribute with an instance's address. */
    static final String ADDRESS = "AWS_INSTANCE_IPV4";
    /** Attribute with an instance's first state of health, if its service has a custom health check. */
    static final String FIRST_HEALTH = "AWS_INIT_HEALTH_STATUS";

    /**
     * One registered instance.
     *
     * @param serviceId  its service
     * @param instanceId unique within the service
     * @param attributes what was registered, {@value #ADDRESS} among it
     */
    record Instance(String serviceId, String instanceId, Map<String, String> attributes) {

        boolean healthy() { return !"UNHEALTHY".equals(attributes.get(FIRST_HEALTH)); }
    }

    private final Site site;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, List<String>> addresses = Map.of();
    final Versioned<String, Namespace> namespaces;
    final Versioned<String, Service> services;
    final Versioned<String, Instance> instances;

    Instances(Site site) {
        this.site = site;
        this.namespaces = site.store();
        this.services = site.store();
        this.instances = site.store();
    }

    /** The service with an ARN, as ECS names it in a service's registries. */
    public Optional<Service> serviceByArn(String arn) {
        return services.all().stream().filter(service -> service.arn().equals(arn)).findFirst();
    }

    /** Registers an instance, or changes its attributes. Inside the account's lock. */
    public void register(String serviceId, String instanceId, Map<String, String> attributes) {
        instances.put(key(serviceId, instanceId), new Instance(serviceId, instanceId, Map.copyOf(attributes)));
        namesChanged();
    }

    /** Takes an instance away, if it is there. Inside the account's lock. */
    public void deregister(String serviceId, String instanceId) {
        instances.remove(key(serviceId, instanceId));
        namesChanged();
    }

    @Override
    public Map<String, List<String>> addresses() { return addresses; }

    @Override
    public void onChange(Runnable listener) { listeners.add(listener); }

    Optional<Instance> find(String serviceId, String instanceId) { return instances.get(key(serviceId, instanceId)); }

    Stream<Instance> of(String serviceId) { return instances.all().stream().filter(instance -> instance.serviceId().equals(serviceId)); }

    Stream<Instance> seenOf(String serviceId) {
        return instances.readAll().stream().filter(instance -> instance.serviceId().equals(serviceId));
    }

    private void namesChanged() {
        var names = new TreeMap<String, List<String>>();
        for (var service : services.all()) {
            var found = of(service.id()).filter(Instance::healthy).map(instance -> instance.attributes().get(ADDRESS))
                    .filter(address -> address != null)
                    .distinct().toList();
            if (!found.isEmpty()) {
                namespaces.get(service.namespaceId())
                        .ifPresent(namespace -> names.computeIfAbsent(service.name() + "." + namespace.name(), name -> new ArrayList<>())
                                .addAll(found));
            }
        }
        if (!names.equals(addresses)) {
            addresses = Map.copyOf(names);
            listeners.forEach(site.timeline()::afterwards);
        }
    }

    private static String key(String serviceId, String instanceId) { return serviceId + "/" + instanceId; }
}
