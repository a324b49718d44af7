package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Sandbox.eventually;
import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CustomResourceDefinitions: what they add to the API, and which ones are refused. */
@ExtendWith(Cluster.class)
class DefinitionTest {
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private static String definition(Sandbox sandbox) { return DEFINITIONS + "/widgets." + sandbox.group(); }

    /** The definition of another kind in the sandbox's group, changed. */
    private static String gadgets(Sandbox sandbox, Consumer<ObjectNode> change) {
        ObjectNode definition = (ObjectNode) Wire.tree(Serialization.asJson(Serialization.unmarshal(
                sandbox.resource("widgets.yaml").replace("widgets", "gadgets").replace("Widget", "Gadget").replace("shortNames: [wg], ",
                        ""),
                Map.class)));
        change.accept(definition);
        return definition.toString();
    }

    private static ObjectNode schema(ObjectNode definition) {
        return (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    }

    @Test
    void a_definition_is_established(Sandbox sandbox) {
        var answer = sandbox.wire().get(definition(sandbox));

        assertThat(answer.each("/status/conditions", "/type")).contains("NamesAccepted", "Established");
        assertThat(answer.each("/status/conditions", "/status")).containsOnly("True");
        assertThat(answer.at("/status/acceptedNames/listKind")).isEqualTo("WidgetList");
        assertThat(answer.at("/status/storedVersions/0")).isEqualTo("v1");
        assertThat(answer.at("/spec/names/singular")).isEqualTo("widget");
    }

    @Test
    void a_changed_definition_holds_from_then_on(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        var read = sandbox.wire().get(definition(sandbox));
        ObjectNode changed = read.body().deepCopy();
        ((ObjectNode) schema(changed).path("properties")).putObject("weight").put("type", "integer").put("default", 7);

        var answer = sandbox.wire().put(definition(sandbox), changed.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/metadata/generation")).isEqualTo("2");
        eventually().untilAsserted(() -> assertThat(sandbox.wire().get(sandbox.path("a")).at("/spec/weight")).isEqualTo("7"));
    }

    @Test
    void a_stricter_definition_holds_for_what_changes(Sandbox sandbox) {
        sandbox.create("a", "size: 9", "low: 1", "high: 8");
        ObjectNode changed = sandbox.wire().get(definition(sandbox)).body().deepCopy();
        ((ObjectNode) schema(changed).at("/properties/size")).put("maximum", 5);
        sandbox.wire().put(definition(sandbox), changed.toString());
        eventually().until(() -> sandbox.wire().post(sandbox.path() + "?dryRun=All", sandbox.json("b", "\"size\": 9")).status() == 422);

        var elsewhere = sandbox.wire().patch(MERGE, sandbox.path("a"),
                "{\"metadata\": {\"labels\": {\"x\": \"z\"}}, \"spec\": {\"low\": 2}}");
        var status = sandbox.wire().patch(MERGE, sandbox.path("a") + "/status", "{\"status\": {\"phase\": \"Done\"}}");
        var there = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 8}}");
        var newly = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"high\": 1}}");

