package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Sandbox.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kinds of this project: what crds/ says is accepted, and so are its examples. In a group of the test's own, so that it leaves no trace. */
@ExtendWith(Cluster.class)
class OurKindsTest {
    private static final Path CRDS = Path.of(System.getProperty("meddevo.root"), "crds");
    /** What a client cannot even read. */
    private static final Set<String> NOT_SENT = Set.of("not-yaml.yaml", "field-twice.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<Path> yaml(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file, String group) {
        try {
            return JSON.valueToTree(
                    Serialization.unmarshal(Files.readString(file).replace("meddevo.com/v1alpha1", group + "/v1alpha1"), Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void define(Sandbox sandbox) {
        for (Path file : yaml(CRDS)) {
            ObjectNode definition = (ObjectNode) read(file, sandbox.group());
            ((ObjectNode) definition.get("spec")).put("group", sandbox.group());
            ((ObjectNode) definition.get("metadata")).put("name", definition.at("/spec/names/plural").asText() + "." + sandbox.group());
            var answer = sandbox.wire().post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition.toString());
            assertThat(answer.status()).as(answer.at("/message")).isEqualTo(201);
            eventually().until(() -> sandbox.wire()
                    .get("/apis/" + sandbox.group() + "/v1alpha1/" + definition.at("/spec/names/plural").asText()).status() == 200);
        }
    }

    @Test
    void our_definitions_and_their_examples_are_accepted(Sandbox sandbox) {
        define(sandbox);

        for (Path file : yaml(CRDS.resolve("examples"))) {
            ObjectNode example = (ObjectNode) read(file, sandbox.group());
            ((ObjectNode) example.get("metadata")).remove("namespace");
            String path = "/apis/" + sandbox.group() + "/v1alpha1/" + switch (example.path("kind").asText()) {
                case "MeddevoApp" -> "namespaces/" + sandbox.namespace() + "/meddevoapps";
                case "MeddevoRegistry" -> "meddevoregistries";
                default -> "meddevoenvironments";
            };

            var answer = sandbox.wire().post(path + "?fieldValidation=Strict", example.toString());

            assertThat(answer.status()).as(file.getFileName() + ": " + answer.at("/message")).isEqualTo(201);
        }
    }

    @Test
    void what_is_refused_is_refused_in_the_words_of_validate(Sandbox sandbox) throws IOException {
        define(sandbox);
        int refused = 0;
        for (Path file : yaml(CRDS.resolve("examples/refused"))) {
            String text = Files.readString(file);
            boolean oneApp = text.contains("kind: MeddevoApp\n") && text.contains("/v1alpha1\n") && !text.contains("---");
            if (!oneApp || NOT_SENT.contains(file.getFileName().toString())) {
                continue;
            }
            ObjectNode example = (ObjectNode) read(file, sandbox.group());
            ((ObjectNode) example.get("metadata")).put("namespace", sandbox.namespace());

            var answer = sandbox.wire().post("/apis/" + sandbox.group() + "/v1alpha1/namespaces/" + sandbox.namespace() + "/meddevoapps",
                    example.toString());

            if (answer.status() == 422) {
                refused++;
                for (String line : Files.readAllLines(Path.of(file.toString().replace(".yaml", ".txt")))) {
                    assertThat(answer.at("/message")).as(file.getFileName().toString()).contains(line.replaceFirst("^\\d+: \\S+: ", ""));
                }
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void kubectl_shows_and_explains_an_app(Sandbox sandbox) {
        define(sandbox);

        var columns = sandbox.kubectl().run("explain", "mapp.spec.task.memory").orFail();

        assertThat(columns).contains("MiB");
        assertThat(sandbox.kubectl().run("get", "mapp").err()).contains("No resources found");
    }
}
