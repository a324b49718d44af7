package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
class UpdateTest {
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String STRATEGIC = "application/strategic-merge-patch+json";

    @Test
    void a_change_of_something_that_was_changed_meanwhile_is_a_conflict(Sandbox sandbox) {
        var read = sandbox.create("a", "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 4}}");

        var answer = sandbox.wire().put(sandbox.path("a"), sandbox.json("a", "\"size\": 5").replace("\"name\": \"a\"",
                "\"name\": \"a\", \"resourceVersion\": \"" + read.getMetadata().getResourceVersion() + "\""));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/reason")).isEqualTo("Conflict");
        assertThat(answer.at("/message")).isEqualTo("Operation cannot be fulfilled on widgets." + sandbox.group()
                + " \"a\": the object has been modified; please apply your changes to the latest version and try again");
    }

    @Test
    void a_replacement_must_say_what_it_replaces(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().put(sandbox.path("a"), sandbox.json("a", "\"size\": 5"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("metadata.resourceVersion: Invalid value: 0", "must be specified for an update");
    }

    @Test
    void a_replacement_has_only_what_was_sent(Sandbox sandbox) {
        var read = sandbox.create("a", "size: 3", "low: 1");
        read.getAdditionalProperties().put("spec", Map.of("size", 4));

        var replaced = sandbox.widgets().resource(read).update();

        assertThat(replaced.<Integer>get("spec", "size")).isEqualTo(4);
        assertThat(replaced.<Object>get("spec", "low")).isNull();
        assertThat(replaced.<String>get("spec", "color")).isEqualTo("red");
    }

    @Test
    void nothing_is_written_when_nothing_changes(Sandbox sandbox) {
        var created = sandbox.create("a", "size: 3");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 3}}");

        assertThat(answer.at("/metadata/resourceVersion")).isEqualTo(created.getMetadata().getResourceVersion());
    }

