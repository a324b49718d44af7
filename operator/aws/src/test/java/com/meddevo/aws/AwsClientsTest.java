package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.fleet.Environment;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.localcloud.wire.WireServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

class AwsClientsTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/operator/meddevo-local";

    @Test
    void a_role_is_assumed_with_its_external_id_in_the_environment_s_name() {
        var simulation = Simulation.start();
        try (var server = WireServer.start(simulation.account(), 0);
                var clients = AwsClients.connect(environment(simulation, Optional.of(ROLE)), Optional.of(server.endpoint()))) {
            clients.ecs().listServices(request -> request.cluster("local"));

            assertThat(simulation.account().calls().calls("AssumeRole")).singleElement()
                    .satisfies(call -> assertThat((AssumeRoleRequest) call.request()).satisfies(request -> {
                        assertThat(request.roleArn()).isEqualTo(ROLE);
                        assertThat(request.externalId()).isEqualTo("local-7d1f");
                        assertThat(request.roleSessionName()).isEqualTo("meddevo-operator-local");
                        assertThat(request.tags()).singleElement().hasToString("Tag(Key=meddevo:environment, Value=local)");
                        assertThat(request.transitiveTagKeys()).containsExactly("meddevo:environment");
                    }));
        }
    }

    @Test
    void a_call_that_fails_is_not_made_again() {
        var simulation = Simulation.start();
        var environment = environment(simulation, Optional.empty());
        try (var server = WireServer.start(simulation.account(), 0);
                var clients = AwsClients.connect(environment, Optional.of(server.endpoint()))) {
            simulation.account().faults().next("ListServices", new Fault.Refused("ThrottlingException", 400, "Rate exceeded"));

            assertThatThrownBy(() -> clients.ecs().listServices(request -> request.cluster("local"))).isInstanceOf(EcsException.class);

            assertThat(simulation.account().calls().calls("ListServices")).hasSize(1);
        }
    }

    private static Environment environment(Simulation simulation, Optional<String> role) {
        var of = World.environment(simulation.account().foundations("local", 8080));
        return of.but().account(new Environment.Account(of.account().id(), of.account().region(), role, role.map(any -> "local-7d1f")))
                .build();
    }
}
