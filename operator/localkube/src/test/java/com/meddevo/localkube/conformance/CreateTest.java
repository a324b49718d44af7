package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
class CreateTest {

    @Test
    void a_new_object_gets_identity_and_defaults(Sandbox sandbox) {
        var created = sandbox.create("a", "size: 3", "ports: [{name: web}]");

        assertThat(created.getMetadata().getUid()).isNotBlank();
        assertThat(created.getMetadata().getResourceVersion()).isNotBlank();
        assertThat(created.getMetadata().getCreationTimestamp()).isNotBlank();
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(created.<String>get("spec", "color")).isEqualTo("red");
        assertThat(created.<String>get("spec", "ports", 0, "protocol")).isEqualTo("TCP");
    }

    @Test
    void a_name_is_made_from_generateName(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), """
                {"apiVersion": "%s/v1", "kind": "Widget", "metadata": {"generateName": "a-"}, "spec": {"size": 1}}"""
                .formatted(sandbox.group()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/metadata/name")).matches("a-[a-z0-9]{5}");
    }

    @Test
    void what_is_there_cannot_be_created(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", "\"size\": 3"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/reason")).isEqualTo("AlreadyExists");
        assertThat(answer.at("/message")).isEqualTo("widgets." + sandbox.group() + " \"a\" already exists");
    }

    @Test
    void what_is_not_there_is_not_found(Sandbox sandbox) {
        var answer = sandbox.wire().get(sandbox.path("a"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/message")).isEqualTo("widgets." + sandbox.group() + " \"a\" not found");
        assertThat(answer.at("/details/kind")).isEqualTo("widgets");
    }

    @Test
    void a_namespace_must_exist(Sandbox sandbox) {
        String path = "/apis/" + sandbox.group() + "/v1/namespaces/not-" + sandbox.namespace() + "/widgets";

        var answer = sandbox.wire().post(path, sandbox.json("a", "\"size\": 3"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/message")).isEqualTo("namespaces \"not-" + sandbox.namespace() + "\" not found");
    }

    @Test
    void a_value_that_the_schema_forbids_is_refused_with_its_field(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", "\"size\": 30, \"color\": \"pink\""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/reason")).isEqualTo("Invalid");
        assertThat(answer.at("/message")).startsWith("Widget." + sandbox.group() + " \"a\" is invalid: [");
        assertThat(answer.each("/details/causes", "/field")).contains("spec.size", "spec.color");
        assertThat(answer.each("/details/causes", "/reason")).contains("FieldValueInvalid", "FieldValueNotSupported");
    }

    @Test
    void a_missing_field_is_named(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", ""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("spec.size: Required value");
    }

    @Test
    void a_rule_between_fields_is_kept(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", "\"size\": 3, \"low\": 5, \"high\": 4"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.each("/details/causes", "/message")).anyMatch(message -> message.contains("low must not be greater than high"));
        assertThat(answer.each("/details/causes", "/field")).contains("spec.low");
    }

    @Test
    void an_unknown_field_is_dropped_with_a_warning(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", "\"size\": 3, \"sice\": 4"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/spec").has("sice")).isFalse();
        assertThat(answer.warnings()).anyMatch(warning -> warning.contains("unknown field") && warning.contains("spec.sice"));
    }

    @Test
    void an_unknown_field_is_refused_when_validation_is_strict(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path() + "?fieldValidation=Strict", sandbox.json("a", "\"size\": 3, \"sice\": 4"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/message")).contains("strict decoding error: unknown field \"spec.sice\"");
    }

    @Test
    void a_key_that_stands_twice_is_refused_when_validation_is_strict(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path() + "?fieldValidation=Strict", sandbox.json("a", "\"size\": 3, \"size\": 4"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/message")).containsIgnoringCase("duplicate field");
    }

    @Test
    void an_unknown_field_is_dropped_in_silence_when_validation_is_off(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path() + "?fieldValidation=Ignore", sandbox.json("a", "\"size\": 3, \"sice\": 4"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.warnings()).isEmpty();
    }

    @Test
    void fields_below_an_open_field_are_kept(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", "\"size\": 3, \"free\": {\"any\": {\"thing\": [1, 2.5]}}"));

        assertThat(answer.body().at("/spec/free/any/thing").toString()).isEqualTo("[1,2.5]");
    }

    @Test
    void an_int_or_string_is_either(Sandbox sandbox) {
        var number = sandbox.create("a", "size: 3", "amount: 5");
        var text = sandbox.create("b", "size: 3", "amount: 50%");

        assertThat(number.<Object>get("spec", "amount")).isEqualTo(5);
        assertThat(text.<Object>get("spec", "amount")).isEqualTo("50%");
    }

    @Test
    void a_new_object_has_no_status_of_the_clients(Sandbox sandbox) {
        String body = sandbox.json("a", "\"size\": 3").replace("\"spec\"", "\"status\": {\"phase\": \"Done\"}, \"spec\"");

        var answer = sandbox.wire().post(sandbox.path(), body);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().has("status")).isFalse();
    }

    @Test
    void the_kind_must_be_that_of_the_path(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("a", "\"size\": 3").replace("\"Widget\"", "\"Gadget\""));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_name_must_be_a_name(Sandbox sandbox) {
        var answer = sandbox.wire().post(sandbox.path(), sandbox.json("Not A Name", "\"size\": 3"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("metadata.name: Invalid value: \"Not A Name\": a lowercase RFC 1123 subdomain");
    }

    @Test
    void a_label_must_be_a_label(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"metadata\": {\"labels\": {\"x\": \"not a label\"}}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("metadata.labels");
    }

    @Test
    void a_dry_run_checks_everything_and_keeps_nothing(Sandbox sandbox) {
        var good = sandbox.wire().post(sandbox.path() + "?dryRun=All", sandbox.json("a", "\"size\": 3"));
        var bad = sandbox.wire().post(sandbox.path() + "?dryRun=All", sandbox.json("b", "\"size\": 30"));

        assertThat(good.status()).isEqualTo(201);
        assertThat(good.at("/spec/color")).isEqualTo("red");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(sandbox.widgets().list().getItems()).isEmpty();
    }

    @Test
    void the_text_of_a_secret_becomes_data(Sandbox sandbox) {
        var secret = sandbox.client()
                .resource(new SecretBuilder().withNewMetadata().withName("a").withNamespace(sandbox.namespace()).endMetadata()
                        .addToStringData("key", "open sesame").build())
                .create();

        assertThat(secret.getStringData()).isNullOrEmpty();
        assertThat(secret.getData()).containsEntry("key", Base64.getEncoder().encodeToString("open sesame".getBytes()));
        assertThat(secret.getType()).isEqualTo("Opaque");
    }
}