        assertThat(elsewhere.status()).isEqualTo(200);
        assertThat(status.status()).isEqualTo(200);
        assertThat(there.status()).isEqualTo(422);
        assertThat(there.at("/message")).contains("spec.size");
        assertThat(newly.status()).isEqualTo(422);
        assertThat(newly.at("/message")).contains("low must not be greater than high");
    }

    @Test
    void two_versions_show_the_same_objects(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        ObjectNode changed = sandbox.wire().get(definition(sandbox)).body().deepCopy();
        ObjectNode second = changed.at("/spec/versions/0").deepCopy();
        second.put("name", "v2beta1").put("storage", false);
        changed.withArray("/spec/versions").add(second);
        sandbox.wire().put(definition(sandbox), changed.toString());
        String path = sandbox.path("a").replace("/v1/", "/v2beta1/");
        eventually().until(() -> sandbox.wire().get(path).status() == 200);

        var written = sandbox.wire().patch(MERGE, path, "{\"spec\": {\"size\": 4}}");

        assertThat(written.at("/apiVersion")).isEqualTo(sandbox.group() + "/v2beta1");
        assertThat(sandbox.wire().get(sandbox.path("a")).at("/apiVersion")).isEqualTo(sandbox.group() + "/v1");
        assertThat(sandbox.wire().get(sandbox.path("a")).at("/spec/size")).isEqualTo("4");
        eventually().untilAsserted(
                () -> assertThat(sandbox.wire().get("/apis/" + sandbox.group()).at("/preferredVersion/version")).isEqualTo("v1"));
    }

    @Test
    void a_kind_without_namespaces_lives_beside_them(Sandbox sandbox) {
        sandbox.wire().post(DEFINITIONS, gadgets(sandbox, definition -> ((ObjectNode) definition.get("spec")).put("scope", "Cluster")));
        String path = "/apis/" + sandbox.group() + "/v1/gadgets";
        eventually().until(() -> sandbox.wire().get(path).status() == 200);

        var answer = sandbox.wire().post(path, sandbox.json("a", "\"size\": 3").replace("Widget", "Gadget"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/metadata").has("namespace")).isFalse();
    }

    @Test
    void a_kind_that_is_taken_is_not_served(Sandbox sandbox) {
        var created = sandbox.wire().post(DEFINITIONS, gadgets(sandbox, definition -> {
            ((ObjectNode) definition.at("/spec/names")).put("kind", "Widget").put("listKind", "WidgetList");
        }));

        assertThat(created.status()).isEqualTo(201);
        eventually().untilAsserted(() -> {
            var answer = sandbox.wire().get(DEFINITIONS + "/gadgets." + sandbox.group());
            assertThat(answer.each("/status/conditions", "/type")).contains("NamesAccepted");
            assertThat(answer.each("/status/conditions", "/status")).contains("False");
            assertThat(answer.each("/status/conditions", "/message")).anyMatch(message -> message.contains("\"Widget\" is already in use"));
        });
        assertThat(sandbox.wire().get("/apis/" + sandbox.group() + "/v1/gadgets").status()).isEqualTo(404);
    }

    @Test
    void the_name_of_a_definition_follows_from_its_content(Sandbox sandbox) {
        var answer = sandbox.wire().post(DEFINITIONS,
                gadgets(sandbox, definition -> ((ObjectNode) definition.get("metadata")).put("name", "things." + sandbox.group())));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("metadata.name: Invalid value", "must be spec.names.plural+\".\"+spec.group");
    }

    @Test
    void a_key_of_a_list_map_must_always_be_there(Sandbox sandbox) {
        var answer = sandbox.wire().post(DEFINITIONS,
                gadgets(sandbox, definition -> ((ObjectNode) schema(definition).at("/properties/ports/items")).remove("required")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message"))
                .contains("this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property");
    }

    @Test
    void a_rule_that_does_not_compile_is_refused(Sandbox sandbox) {
        var answer = sandbox.wire().post(DEFINITIONS, gadgets(sandbox,
                definition -> ((ObjectNode) schema(definition).at("/x-kubernetes-validations/0")).put("rule", "self.nothing > 3")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("x-kubernetes-validations[0].rule");
    }

    @Test
    void a_field_without_a_type_is_refused(Sandbox sandbox) {
        var answer = sandbox.wire().post(DEFINITIONS,
                gadgets(sandbox, definition -> ((ObjectNode) schema(definition).at("/properties/size")).remove("type")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("spec.versions[0].schema.openAPIV3Schema", "size");
    }

    @Test
    void group_and_scope_stay(Sandbox sandbox) {
        var answer = sandbox.wire().patch(MERGE, definition(sandbox), "{\"spec\": {\"scope\": \"Cluster\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("spec.scope: Invalid value: \"Cluster\": field is immutable");
    }
}
