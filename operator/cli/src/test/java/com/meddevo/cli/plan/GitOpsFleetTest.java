package com.meddevo.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.SnapshotJson;
import com.meddevo.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Flux applies, as {@code gitops/expected} has it; that it is what kustomize makes of {@code gitops/} is the other half, in {@code helm/test/gitops.test.mjs}.
 */
class GitOpsFleetTest {
    private static final Path EXPECTED = Path.of(System.getProperty("meddevo.root"), "gitops/expected");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"develop", "production"})
    void everything_that_flux_applies_is_valid(String environment) {
        var said = CommandLineCall
                .of(Stream.concat(Stream.of("validate"), files(environment).stream().map(Path::toString)).toArray(String[]::new));

        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"develop", "production"})
    void the_whole_fleet_can_be_made_in_an_empty_account_and_nothing_is_blocked(String environment) throws IOException {
        String said = planned(environment, files(environment));

        assertThat(said).contains("+ create service/render/main", "+ create service/techdoc/main").doesNotContainIgnoringCase("blocked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"develop", "production"})
    void a_listener_that_the_environment_does_not_have_is_refused(String environment) throws IOException {
        Path fleet = files(environment).getLast();
        Path wrong = Files.writeString(folder.resolve("fleet.yaml"),
                Files.readString(fleet).replace("listener: internal", "listener: partners"));

        String said = planned(environment, List.of(files(environment).getFirst(), wrong));

        assertThat(said).contains("spec.route.listener: the environment " + environment + " has no listener partners")
                .doesNotContain("+ create");
    }

    private String planned(String environment, List<Path> files) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty-account.json"),
                SnapshotJson.write(EmptyAccount.awaiting(new OfflinePlan(files).fleet(environment))));
        var said = CommandLineCall.of(Stream.concat(Stream.of("plan", "-e", environment, "--snapshot", empty.toString()),
                files.stream().flatMap(file -> Stream.of("-f", file.toString()))).toArray(String[]::new));
        return said.out() + said.err();
    }

    private static List<Path> files(String environment) {
        return List.of(EXPECTED.resolve(environment + "/environment.yaml"), EXPECTED.resolve(environment + "/fleet.yaml"));
    }
}
