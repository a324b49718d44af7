package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.servicediscovery.model.HealthCheckCustomConfig;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;

class DiscoveryContractTest extends KindContract {
    @Override
    String kind() { return "discovery"; }

    @Override
    boolean reads(Call call) { return call.service().equals("servicediscovery") && call.operation().equals("ListServices"); }

    @Override
    boolean creates(Call call) { return call.service().equals("servicediscovery") && call.operation().equals("CreateService"); }

    @Override
    List<AppSpec> changes(AppSpec app) { return List.of(Specs.discovery(app, Optional.of(new AppSpec.Discovery("documents")))); }

    @Override
    void drift(World world, ResourceState ours, String arn) {
        world.account.discovery().updateService(request -> request.id(arn.substring(arn.lastIndexOf('/') + 1)).service(service -> service
                .dnsConfig(dns -> dns.dnsRecords(record -> record.type(RecordType.A).ttl(300L)))));
        world.rest();
    }

    @Override
    Optional<Foreign> foreign(World world) {
        var theirs = world.account.discovery().createService(request -> request.name(APP)
                .namespaceId(world.environment.discovery().orElseThrow().namespaceId())
                .dnsConfig(dns -> dns.dnsRecords(record -> record.type(RecordType.A).ttl(300L)))
                .healthCheckCustomConfig(HealthCheckCustomConfig.builder().build())).service();
        return Optional.of(new Foreign(() -> world.account.discovery().getService(request -> request.id(theirs.id())).toString()));
    }

    /** The time to live is changed by an operation, whose end is asked for while it goes on. */
    @Override
    void more(World world, Set<String> actions) {
        drift(world, ours(world).getFirst(), world.sweep().arns().of(ours(world).getFirst().id()));
        var sweep = world.sweep();
        var plan = world.plan(sweep);
        world.repeatRecording(kind(), plan, sweep, actions);
        world.repeatRecording(kind(), plan, sweep, actions);
        world.settleRecording(kind(), actions);
        world.recording(actions, () -> world.aws().driver(kind()).observe(new Scope(world.fleet(), Optional.of(APP), false)));
    }

    @Test
    void one_app_s_name_that_the_tags_still_remember_is_seen_to_be_gone() {
        try (var world = World.inProcess()) {
            world.wants(Specs.replicas(world.app(APP), 0)).settle();
            String arn = world.sweep().arns().of(ours(world).getFirst().id());
            world.account.discovery().deleteService(request -> request.id(arn.substring(arn.lastIndexOf('/') + 1)));
            world.account.calls().clear();

            var observed = world.aws().driver(kind()).observe(new Scope(world.fleet(), Optional.of(APP), false));

            assertThat(observed.resources()).isEmpty();
            assertThat(world.account.calls().counts()).containsOnlyKeys("servicediscovery:GetService");
        }
    }

    @Override
    int existing(World world) { return world.account.discovery().listServices(request -> request.maxResults(100)).services().size(); }
}