    @Test
    void the_generation_counts_changes_of_the_spec_only(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var labelled = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"metadata\": {\"labels\": {\"x\": \"z\"}}}");
        var reported = sandbox.wire().patch(MERGE, sandbox.path("a") + "/status", "{\"status\": {\"phase\": \"Done\"}}");
        var resized = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 4}}");

        assertThat(labelled.at("/metadata/generation")).isEqualTo("1");
        assertThat(reported.at("/metadata/generation")).isEqualTo("1");
        assertThat(resized.at("/metadata/generation")).isEqualTo("2");
    }

    @Test
    void the_status_is_changed_through_its_subresource_only(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        String both = "{\"spec\": {\"size\": 4}, \"status\": {\"phase\": \"Done\"}}";

        var object = sandbox.wire().patch(MERGE, sandbox.path("a"), both);
        var status = sandbox.wire().patch(MERGE, sandbox.path("a") + "/status", both.replace("4", "5"));

        assertThat(object.body().has("status")).isFalse();
        assertThat(status.at("/status/phase")).isEqualTo("Done");
        assertThat(status.at("/spec/size")).isEqualTo("4");
    }

    @Test
    void null_in_a_merge_patch_removes(Sandbox sandbox) {
        sandbox.create("a", "size: 3", "low: 1");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"low\": null}}");

        assertThat(answer.body().at("/spec").has("low")).isFalse();
    }

    @Test
    void null_stays_where_the_schema_allows_it(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", "\"size\": 3, \"note\": null"));

        assertThat(answer.body().at("/spec/note").isNull()).isTrue();
    }

    @Test
    void a_json_patch_changes_by_path(Sandbox sandbox) {
        sandbox.create("a", "size: 3", "steps: [one, three]");

        var answer = sandbox.wire().patch(JSON_PATCH, sandbox.path("a"), """
                [{"op": "test", "path": "/spec/size", "value": 3}, {"op": "add", "path": "/spec/steps/1", "value": "two"},
                 {"op": "replace", "path": "/spec/size", "value": 4}]""");

        assertThat(answer.at("/spec/size")).isEqualTo("4");
        assertThat(answer.body().at("/spec/steps").toString()).isEqualTo("[\"one\",\"two\",\"three\"]");
    }

    @Test
    void a_json_patch_whose_test_fails_changes_nothing(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().patch(JSON_PATCH, sandbox.path("a"), """
                [{"op": "replace", "path": "/spec/size", "value": 4}, {"op": "test", "path": "/spec/color", "value": "blue"}]""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(3);
    }

    @Test
    void a_custom_resource_takes_no_strategic_patch(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().patch(STRATEGIC, sandbox.path("a"), "{\"spec\": {\"size\": 4}}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/message")).contains("application/merge-patch+json");
    }

    @Test
    void a_strategic_patch_merges_lists_by_value_and_by_key(Sandbox sandbox) {
        String path = "/api/v1/namespaces/" + sandbox.namespace() + "/configmaps";
        sandbox.wire().post(path,
                """
                        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "finalizers": ["example.com/one"]}, "data": {"x": "1"}}""");

        var merged = sandbox.wire().patch(STRATEGIC, path + "/a", """
                {"metadata": {"finalizers": ["example.com/two"]}, "data": {"y": "2"}}""");
        var emptied = sandbox.wire().patch(STRATEGIC, path + "/a",
                """
                        {"metadata": {"$deleteFromPrimitiveList/finalizers": ["example.com/one", "example.com/two"]}, "data": {"$patch": "replace", "z": "3"}}""");

        assertThat(merged.body().at("/metadata/finalizers").toString()).contains("example.com/one", "example.com/two");
        assertThat(merged.body().at("/data").toString()).isEqualTo("{\"x\":\"1\",\"y\":\"2\"}");
        assertThat(emptied.body().at("/metadata/finalizers").isEmpty()).isTrue();
        assertThat(emptied.body().at("/data").toString()).isEqualTo("{\"z\":\"3\"}");
    }

    @Test
    void a_rule_about_change_sees_what_was_before(Sandbox sandbox) {
        sandbox.create("a", "size: 3", "color: blue");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"color\": \"green\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("spec.color", "color is immutable");
    }

    @Test
    void an_immutable_config_map_stays_as_it_is(Sandbox sandbox) {
        var map = sandbox.client()
                .resource(new ConfigMapBuilder().withNewMetadata().withName("a").withNamespace(sandbox.namespace()).endMetadata()
                        .addToData("x", "1").withImmutable(true).build())
                .create();

        var answer = sandbox.wire().patch(MERGE, "/api/v1/namespaces/" + sandbox.namespace() + "/configmaps/" + map.getMetadata().getName(),
                "{\"data\": {\"x\": \"2\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("field is immutable when `immutable` is set");
    }

    @Test
    void identity_cannot_be_changed(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var generation = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"metadata\": {\"generation\": 99}, \"spec\": {\"size\": 4}}");
        var creation = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"metadata\": {\"creationTimestamp\": \"2020-01-01T00:00:00Z\"}}");

        assertThat(generation.at("/metadata/generation")).isEqualTo("2");
        assertThat(creation.status()).isEqualTo(422);
        assertThat(creation.at("/message")).contains("metadata.creationTimestamp: Invalid value", "field is immutable");
    }

    @Test
    void another_uid_is_another_object(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"metadata\": {\"uid\": \"not-it\"}, \"spec\": {\"size\": 4}}");

        assertThat(answer.status()).isIn(409, 422);
        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(3);
    }

    @Test
    void the_scale_shows_and_changes_the_replicas(Sandbox sandbox) {
        sandbox.create("a", "size: 3", "replicas: 2");
        sandbox.wire().patch(MERGE, sandbox.path("a") + "/status", "{\"status\": {\"replicas\": 1, \"selector\": \"x=z\"}}");

        var scale = sandbox.wire().get(sandbox.path("a") + "/scale");
        var changed = sandbox.wire().patch(MERGE, sandbox.path("a") + "/scale", "{\"spec\": {\"replicas\": 5}}");

        assertThat(scale.at("/kind")).isEqualTo("Scale");
        assertThat(scale.at("/spec/replicas")).isEqualTo("2");
        assertThat(scale.at("/status/replicas")).isEqualTo("1");
        assertThat(scale.at("/status/selector")).isEqualTo("x=z");
        assertThat(changed.at("/spec/replicas")).isEqualTo("5");
        assertThat(sandbox.get("a").<Integer>get("spec", "replicas")).isEqualTo(5);
    }

    @Test
    void fabric8_edits_and_scales(Sandbox sandbox) {
        sandbox.create("a", "size: 3", "replicas: 2");

        sandbox.widgets().withName("a").edit(widget -> {
            widget.getMetadata().setLabels(Map.of("x", "z"));
            return widget;
        });
        sandbox.widgets().withName("a").scale(4);

        assertThat(sandbox.get("a").getMetadata().getLabels()).containsEntry("x", "z");
        assertThat(sandbox.get("a").<Integer>get("spec", "replicas")).isEqualTo(4);
    }
}
