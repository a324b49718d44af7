package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Sandbox.eventually;
import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
class DeleteTest {
    private static final String NOTHING_HOLDS = "{\"metadata\": {\"finalizers\": null}}";

    private static void createHeld(Sandbox sandbox, String name) {
        sandbox.create(name, "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path(name), "{\"metadata\": {\"finalizers\": [\"example.com/hold\"]}}");
    }

    private static void createOwned(Sandbox sandbox, String name, String... owners) {
        String references = String.join(",", Arrays.stream(owners)
                .map(owner -> """
                        {"apiVersion": "%s/v1", "kind": "Widget", "name": "%s", "uid": "%s", "blockOwnerDeletion": true}""".formatted(
                        sandbox.group(), owner,
                        sandbox.get(owner).getMetadata().getUid()))
                .toList());
        sandbox.wire().post(sandbox.path(),
                sandbox.json(name, "\"size\": 3").replace("\"name\"", "\"ownerReferences\": [" + references + "], \"name\""));
    }

    @Test
    void an_object_that_nothing_holds_is_gone_at_once(Sandbox sandbox) {
        var created = sandbox.create("a", "size: 3");

        var answer = sandbox.wire().delete(sandbox.path("a"), "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/kind")).isEqualTo("Status");
        assertThat(answer.at("/status")).isEqualTo("Success");
        assertThat(answer.at("/details/uid")).isEqualTo(created.getMetadata().getUid());
        assertThat(sandbox.get("a")).isNull();
    }

    @Test
    void what_is_not_there_cannot_be_deleted(Sandbox sandbox) {
        assertThat(sandbox.wire().delete(sandbox.path("a"), "{}").status()).isEqualTo(404);
    }

    @Test
    void a_finalizer_holds_an_object_until_it_is_removed(Sandbox sandbox) {
        createHeld(sandbox, "a");

        var marked = sandbox.wire().delete(sandbox.path("a"), "{}");
        var again = sandbox.wire().delete(sandbox.path("a"), "{}");
        var released = sandbox.wire().patch(MERGE, sandbox.path("a"), NOTHING_HOLDS);

        assertThat(marked.at("/metadata/deletionTimestamp")).isNotBlank();
        assertThat(marked.at("/metadata/generation")).isEqualTo("2");
        assertThat(again.at("/metadata/resourceVersion")).isEqualTo(marked.at("/metadata/resourceVersion"));
        assertThat(released.status()).isEqualTo(200);
        assertThat(released.at("/metadata/name")).isEqualTo("a");
        assertThat(sandbox.get("a")).isNull();
    }

