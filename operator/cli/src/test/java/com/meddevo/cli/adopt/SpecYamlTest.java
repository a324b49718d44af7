package com.meddevo.cli.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.parse.AppParser;
import com.meddevo.api.parse.EnvironmentParser;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.cli.workspace.Manifests;
import com.meddevo.fleet.Access;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.fleet.Upkeep;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecYamlTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("meddevo.root"), "crds", "examples");
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Terms TERMS = terms();

    private static Terms terms() {
        try (var files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).flatMap(file -> Manifests.read(file).stream())
                    .filter(document -> document.path("kind").asText().equals("MeddevoEnvironment")
                            && document.at("/metadata/name").asText().equals("production"))
                    .findFirst().flatMap(document -> EnvironmentParser.parse(JSON.convertValue(document, MeddevoEnvironment.class)).terms())
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AppSpec parsed(JsonNode document) {
        var parsed = AppParser.parse(JSON.convertValue(document, MeddevoApp.class), TERMS, Instant.EPOCH);
        assertThat(parsed.errors()).isEmpty();
        return ((Member.Wanted) parsed.member()).app();
    }

    private static AppSpec example(String file) {
        ObjectNode document = Manifests.read(EXAMPLES.resolve(file)).stream()
                .filter(one -> one.path("kind").asText().equals("MeddevoApp")).findFirst().orElseThrow();
        ((ObjectNode) document.path("spec")).remove("suspend");
        return parsed(document);
    }

    /** What adopting does not write: its public name, whom it lets in, that Datadog watches it, and what the operator makes of it. */
    private static AppSpec asFound(AppSpec app) {
        return app.but().dns(Optional.empty()).access(Access.UNSAID).upkeep(Upkeep.USUAL).dependsOn(Set.of())
                .images(AppSpec.Images.UNSAID).deletion(Member.Deletion.DELETE).task(app.task().but().datadog(Optional.empty()).build())
                .build();
    }

    @Test
    void a_spec_that_was_written_is_read_as_what_was_found() {
        var found = asFound(example("every-field.yaml"));

        assertThat(parsed(SpecYaml.of(found, "production"))).isEqualTo(found);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void every_strategy_is_read_as_it_was_found(TrafficShift.Strategy strategy) {
        var every = asFound(example("every-field.yaml"));
        var found = every.but().deployment(every.deployment().by(new TrafficShift(strategy, 0, List.of()))).build();

        assertThat(parsed(SpecYaml.of(found, "production"))).isEqualTo(found);
    }

    static Stream<TrafficShift.Strategy> strategies() {
        return Stream.of(new TrafficShift.BlueGreen(), new TrafficShift.Canary(1, 0), new TrafficShift.Linear(99, 1440));
    }

    @Test
    void what_cannot_be_said_and_what_changes_stand_above_it_as_comments() {
        var document = SpecYaml.of(asFound(example("every-field.yaml")), "production");

        var text = SpecYaml.file(document, "production/quality", List.of("the container\nproxy"), List.of("create log-group/quality/main"));

        assertThat(text).startsWith("""
                # Written by ./meddevo adopt from the ECS service production/quality.
                # What a spec cannot say, so that the next deployment goes without it:
                # - the container proxy
                # What the first plan changes:
                # - create log-group/quality/main
                """).contains("kind: \"MeddevoApp\"");
    }
}
