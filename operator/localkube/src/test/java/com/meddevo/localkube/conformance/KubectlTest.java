package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Sandbox.eventually;
import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real kubectl, as a person uses it. */
@ExtendWith(Cluster.class)
class KubectlTest {

    private static final String READY = "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\", \"message\": \"all is well\"}]}}";

    @Test
    void apply_creates_changes_and_leaves_alone(Sandbox sandbox) {
        Kubectl kubectl = sandbox.kubectl();

        var created = kubectl.runWith(sandbox.yaml("a", "size: 3", "low: 1"), "apply", "-f", "-").orFail();
        var unchanged = kubectl.runWith(sandbox.yaml("a", "size: 3", "low: 1"), "apply", "-f", "-").orFail();
        var changed = kubectl.runWith(sandbox.yaml("a", "size: 4"), "apply", "-f", "-").orFail();

        assertThat(created).contains("/a created");
        assertThat(unchanged).contains("/a unchanged");
        assertThat(changed).contains("/a configured");
        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(4);
        assertThat(sandbox.get("a").<Object>get("spec", "low")).isNull();
    }

    @Test
    void apply_refuses_an_unknown_field(Sandbox sandbox) {
        var result = sandbox.kubectl().runWith(sandbox.yaml("a", "size: 3", "sice: 4"), "apply", "-f", "-");

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("unknown field \"spec.sice\"");
    }

    @Test
    void apply_shows_why_an_object_is_invalid(Sandbox sandbox) {
        var result = sandbox.kubectl().runWith(sandbox.yaml("a", "size: 30"), "apply", "-f", "-");

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("The Widget \"a\" is invalid: spec.size: Invalid value: 30");
    }

    @Test
    void apply_on_the_server_shows_conflicts_and_takes_over(Sandbox sandbox) {
        Kubectl kubectl = sandbox.kubectl();
        kubectl.runWith(sandbox.yaml("a", "size: 3"), "apply", "--server-side", "--field-manager=one", "-f", "-").orFail();

        var refused = kubectl.runWith(sandbox.yaml("a", "size: 4"), "apply", "--server-side", "--field-manager=two", "-f", "-");
        var forced = kubectl.runWith(sandbox.yaml("a", "size: 4"), "apply", "--server-side", "--field-manager=two", "--force-conflicts",
                "-f", "-");

        assertThat(refused.err()).contains("Apply failed with 1 conflict: conflict with \"one\": .spec.size");
        assertThat(forced.orFail()).contains("serverside-applied");
    }

    @Test
    void who_applied_on_the_client_can_apply_on_the_server(Sandbox sandbox) {
        Kubectl kubectl = sandbox.kubectl();
        kubectl.runWith(sandbox.yaml("a", "size: 3", "low: 1"), "apply", "-f", "-").orFail();

        kubectl.runWith(sandbox.yaml("a", "size: 4"), "apply", "--server-side", "-f", "-").orFail();

        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(4);
        assertThat(sandbox.get("a").<Object>get("spec", "low")).isNull();
    }