    @Test
    void an_object_that_is_being_deleted_gets_no_new_finalizer(Sandbox sandbox) {
        createHeld(sandbox, "a");
        sandbox.wire().delete(sandbox.path("a"), "{}");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a"),
                "{\"metadata\": {\"finalizers\": [\"example.com/hold\", \"example.com/more\"]}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains(
                "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{\"example.com/more\"}");
    }

    @Test
    void a_deletion_may_state_which_object_it_means(Sandbox sandbox) {
        var created = sandbox.create("a", "size: 3");

        var otherUid = sandbox.wire().delete(sandbox.path("a"), "{\"preconditions\": {\"uid\": \"other\"}}");
        var otherVersion = sandbox.wire().delete(sandbox.path("a"), "{\"preconditions\": {\"resourceVersion\": \"1\"}}");
        var right = sandbox.wire().delete(sandbox.path("a"), "{\"preconditions\": {\"uid\": \"" + created.getMetadata().getUid() + "\"}}");

        assertThat(otherUid.status()).isEqualTo(409);
        assertThat(otherUid.at("/message")).contains("Precondition failed: UID in precondition: other, UID in object meta: ");
        assertThat(otherVersion.status()).isEqualTo(409);
        assertThat(right.status()).isEqualTo(200);
    }

    @Test
    void a_dry_run_deletes_nothing(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().delete(sandbox.path("a") + "?dryRun=All", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sandbox.get("a")).isNotNull();
    }

    @Test
    void a_collection_is_deleted_by_label(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        sandbox.create("b", "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path("b"), "{\"metadata\": {\"labels\": {\"x\": \"z\"}}}");

        var answer = sandbox.wire().delete(sandbox.path() + "?labelSelector=x%3Dz", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sandbox.widgets().list().getItems()).extracting(each -> each.getMetadata().getName()).containsExactly("a");
    }

    @Test
    void dependents_go_with_their_owner(Sandbox sandbox) {
        sandbox.create("owner", "size: 3");
        createOwned(sandbox, "a", "owner");

        sandbox.wire().delete(sandbox.path("owner"), "{\"propagationPolicy\": \"Background\"}");

        eventually().until(() -> sandbox.get("a") == null);
    }

    @Test
    void a_dependent_stays_while_it_has_another_owner(Sandbox sandbox) {
        sandbox.create("one", "size: 3");
        sandbox.create("two", "size: 3");
        createOwned(sandbox, "a", "one", "two");

        sandbox.wire().delete(sandbox.path("one"), "{\"propagationPolicy\": \"Background\"}");

        eventually().until(() -> sandbox.get("a").getMetadata().getOwnerReferences().size() == 1);
    }

    @Test
    void an_owner_deleted_in_the_foreground_goes_last(Sandbox sandbox) {
        sandbox.create("owner", "size: 3");
        createOwned(sandbox, "a", "owner");
        sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"metadata\": {\"finalizers\": [\"example.com/hold\"]}}");

        var marked = sandbox.wire().delete(sandbox.path("owner"), "{\"propagationPolicy\": \"Foreground\"}");
        eventually().until(() -> sandbox.get("a").getMetadata().getDeletionTimestamp() != null);
        var waiting = sandbox.get("owner");
        sandbox.wire().patch(MERGE, sandbox.path("a"), NOTHING_HOLDS);

        assertThat(marked.body().at("/metadata/finalizers").toString()).isEqualTo("[\"foregroundDeletion\"]");
        assertThat(waiting).isNotNull();
        eventually().until(() -> sandbox.get("owner") == null);
    }

    @Test
    void orphans_stay_without_their_owner(Sandbox sandbox) {
        sandbox.create("owner", "size: 3");
        createOwned(sandbox, "a", "owner");

        sandbox.wire().delete(sandbox.path("owner"), "{\"propagationPolicy\": \"Orphan\"}");

        eventually().until(() -> sandbox.get("owner") == null);
        assertThat(sandbox.get("a").getMetadata().getOwnerReferences()).isEmpty();
    }

    @Test
    void a_namespace_takes_its_content_with_it(Sandbox sandbox) {
        String name = sandbox.namespace() + "-other";
        sandbox.wire().post("/api/v1/namespaces",
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"" + name + "\"}}");
        String path = "/apis/" + sandbox.group() + "/v1/namespaces/" + name + "/widgets";
        sandbox.wire().post(path, sandbox.json("a", "\"size\": 3").replace("\"name\"", "\"finalizers\": [\"example.com/hold\"], \"name\""));

        sandbox.wire().delete("/api/v1/namespaces/" + name, "{}");
        eventually().until(() -> !sandbox.wire().get(path + "/a").at("/metadata/deletionTimestamp").isEmpty());
        var terminating = sandbox.wire().get("/api/v1/namespaces/" + name);
        var refused = sandbox.wire().post(path, sandbox.json("b", "\"size\": 3"));
        sandbox.wire().patch(MERGE, path + "/a", NOTHING_HOLDS);

        assertThat(terminating.at("/status/phase")).isEqualTo("Terminating");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .contains("unable to create new content in namespace " + name + " because it is being terminated");
        assertThat(refused.each("/details/causes", "/reason")).containsExactly("NamespaceTerminating");
        eventually().until(() -> sandbox.wire().get("/api/v1/namespaces/" + name).status() == 404);
    }

    @Test
    void the_default_namespace_cannot_be_deleted(Sandbox sandbox) {
        var answer = sandbox.wire().delete("/api/v1/namespaces/default", "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/message")).isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
    }

    @Test
    void a_definition_takes_its_objects_with_it(Sandbox sandbox) {
        createHeld(sandbox, "a");
        String definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets." + sandbox.group();

        sandbox.wire().delete(definition, "{}");
        eventually().until(() -> !sandbox.wire().get(sandbox.path("a")).at("/metadata/deletionTimestamp").isEmpty());
        sandbox.wire().patch(MERGE, sandbox.path("a"), NOTHING_HOLDS);

        eventually().until(() -> sandbox.wire().get(definition).status() == 404);
        assertThat(sandbox.wire().get(sandbox.path()).status()).isEqualTo(404);
    }
}
