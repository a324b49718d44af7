package com.meddevo.localcloud.discovery;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.DuplicateRequestException;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.OperationStatus;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.RoutingPolicy;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.ServiceAlreadyExistsException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceType;

class CloudMapTest {

    private final Stage stage = Stage.set();
    private final ServiceDiscoveryClient discovery = stage.account.discovery();

    @Test
    void everything_that_aws_fills_into_a_service_is_filled_in() {
        var service = create("render");

        assertThat(service).returns(ServiceType.DNS_HTTP, Service::type).returns(0, Service::instanceCount).returns("SELF",
                Service::resourceOwner);
        assertThat(service.creatorRequestId()).isNotBlank();
        assertThat(service.dnsConfig().namespaceId()).isEqualTo(stage.foundations.namespaceId());
        assertThat(service.dnsConfig().routingPolicy()).isEqualTo(RoutingPolicy.MULTIVALUE);
    }

    @Test
    @Tag("aws-27")
    void a_name_that_is_taken_is_refused_with_the_id_of_the_service_that_has_it() {
        var first = create("render");

        var refusal = catchThrowableOfType(ServiceAlreadyExistsException.class, () -> create("render"));

        assertThat(refusal.serviceId()).isEqualTo(first.id());
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ServiceAlreadyExists");
    }

