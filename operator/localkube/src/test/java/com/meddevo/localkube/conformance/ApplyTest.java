package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Wire.APPLY;
import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localkube.conformance.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Server-side apply, as https://kubernetes.io/docs/reference/using-api/server-side-apply/ describes it. */
@ExtendWith(Cluster.class)
class ApplyTest {

    private static Answer apply(Sandbox sandbox, String manager, String... spec) {
        return sandbox.wire().patch(APPLY, sandbox.path("a") + "?fieldManager=" + manager, sandbox.yaml("a", spec));
    }

    private static Answer force(Sandbox sandbox, String manager, String... spec) {
        return sandbox.wire().patch(APPLY, sandbox.path("a") + "?force=true&fieldManager=" + manager, sandbox.yaml("a", spec));
    }

    private static String managers(Answer answer) {
        return String.join(",", answer.body().at("/metadata/managedFields").valueStream()
                .map(each -> each.path("manager").asText() + ":" + each.path("operation").asText() + ":"
                        + each.path("subresource").asText())
                .sorted().toList());
    }

    private static String fields(Answer answer, String manager) {
        return answer.body().at("/metadata/managedFields").valueStream().filter(each -> each.path("manager").asText().equals(manager))
                .map(each -> each.path("fieldsV1").path("f:spec").toString()).findFirst().orElse("none");
    }

