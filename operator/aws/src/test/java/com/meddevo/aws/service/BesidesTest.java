package com.meddevo.aws.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;

class BesidesTest {
    private static Service connected(UnaryOperator<Deployment.Builder> primary) {
        return Service.builder().deployments(primary.apply(Deployment.builder().status("PRIMARY")).build()).build();
    }

    @Test
    void a_service_as_an_app_declares_it_has_nothing_besides() {
        var service = Service.builder().loadBalancers(LoadBalancer.builder().targetGroupArn("one").build())
                .serviceRegistries(ServiceRegistry.builder().registryArn("one").build())
                .deployments(Deployment.builder().status("PRIMARY").build()).build();

        assertThat(Besides.of(service)).isEmpty();
    }

    @Test
    void a_second_target_group_and_a_second_registry_are() {
        var service = Service.builder().loadBalancers(LoadBalancer.builder().targetGroupArn("one").build(),
                LoadBalancer.builder().targetGroupArn("two").build())
                .serviceRegistries(ServiceRegistry.builder().registryArn("one").build(),
                        ServiceRegistry.builder().registryArn("two").build())
                .build();

        assertThat(Besides.of(service)).containsExactly("registry two", "target group two");
    }

    @Test
    void service_connect_is_with_its_namespace() {
        var named = connected(primary -> primary.serviceConnectConfiguration(connect -> connect.enabled(true).namespace("apps")));
        var unnamed = connected(primary -> primary.serviceConnectConfiguration(connect -> connect.enabled(true)));
        var off = connected(primary -> primary.serviceConnectConfiguration(connect -> connect.enabled(false)));

        assertThat(Besides.of(named)).containsExactly("Service Connect in apps");
        assertThat(Besides.of(unnamed)).containsExactly("Service Connect in the cluster's namespace");
        assertThat(Besides.of(off)).isEmpty();
    }

    @Test
    void lattice_and_volumes_that_ecs_manages_are() {
        var service = connected(primary -> primary.vpcLatticeConfigurations(lattice -> lattice.targetGroupArn("tg").portName("http"))
                .volumeConfigurations(volume -> volume.name("scratch")));

        assertThat(Besides.of(service)).containsExactly("VPC Lattice target group tg", "volume scratch that ECS manages");
    }
}