    @Test
    @Tag("aws-35")
    void a_repeated_request_with_the_same_id_finds_its_own_service() {
        var first = discovery
                .createService(request -> request.name("render").namespaceId(stage.foundations.namespaceId()).creatorRequestId("7f3c"))
                .service();

        var second = discovery
                .createService(request -> request.name("render").namespaceId(stage.foundations.namespaceId()).creatorRequestId("7f3c"))
                .service();

        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    @Tag("aws-26")
    void instances_come_and_go_by_operations_that_take_a_while() {
        var service = create("render");
        var id = register(service, "i-1", "127.5.0.1");

        assertThat(status(id)).isEqualTo(OperationStatus.SUBMITTED);
        stage.advance(Duration.ofSeconds(1));
        assertThat(status(id)).isEqualTo(OperationStatus.PENDING);
        assertThat(stage.account.names().addresses()).isEmpty();
        stage.advance(Duration.ofSeconds(1));

        assertThat(status(id)).isEqualTo(OperationStatus.SUCCESS);
        assertThat(stage.account.names().addresses()).isEqualTo(Map.of("render.svc.local.meddevo.internal", List.of("127.5.0.1")));
        assertThat(
                discovery.listOperations(request -> request.filters(filter -> filter.name("SERVICE_ID").values(service.id()))).operations())
                .hasSize(1);
        assertThat(discovery.getService(request -> request.id(service.id())).service().instanceCount()).isEqualTo(1);
    }

    @Test
    @Tag("aws-27")
    void a_second_operation_on_the_same_thing_is_refused_with_the_id_of_the_first() {
        var service = create("render");
        var id = register(service, "i-1", "127.5.0.1");

        var refusal = catchThrowableOfType(DuplicateRequestException.class, () -> register(service, "i-1", "127.5.0.2"));

        assertThat(refusal.duplicateOperationId()).isEqualTo(id);
    }

    @Test
    @Tag("aws-28")
    void a_service_with_instances_stays() {
        stage.ecs().createService(stage.service("render", stage.registered("render", "render:1"), 1)
                .serviceRegistries(registry -> registry.registryArn(create("render").arn())).build());
        stage.advance(Duration.ofSeconds(30));
        var id = discovery
                .listServices(request -> request.filters(filter -> filter.name("NAMESPACE_ID").values(stage.foundations.namespaceId())))
                .services()
                .getFirst().id();
        assertThat(refused(() -> discovery.deleteService(request -> request.id(id))))
                .startsWith("ResourceInUse: Service contains registered instances");

        stage.ecs().deleteService(request -> request.cluster("local").service("render").force(true));
        stage.advance(Duration.ofSeconds(30));
        discovery.deleteService(request -> request.id(id));

        assertThat(refused(() -> discovery.getService(request -> request.id(id)))).startsWith("ServiceNotFound");
    }

    @Test
    @Tag("aws-28")
    void dns_records_that_an_update_does_not_name_are_removed() {
        var service = create("render");

        discovery.updateService(request -> request.id(service.id()).service(change -> change.description("renders")));
        stage.advance(Duration.ofSeconds(2));

        var changed = discovery.getService(request -> request.id(service.id())).service();
        assertThat(changed.description()).isEqualTo("renders");
        assertThat(changed.dnsConfig().dnsRecords()).isEmpty();
    }

    @Test
    void instances_are_discovered_by_name_and_health() {
        var service = create("render");
        register(service, "well", "127.5.0.1");
        discovery.registerInstance(request -> request.serviceId(service.id()).instanceId("ill")
                .attributes(Map.of("AWS_INSTANCE_IPV4", "127.5.0.2", "AWS_INIT_HEALTH_STATUS", "UNHEALTHY")));
        stage.advance(Duration.ofSeconds(2));

        assertThat(discovery.discoverInstances(request -> request.namespaceName(stage.foundations.namespaceName()).serviceName("render"))
                .instances())
                .extracting("instanceId").containsExactly("well");
        assertThat(discovery
                .discoverInstances(
                        request -> request.namespaceName(stage.foundations.namespaceName()).serviceName("render").healthStatus("ALL"))
                .instances()).hasSize(2);
        assertThat(stage.account.names().addresses().values()).containsExactly(List.of("127.5.0.1"));
    }

    @Test
    void whoever_follows_the_names_is_told_of_changes_only() {
        var told = new AtomicInteger();
        stage.account.names().onChange(told::incrementAndGet);
        var service = create("render");
        register(service, "i-1", "127.5.0.1");
        stage.advance(Duration.ofSeconds(2));
        register(service, "i-1", "127.5.0.1");
        stage.advance(Duration.ofSeconds(2));

        discovery.deregisterInstance(request -> request.serviceId(service.id()).instanceId("i-1"));
        stage.advance(Duration.ofSeconds(2));

        assertThat(told).hasValue(2);
        assertThat(stage.account.names().addresses()).isEmpty();
    }

    @Test
    void namespaces_are_found_by_name_and_id() {
        var listed = discovery
                .listNamespaces(
                        request -> request.filters(filter -> filter.name("NAME").values("svc.").condition(FilterCondition.BEGINS_WITH)))
                .namespaces();

        assertThat(listed).singleElement().satisfies(namespace -> assertThat(namespace.id()).isEqualTo(stage.foundations.namespaceId()));
        assertThat(discovery.getNamespace(request -> request.id(stage.foundations.namespaceId())).namespace().name())
                .isEqualTo("svc.local.meddevo.internal");
        assertThat(refused(() -> discovery.getNamespace(request -> request.id("ns-none")))).startsWith("NamespaceNotFound");
    }

    @Test
    @Tag("aws-36")
    void tags_are_read_by_a_call_of_their_own() {
        var arn = create("render").arn();
        discovery.tagResource(
                request -> request.resourceARN(arn).tags(tag -> tag.key("app").value("render"), tag -> tag.key("x").value("y")));
        discovery.untagResource(request -> request.resourceARN(arn).tagKeys("x"));

        assertThat(discovery.listTagsForResource(request -> request.resourceARN(arn)).tags()).extracting("key").containsExactly("app");
        assertThat(refused(() -> discovery.listTagsForResource(request -> request.resourceARN(arn + "0"))))
                .startsWith("ResourceNotFoundException");
    }

    private Service create(String name) {
        return discovery.createService(request -> request.name(name).namespaceId(stage.foundations.namespaceId())
                .dnsConfig(dns -> dns.dnsRecords(record -> record.type(RecordType.A).ttl(10L)))).service();
    }

    private String register(Service service, String id, String address) {
        return discovery
                .registerInstance(
                        request -> request.serviceId(service.id()).instanceId(id).attributes(Map.of("AWS_INSTANCE_IPV4", address)))
                .operationId();
    }

    private OperationStatus status(String id) { return discovery.getOperation(request -> request.operationId(id)).operation().status(); }
}