    @Test
    void applying_what_is_not_there_creates_it(Sandbox sandbox) {
        var answer = apply(sandbox, "one", "size: 3", "ports: [{name: web, number: 80}]", "tags: [x]", "settings: {k: v}",
                "inner: {left: l}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/spec/color")).isEqualTo("red");
        assertThat(managers(answer)).isEqualTo("one:Apply:");
        assertThat(fields(answer, "one"))
                .isEqualTo("{\"f:inner\":{\"f:left\":{}},\"f:ports\":{\"k:{\\\"name\\\":\\\"web\\\",\\\"protocol\\\":\\\"TCP\\\"}\":"
                        + "{\".\":{},\"f:name\":{},\"f:number\":{}}},\"f:settings\":{\"f:k\":{}},\"f:size\":{},\"f:tags\":{\"v:\\\"x\\\"\":{}}}");
    }

    @Test
    void applying_the_same_again_writes_nothing(Sandbox sandbox) {
        var first = apply(sandbox, "one", "size: 3");

        var second = apply(sandbox, "one", "size: 3");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/metadata/resourceVersion")).isEqualTo(first.at("/metadata/resourceVersion"));
    }

    @Test
    void an_apply_says_who_applies(Sandbox sandbox) {
        var answer = sandbox.wire().patch(APPLY, sandbox.path("a"), sandbox.yaml("a", "size: 3"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("fieldManager: Required value");
    }

    @Test
    void what_another_manager_applied_is_a_conflict_that_names_it(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "low: 1");

        var answer = apply(sandbox, "two", "size: 4", "low: 2");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/reason")).isEqualTo("Conflict");
        assertThat(answer.at("/message")).isEqualTo("Apply failed with 2 conflicts: conflicts with \"one\":\n- .spec.low\n- .spec.size");
        assertThat(answer.each("/details/causes", "/field")).containsExactlyInAnyOrder(".spec.low", ".spec.size");
        assertThat(answer.each("/details/causes", "/reason")).containsOnly("FieldManagerConflict");
        assertThat(answer.each("/details/causes", "/message")).containsOnly("conflict with \"one\"");
    }

    @Test
    void what_another_client_updated_is_a_conflict_too(Sandbox sandbox) {
        sandbox.wire().post(sandbox.path() + "?fieldManager=editor", sandbox.json("a", "\"size\": 3"));

        var answer = apply(sandbox, "one", "size: 4");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/message"))
                .startsWith("Apply failed with 1 conflict: conflict with \"editor\" using " + sandbox.group() + "/v1")
                .endsWith(": .spec.size");
    }

    @Test
    void force_takes_the_fields_over(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "low: 1");

        var answer = force(sandbox, "two", "size: 4");

        assertThat(answer.at("/spec/size")).isEqualTo("4");
        assertThat(fields(answer, "one")).isEqualTo("{\"f:low\":{}}");
        assertThat(fields(answer, "two")).isEqualTo("{\"f:size\":{}}");
    }

    @Test
    void the_same_value_is_shared(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "low: 1");
        var shared = apply(sandbox, "two", "size: 3", "low: 1");

        var left = apply(sandbox, "one", "size: 3");

        assertThat(shared.status()).isEqualTo(200);
        assertThat(left.at("/spec/low")).isEqualTo("1");
        assertThat(fields(left, "one")).isEqualTo("{\"f:size\":{}}");
    }

    @Test
    void what_is_no_longer_applied_goes(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "low: 1", "inner: {left: l, right: r}", "settings: {k: v, m: n}");

        var answer = apply(sandbox, "one", "size: 3", "inner: {left: l}", "settings: {k: v}");

        assertThat(answer.body().at("/spec").has("low")).isFalse();
        assertThat(answer.body().at("/spec/inner").toString()).isEqualTo("{\"left\":\"l\"}");
        assertThat(answer.body().at("/spec/settings").toString()).isEqualTo("{\"k\":\"v\"}");
    }

    @Test
    void a_default_comes_back_when_its_field_is_no_longer_applied(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "ports: [{name: web, protocol: TCP, number: 80}]");

        var answer = apply(sandbox, "one", "size: 3", "ports: [{name: web, number: 81}]");

        assertThat(answer.body().at("/spec/ports").size()).isEqualTo(1);
        assertThat(answer.at("/spec/ports/0/protocol")).isEqualTo("TCP");
        assertThat(answer.at("/spec/ports/0/number")).isEqualTo("81");
    }

    @Test
    void what_nobody_applied_stays(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path("a") + "?fieldManager=editor", "{\"spec\": {\"high\": 9}}");

        var answer = apply(sandbox, "one", "size: 4");

        assertThat(answer.at("/spec/high")).isEqualTo("9");
        assertThat(managers(answer)).isEqualTo("editor:Update:,one:Apply:");
    }

    @Test
    void items_of_a_list_map_belong_to_who_applied_them(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "ports: [{name: web, number: 80}, {name: web, protocol: UDP, number: 81}]");
        var both = apply(sandbox, "two", "size: 3", "ports: [{name: admin, number: 90}, {name: web, comment: public}]");

        var left = apply(sandbox, "one", "size: 3", "ports: [{name: web, number: 80}]");

        assertThat(both.each("/spec/ports", "/name")).containsExactlyInAnyOrder("web", "web", "admin");
        assertThat(left.each("/spec/ports", "/number")).containsExactlyInAnyOrder("80", "90");
        assertThat(left.each("/spec/ports", "/comment")).contains("public");
    }

    @Test
    void an_item_stays_while_another_manager_has_a_part_in_it(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "ports: [{name: web, number: 80}]");
        apply(sandbox, "two", "size: 3", "ports: [{name: web, comment: public}]");

        var left = apply(sandbox, "one", "size: 3");

        assertThat(left.body().at("/spec/ports")).isEqualTo(Wire.tree("[{\"comment\":\"public\",\"name\":\"web\",\"protocol\":\"TCP\"}]"));
    }

    @Test
    void a_field_of_an_item_can_be_in_conflict(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "ports: [{name: web, number: 80}]");

        var answer = apply(sandbox, "two", "size: 3", "ports: [{name: web, number: 81}]");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.each("/details/causes", "/field")).containsExactly(".spec.ports[name=\"web\",protocol=\"TCP\"].number");
    }

    @Test
    void members_of_a_set_belong_to_who_applied_them(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "tags: [a, b]");
        var both = apply(sandbox, "two", "size: 3", "tags: [b, c]");

        var left = apply(sandbox, "one", "size: 3", "tags: [a]");

        assertThat(both.body().at("/spec/tags").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(left.body().at("/spec/tags").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(apply(sandbox, "two", "size: 3").body().at("/spec/tags").toString()).isEqualTo("[\"a\"]");
    }

    @Test
    void an_atomic_list_has_one_owner(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "steps: [a, b]");

        var answer = apply(sandbox, "two", "size: 3", "steps: [a, b, c]");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.each("/details/causes", "/field")).containsExactly(".spec.steps");
        assertThat(force(sandbox, "two", "size: 3", "steps: [c]").body().at("/spec/steps").toString()).isEqualTo("[\"c\"]");
    }

    @Test
    void an_atomic_map_has_one_owner(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "whole: {left: l}");

        var answer = apply(sandbox, "two", "size: 3", "whole: {right: r}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.each("/details/causes", "/field")).containsExactly(".spec.whole");
    }

    @Test
    void fields_that_no_schema_describes_are_owned_one_by_one(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "free: {a: {b: 1}}");

        var answer = apply(sandbox, "two", "size: 3", "free: {a: {c: 2}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/spec/free/a")).isEqualTo(Wire.tree("{\"b\":1,\"c\":2}"));
    }

    @Test
    void the_status_has_managers_of_its_own(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3");
        String status = "apiVersion: " + sandbox.group()
                + "/v1\nkind: Widget\nmetadata: {name: a}\nspec: {size: 9}\nstatus: {phase: Done, conditions:"
                + " [{type: Ready, status: \"True\"}]}\n";

        var applied = sandbox.wire().patch(APPLY, sandbox.path("a") + "/status?fieldManager=one", status);
        var less = sandbox.wire().patch(APPLY, sandbox.path("a") + "/status?fieldManager=one", status.replace("phase: Done, ", ""));

        assertThat(applied.at("/spec/size")).isEqualTo("3");
        assertThat(managers(applied)).isEqualTo("one:Apply:,one:Apply:status");
        assertThat(less.body().at("/status")).isEqualTo(Wire.tree("{\"conditions\":[{\"status\":\"True\",\"type\":\"Ready\"}]}"));
    }

    @Test
    void a_status_cannot_be_applied_to_nothing(Sandbox sandbox) {
        var answer = sandbox.wire().patch(APPLY, sandbox.path("a") + "/status?fieldManager=one", sandbox.yaml("a", "size: 3"));

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void the_status_in_an_applied_object_is_left_out(Sandbox sandbox) {
        var answer = sandbox.wire().patch(APPLY, sandbox.path("a") + "?fieldManager=one",
                sandbox.yaml("a", "size: 3") + "status: {phase: Done}\n");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().has("status")).isFalse();
    }

    @Test
    void an_undeclared_field_cannot_be_applied(Sandbox sandbox) {
        var answer = apply(sandbox, "one", "size: 3", "sice: 4");

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.at("/message")).contains(".spec.sice: field not declared in schema");
    }

    @Test
    void a_stated_version_must_be_the_current_one(Sandbox sandbox) {
        var first = apply(sandbox, "one", "size: 3");
        apply(sandbox, "one", "size: 4");
        String stated = sandbox.yaml("a", "size: 5").replace("  name: a",
                "  name: a\n  resourceVersion: \"" + first.at("/metadata/resourceVersion") + "\"");

        var answer = sandbox.wire().patch(APPLY, sandbox.path("a") + "?fieldManager=one", stated);

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void an_update_takes_over_what_it_changes(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3", "low: 1");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a") + "?fieldManager=editor", "{\"spec\": {\"size\": 4}}");

        assertThat(fields(answer, "one")).isEqualTo("{\"f:low\":{}}");
        assertThat(fields(answer, "editor")).isEqualTo("{\"f:size\":{}}");
    }

    @Test
    void labels_and_finalizers_are_owned_one_by_one(Sandbox sandbox) {
        String metadata = sandbox.yaml("a", "size: 3").replace("  name: a", "  name: a\n  labels: {x: z}\n  finalizers: [example.com/one]");
        sandbox.wire().patch(APPLY, sandbox.path("a") + "?fieldManager=one", metadata);
        var both = sandbox.wire().patch(APPLY, sandbox.path("a") + "?fieldManager=two",
                metadata.replace("x: z", "y: z").replace("com/one", "com/two"));

        var left = apply(sandbox, "one", "size: 3");

        assertThat(both.body().at("/metadata/labels").size()).isEqualTo(2);
        assertThat(both.body().at("/metadata/finalizers").size()).isEqualTo(2);
        assertThat(left.body().at("/metadata/labels").toString()).isEqualTo("{\"y\":\"z\"}");
        assertThat(left.body().at("/metadata/finalizers").toString()).isEqualTo("[\"example.com/two\"]");
    }

    @Test
    void a_dry_run_shows_the_result_and_keeps_nothing(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3");

        var answer = sandbox.wire().patch(APPLY, sandbox.path("a") + "?dryRun=All&fieldManager=one", sandbox.yaml("a", "size: 4"));

        assertThat(answer.at("/spec/size")).isEqualTo("4");
        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(3);
    }

    @Test
    void the_account_of_managers_can_be_cleared(Sandbox sandbox) {
        apply(sandbox, "one", "size: 3");

        var answer = sandbox.wire().patch(MERGE, sandbox.path("a") + "?fieldManager=editor", "{\"metadata\": {\"managedFields\": [{}]}}");

        assertThat(managers(answer)).doesNotContain("one");
    }
}
