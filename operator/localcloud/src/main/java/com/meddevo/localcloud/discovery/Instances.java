package com.meddevo.localcloud.discovery;

import com.meddevo.localcloud.names.NameTable;
import com.meddevo.localcloud.state.Site;
import com.meddevo.localcloud.state.Versioned;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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
    /** By service, each in the order in which they came. */
    final Versioned<String, Map<String, Instance>> instances;

    Instances(Site site) {
        this.site = site;
        this.namespaces = site.store();
        this.services = site.store();
        this.instances = site.store();
    }

    /** The service with an ARN, as ECS names it in a service's registries. */
    public Optional<Service> serviceByArn(String arn) {
        return Optional.ofNullable(arn).flatMap(named -> services.get(named.substring(named.lastIndexOf('/') + 1)))
                .filter(service -> service.arn().equals(arn));
    }

    /** Registers an instance, or changes its attributes. Inside the account's lock. */
    public void register(String serviceId, String instanceId, Map<String, String> attributes) {
        change(serviceId, registered -> registered.put(instanceId, new Instance(serviceId, instanceId, Map.copyOf(attributes))));
    }

    /** Takes an instance away, if it is there. Inside the account's lock. */
    public void deregister(String serviceId, String instanceId) {
        change(serviceId, registered -> registered.remove(instanceId));
    }

    private void change(String serviceId, Consumer<Map<String, Instance>> how) {
        var registered = new LinkedHashMap<>(instances.get(serviceId).orElse(Map.of()));
        how.accept(registered);
        instances.put(serviceId, registered);
        services.get(serviceId).ifPresent(this::nameChanged);
    }

    @Override
    public Map<String, List<String>> addresses() { return addresses; }

    @Override
    public void onChange(Runnable listener) { listeners.add(listener); }

    Optional<Instance> find(String serviceId, String instanceId) {
        return of(serviceId).filter(one -> one.instanceId().equals(instanceId)).findFirst();
    }

    /** The instances of a service as they are. */
    Stream<Instance> of(String serviceId) {
        return instances.get(serviceId).stream().flatMap(registered -> registered.values().stream());
    }

    /** The instances of a service as a reader sees them. */
    Stream<Instance> seenOf(String serviceId) {
        return instances.read(serviceId).stream().flatMap(registered -> registered.values().stream());
    }

    private void nameChanged(Service service) {
        var name = namespaces.get(service.namespaceId()).map(namespace -> service.name() + "." + namespace.name());
        var found = of(service.id()).filter(Instance::healthy).flatMap(one -> Stream.ofNullable(one.attributes().get(ADDRESS))).distinct()
                .toList();
        if (name.isEmpty() || found.equals(addresses.getOrDefault(name.get(), List.of()))) {
            return;
        }
        var changed = new TreeMap<>(addresses);
        changed.put(name.get(), found);
        changed.values().removeIf(List::isEmpty);
        addresses = Collections.unmodifiableMap(changed);
        listeners.forEach(site.timeline()::afterwards);
    }
}
