package com.meddevo.localkube.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
class DiscoveryTest {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    @Test
    void the_server_is_ready_and_says_what_it_is(Sandbox sandbox) {
        assertThat(sandbox.wire().get("/readyz").status()).isEqualTo(200);
        assertThat(sandbox.wire().get("/version").at("/gitVersion")).startsWith("v1.");
    }

    @Test
    void groups_and_versions_are_listed(Sandbox sandbox) {
        assertThat(sandbox.wire().get("/api").body().at("/versions").toString()).isEqualTo("[\"v1\"]");
        assertThat(sandbox.wire().get("/apis").each("/groups", "/name")).contains("apiextensions.k8s.io", "coordination.k8s.io",
                "authorization.k8s.io", sandbox.group());
        assertThat(sandbox.wire().get("/apis/" + sandbox.group()).at("/preferredVersion/groupVersion")).isEqualTo(sandbox.group() + "/v1");
    }

    @Test
    void kinds_are_listed_with_their_subresources_and_short_names(Sandbox sandbox) {
        var answer = sandbox.wire().get("/apis/" + sandbox.group() + "/v1");

        assertThat(answer.each("/resources", "/name")).containsExactlyInAnyOrder("widgets", "widgets/status", "widgets/scale");
        assertThat(answer.body().at("/resources/0/shortNames").toString()).isEqualTo("[\"wg\"]");
        assertThat(answer.body().at("/resources/0/verbs").toString()).contains("deletecollection", "patch", "watch");
        assertThat(answer.each("/resources", "/kind")).contains("Scale");
    }

    @Test
    void everything_can_be_had_at_once(Sandbox sandbox) {
        var core = sandbox.wire().getAs(AGGREGATED, "/api");
        var groups = sandbox.wire().getAs(AGGREGATED, "/apis");

        assertThat(core.at("/kind")).isEqualTo("APIGroupDiscoveryList");
        assertThat(core.each("/items/0/versions/0/resources", "/resource")).contains("configmaps", "events", "namespaces", "secrets");
        assertThat(groups.each("/items", "/metadata/name")).contains(sandbox.group());
    }

    @Test
    void schemas_are_described(Sandbox sandbox) {
        var index = sandbox.wire().get("/openapi/v3");
        var document = sandbox.wire()
                .get(index.body().at("/paths").path("apis/" + sandbox.group() + "/v1").path("serverRelativeURL").asText());

        String schema = document.body().at("/components/schemas").properties().stream().filter(each -> each.getKey().endsWith(".Widget"))
                .findFirst().orElseThrow().getValue().toString();
        assertThat(schema).contains("x-kubernetes-group-version-kind", "How large it is, in boxes.");
        assertThat(document.body().at("/paths").toString()).contains("fieldValidation");
    }

    @Test
    void a_path_that_leads_nowhere_is_not_found(Sandbox sandbox) {
        var answer = sandbox.wire().get("/apis/" + sandbox.group() + "/v1/namespaces/" + sandbox.namespace() + "/gadgets");

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void everybody_may_ask_what_they_may_do(Sandbox sandbox) {
        var access = sandbox.wire().post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
                 "spec": {"resourceAttributes": {"verb": "get", "resource": "configmaps", "namespace": "default"}}}""");
        var rules = sandbox.wire().post("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "spec": {"namespace": "default"}}""");
        var self = sandbox.wire().post("/apis/authentication.k8s.io/v1/selfsubjectreviews", """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"}""");

        assertThat(access.at("/status/allowed")).isEqualTo("true");
        assertThat(rules.body().at("/status/resourceRules").isEmpty()).isFalse();
        assertThat(self.at("/status/userInfo/username")).isNotBlank();
    }
}
