package com.meddevo.cli.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.cli.CommandLineCall;
import com.meddevo.localcloud.Foundations;
import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.wire.WireServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever calls it wrongly, or for a service that cannot become an app, is told. */
class AdoptTest {
    @TempDir
    private Path folder;
    private final Simulation simulation = Simulation.start();
    private final WireServer aws = WireServer.start(simulation.account(), 0);
    private Path environment;

    @BeforeEach
    void an_environment() throws IOException {
        Foundations on = simulation.account().foundations("local", 8080);
        environment = Files.writeString(folder.resolve("environment.yaml"), """
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoEnvironment
                metadata: {name: test}
                spec:
                  aws: {region: %s, accountId: "%s"}
                  namespaces: [apps]
                  cluster: %s
                  network: {vpcId: %s, subnetIds: [%s], securityGroupIds: [%s]}
                """.formatted(on.region(), on.accountId(), on.cluster(), on.vpcId(), String.join(", ", on.subnetIds()),
                on.securityGroupId()));
    }

    @AfterEach
    void close() {
        aws.close();
        simulation.account().timeline().close();
    }

    private CommandLineCall adopt(String service, String named) {
        return CommandLineCall.of("adopt", service, "-e", named, "-f", environment.toString(), "--endpoint", aws.endpoint().toString(),
                "-o",
                folder.resolve("app.yaml").toString());
    }

    @Test
    void a_service_that_is_not_there_is_told_in_a_sentence_and_no_file_is_written() {
        var said = adopt("local/legacy", "test");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("meddevo: local/legacy cannot be adopted: cluster local has no active service legacy; ");
        assertThat(folder.resolve("app.yaml")).doesNotExist();
    }

    @Test
    void a_cluster_that_is_not_the_environments_is_told() {
        assertThat(adopt("other/legacy", "test").err())
                .isEqualTo("meddevo: environment test is the cluster local, not other: name that cluster's environment with -e\n");
    }

    @Test
    void what_names_no_service_is_told_how_to_write_it() {
        assertThat(adopt("legacy", "test").err())
                .isEqualTo("meddevo: \"legacy\" names no service: write CLUSTER/SERVICE, e.g. production/techdoc\n");
    }

    @Test
    void an_environment_that_the_file_lacks_is_told() {
        assertThat(adopt("local/legacy", "production").err()).contains("environment.yaml has no environment \"production\"");
    }

    @Test
    void a_file_that_is_there_is_never_overwritten() throws IOException {
        Files.writeString(folder.resolve("app.yaml"), "mine");

        assertThat(adopt("local/legacy", "test").err()).contains("app.yaml is there already");
        assertThat(folder.resolve("app.yaml")).hasContent("mine");
    }
}