    @Test
    void apply_works_for_config_maps_and_secrets(Sandbox sandbox) {
        String yaml = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data: {x: "1", y: "2"}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: a}
                stringData: {key: open sesame}
                """;
        sandbox.kubectl().runWith(yaml, "apply", "-f", "-").orFail();

        sandbox.kubectl().runWith(yaml.replace(", y: \"2\"", ""), "apply", "-f", "-").orFail();

        assertThat(sandbox.kubectl().run("get", "configmap,secret").rows()).anyMatch(row -> row.startsWith("configmap/a 1 "))
                .anyMatch(row -> row.startsWith("secret/a Opaque 1 "));
    }

    @Test
    void get_shows_the_columns_of_the_kind(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path("a") + "/status", READY);

        var rows = sandbox.kubectl().run("get", "wg").rows();
        var wide = sandbox.kubectl().run("get", "widgets." + sandbox.group(), "-o", "wide").rows();
        var labels = sandbox.kubectl().run("get", "widget", "a", "-o", "jsonpath={.spec.size}").orFail();

        assertThat(rows.getFirst()).isEqualTo("NAME SIZE READY AGE");
        assertThat(rows.get(1)).matches("a 3 True \\d+s");
        assertThat(wide.getFirst()).isEqualTo("NAME SIZE READY SINCE AGE");
        assertThat(labels).isEqualTo("3");
    }

    @Test
    void get_says_when_there_is_nothing(Sandbox sandbox) {
        assertThat(sandbox.kubectl().run("get", "wg").err()).contains("No resources found in " + sandbox.namespace() + " namespace.");
        assertThat(sandbox.kubectl().run("get", "wg", "a").err())
                .contains("Error from server (NotFound): widgets." + sandbox.group() + " \"a\" not found");
    }

    @Test
    void get_follows_changes(Sandbox sandbox) throws IOException {
        sandbox.create("a", "size: 3");
        var seen = new ConcurrentLinkedQueue<String>();
        Process watch = sandbox.kubectl().start("get", "wg", "--watch");
        try {
            Thread.ofVirtual()
                    .start(() -> watch.inputReader().lines().map(line -> line.strip().replaceAll("\\s+", " ")).forEach(seen::add));
            eventually().until(() -> seen.size() == 2);

            sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 4}}");
            sandbox.create("b", "size: 5");

            eventually().until(() -> seen.size() == 4);
        } finally {
            watch.destroy();
        }
        assertThat(List.copyOf(seen)).first().isEqualTo("NAME SIZE READY AGE");
        assertThat(seen).anyMatch(row -> row.startsWith("a 3 ")).anyMatch(row -> row.startsWith("a 4 "))
                .anyMatch(row -> row.startsWith("b 5 "));
    }

    @Test
    void describe_shows_the_object_and_its_events(Sandbox sandbox) {
        var widget = sandbox.create("a", "size: 3");
        sandbox.wire().post(sandbox.corePath("events"),
                """
                        {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "a.1"}, "reason": "Tested", "type": "Warning", "message": "it was tested",
                         "involvedObject": {"kind": "Widget", "apiVersion": "%s/v1", "name": "a", "namespace": "%s", "uid": "%s"},
                         "source": {"component": "test"}, "count": 1, "firstTimestamp": "2026-01-01T00:00:00Z", "lastTimestamp": "2026-01-01T00:00:00Z"}"""
                        .formatted(sandbox.group(), sandbox.namespace(), widget.getMetadata().getUid()));

        var rows = sandbox.kubectl().run("describe", "wg", "a").rows();

        assertThat(rows).contains("Name: a", "Size: 3", "Kind: Widget");
        assertThat(rows).anyMatch(row -> row.startsWith("Warning Tested") && row.endsWith("test it was tested"));
        assertThat(sandbox.kubectl().run("get", "events").rows().get(1)).contains("Warning Tested widget/a it was tested");
    }

    @Test
    void describe_shows_a_namespace(Sandbox sandbox) {
        assertThat(sandbox.kubectl().run("describe", "namespace", sandbox.namespace()).rows()).contains("Name: " + sandbox.namespace(),
                "Status: Active");
    }

    @Test
    void explain_shows_what_the_schema_says(Sandbox sandbox) {
        var field = sandbox.kubectl().run("explain", "widget.spec.size").rows();
        var kind = sandbox.kubectl().run("explain", "wg").rows();
        var inner = sandbox.kubectl().run("explain", "wg.metadata.labels").rows();

        assertThat(field).contains("FIELD: size <integer>", "How large it is, in boxes.");
        assertThat(kind).contains("A Widget is something to test with.", "spec <Object> -required-");
        assertThat(inner).contains("FIELD: labels <map[string]string>");
        assertThat(sandbox.kubectl().run("explain", "configmap.data").rows()).contains("FIELD: data <map[string]string>");
    }

    @Test
    void edit_changes(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        sandbox.kubectl().run("edit", "wg", "a").orFail();

        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(7);
    }

    @Test
    void scale_changes_the_replicas(Sandbox sandbox) {
        sandbox.create("a", "size: 3", "replicas: 1");

        sandbox.kubectl().run("scale", "wg", "a", "--replicas=3").orFail();
        var wrong = sandbox.kubectl().run("scale", "wg", "a", "--replicas=5", "--current-replicas=2");

        assertThat(wrong.exit()).isNotZero();
        assertThat(sandbox.get("a").<Integer>get("spec", "replicas")).isEqualTo(3);
    }

    @Test
    void wait_waits_for_a_condition_a_value_and_a_deletion(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path("a") + "/status", READY);

        assertThat(sandbox.kubectl().run("wait", "wg/a", "--for=condition=Ready", "--timeout=10s").orFail()).contains("condition met");
        assertThat(sandbox.kubectl().run("wait", "wg/a", "--for=jsonpath={.spec.size}=3", "--timeout=10s").orFail())
                .contains("condition met");
        Thread deletion = Thread.ofVirtual().start(() -> sandbox.widgets().withName("a").delete());
        assertThat(sandbox.kubectl().run("wait", "wg/a", "--for=delete", "--timeout=10s").exit()).isZero();
        assertThat(deletion.isAlive()).isFalse();
    }

    @Test
    void delete_waits_until_it_is_gone(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        sandbox.create("b", "size: 3");

        assertThat(sandbox.kubectl().run("delete", "wg", "a").orFail()).contains("\"a\" deleted");
        assertThat(sandbox.kubectl().run("delete", "wg", "--all").orFail()).contains("\"b\" deleted");
        assertThat(sandbox.kubectl().run("delete", "wg", "a", "--ignore-not-found").exit()).isZero();
        assertThat(sandbox.widgets().list().getItems()).isEmpty();
    }

    @Test
    void label_annotate_and_patch_change(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        Kubectl kubectl = sandbox.kubectl();

        kubectl.run("label", "wg", "a", "x=z").orFail();
        kubectl.run("annotate", "wg", "a", "note=hello there").orFail();
        kubectl.run("patch", "wg", "a", "--type=merge", "-p", "{\"spec\": {\"size\": 4}}").orFail();
        kubectl.run("patch", "wg", "a", "--type=json", "-p", "[{\"op\": \"add\", \"path\": \"/spec/low\", \"value\": 1}]").orFail();
        kubectl.run("patch", "wg", "a", "--subresource=status", "--type=merge", "-p", READY).orFail();

        var widget = sandbox.get("a");
        assertThat(widget.getMetadata().getLabels()).containsEntry("x", "z");
        assertThat(widget.getMetadata().getAnnotations()).containsEntry("note", "hello there");
        assertThat(widget.<Integer>get("spec", "size")).isEqualTo(4);
        assertThat(widget.<Integer>get("spec", "low")).isEqualTo(1);
        assertThat(widget.<String>get("status", "conditions", 0, "message")).isEqualTo("all is well");
        assertThat(kubectl.run("get", "wg", "-l", "x in (z)", "-o", "name").rows()).containsExactly("widget." + sandbox.group() + "/a");
    }

    @Test
    void create_and_replace_take_whole_objects(Sandbox sandbox) {
        Kubectl kubectl = sandbox.kubectl();
        kubectl.runWith(sandbox.yaml("a", "size: 3", "low: 1"), "create", "-f", "-").orFail();

        var twice = kubectl.runWith(sandbox.yaml("a", "size: 3"), "create", "-f", "-");
        kubectl.runWith(sandbox.yaml("a", "size: 5"), "replace", "-f", "-").orFail();

        assertThat(twice.err()).contains("Error from server (AlreadyExists)");
        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(5);
        assertThat(sandbox.get("a").<Object>get("spec", "low")).isNull();
    }

    @Test
    void a_dry_run_and_a_diff_change_nothing(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var dry = sandbox.kubectl().runWith(sandbox.yaml("b", "size: 3"), "apply", "--dry-run=server", "-f", "-").orFail();
        var diff = sandbox.kubectl().runWith(sandbox.yaml("a", "size: 4"), "diff", "-f", "-");

        assertThat(dry).contains("created (server dry run)");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out()).contains("-  size: 3", "+  size: 4");
        assertThat(sandbox.widgets().list().getItems()).extracting(each -> each.getMetadata().getName()).containsExactly("a");
    }

    @Test
    void api_resources_and_crds_are_listed(Sandbox sandbox) {
        assertThat(sandbox.kubectl().run("api-resources", "--api-group=" + sandbox.group()).rows())
                .contains("widgets wg " + sandbox.group() + "/v1 true Widget");
        assertThat(sandbox.kubectl().run("get", "crd", "widgets." + sandbox.group()).rows().getFirst()).isEqualTo("NAME CREATED AT");
    }
}
