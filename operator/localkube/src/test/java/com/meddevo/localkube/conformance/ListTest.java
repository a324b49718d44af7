package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Cluster.class)
class ListTest {

    private static String encoded(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8); }

    private static void label(Sandbox sandbox, String name, String labels) {
        sandbox.create(name, "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path(name), "{\"metadata\": {\"labels\": {" + labels + "}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            env=prod               | a
            env==prod              | a
            env!=prod              | b c
            env in (prod, test)    | a b
            env notin (prod)       | b c
            env                    | a b
            !env                   | c
            env=prod,tier=web      | a
            env=prod,tier!=web     |
            tier,env notin (prod)  | b
            """)
    void labels_select(String selector, String expected, Sandbox sandbox) {
        label(sandbox, "a", "\"env\": \"prod\", \"tier\": \"web\"");
        label(sandbox, "b", "\"env\": \"test\", \"tier\": \"db\"");
        label(sandbox, "c", "\"x\": \"z\"");

        var answer = sandbox.wire().get(sandbox.path() + "?labelSelector=" + encoded(selector));

        assertThat(answer.each("/items", "/metadata/name")).isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void a_selector_that_cannot_be_read_is_refused(Sandbox sandbox) {
        assertThat(sandbox.wire().get(sandbox.path() + "?labelSelector=" + encoded("a in (b")).status()).isEqualTo(400);
    }

    @Test
    void fields_select(Sandbox sandbox) {
        sandbox.create("a", "size: 3", "color: blue");
        sandbox.create("b", "size: 3", "color: red");

        var byName = sandbox.wire().get(sandbox.path() + "?fieldSelector=" + encoded("metadata.name=a"));
        var byOther = sandbox.wire()
                .get(sandbox.path() + "?fieldSelector=" + encoded("metadata.name!=a,metadata.namespace=" + sandbox.namespace()));
        var byDeclared = sandbox.wire().get(sandbox.path() + "?fieldSelector=" + encoded("spec.color=blue"));
        var byUndeclared = sandbox.wire().get(sandbox.path() + "?fieldSelector=" + encoded("spec.size=3"));

        assertThat(byName.each("/items", "/metadata/name")).containsExactly("a");
        assertThat(byOther.each("/items", "/metadata/name")).containsExactly("b");
        assertThat(byDeclared.each("/items", "/metadata/name")).containsExactly("a");
        assertThat(byUndeclared.status()).isEqualTo(400);
        assertThat(byUndeclared.at("/message")).contains("field label not supported: spec.size");
    }

    @Test
    void events_are_found_by_what_they_are_about(Sandbox sandbox) {
        for (String name : List.of("a", "b")) {
            sandbox.wire().post(sandbox.corePath("events"),
                    """
                            {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "%1$s.1"}, "reason": "Tested", "type": "Normal", "message": "m",
                             "involvedObject": {"kind": "Widget", "name": "%1$s", "namespace": "%2$s", "uid": "u-%1$s"}}"""
                            .formatted(name, sandbox.namespace()));
        }

        var answer = sandbox.wire()
                .get(sandbox.corePath("events") + "?fieldSelector=" + encoded("involvedObject.name=b,involvedObject.uid=u-b"));

        assertThat(answer.each("/items", "/metadata/name")).containsExactly("b.1");
    }

    @Test
    void a_list_has_a_version_from_which_one_can_watch(Sandbox sandbox) {
        var created = sandbox.create("a", "size: 3");

        var answer = sandbox.wire().get(sandbox.path());

        assertThat(answer.at("/kind")).isEqualTo("WidgetList");
        assertThat(Long.parseLong(answer.at("/metadata/resourceVersion"))).isGreaterThanOrEqualTo(
                Long.parseLong(created.getMetadata().getResourceVersion()));
    }

    @Test
    void pages_show_one_moment(Sandbox sandbox) {
        List.of("a", "b", "c", "d", "e").forEach(name -> sandbox.create(name, "size: 3"));

        var first = sandbox.wire().get(sandbox.path() + "?limit=2");
        sandbox.create("bb", "size: 3");
        sandbox.wire().delete(sandbox.path("d"), "{}");
        var second = sandbox.wire().get(sandbox.path() + "?limit=2&continue=" + encoded(first.at("/metadata/continue")));
        var third = sandbox.wire().get(sandbox.path() + "?limit=2&continue=" + encoded(second.at("/metadata/continue")));

        assertThat(first.each("/items", "/metadata/name")).containsExactly("a", "b");
        assertThat(first.at("/metadata/remainingItemCount")).isEqualTo("3");
        assertThat(second.each("/items", "/metadata/name")).containsExactly("c", "d");
        assertThat(second.at("/metadata/resourceVersion")).isEqualTo(first.at("/metadata/resourceVersion"));
        assertThat(third.each("/items", "/metadata/name")).containsExactly("e");
        assertThat(third.at("/metadata/continue")).isEmpty();
    }

    @Test
    void an_exact_version_shows_what_was(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        String then = sandbox.wire().get(sandbox.path()).at("/metadata/resourceVersion");
        sandbox.create("b", "size: 3");

        var answer = sandbox.wire().get(sandbox.path() + "?limit=9&resourceVersionMatch=Exact&resourceVersion=" + then);

        assertThat(answer.each("/items", "/metadata/name")).containsExactly("a");
    }

    @Test
    void a_list_of_all_namespaces_holds_them_all(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().get("/apis/" + sandbox.group() + "/v1/widgets");

        assertThat(answer.each("/items", "/metadata/namespace")).containsExactly(sandbox.namespace());
    }

    @Test
    void metadata_alone_can_be_asked_for(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var answer = sandbox.wire().getAs("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", sandbox.path());

        assertThat(answer.at("/kind")).isEqualTo("PartialObjectMetadataList");
        assertThat(answer.at("/items/0/metadata/name")).isEqualTo("a");
        assertThat(answer.body().at("/items/0").has("spec")).isFalse();
    }

    @Test
    void a_table_has_the_columns_of_the_kind(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path("a") + "/status",
                "{\"status\": {\"conditions\": [{\"type\": \"Other\", \"status\": \"False\"}, {\"type\": \"Ready\", \"status\": \"True\"}]}}");

        var answer = sandbox.wire().getAs("application/json;as=Table;g=meta.k8s.io;v=v1", sandbox.path());

        assertThat(answer.at("/kind")).isEqualTo("Table");
        assertThat(answer.each("/columnDefinitions", "/name")).containsExactly("Name", "Size", "Ready", "Since", "Age");
        assertThat(answer.each("/columnDefinitions", "/priority")).containsExactly("0", "0", "0", "1", "0");
        assertThat(answer.at("/rows/0/cells/0")).isEqualTo("a");
        assertThat(answer.body().at("/rows/0/cells/1").isInt()).isTrue();
        assertThat(answer.at("/rows/0/cells/2")).isEqualTo("True");
        assertThat(answer.at("/rows/0/cells/4")).matches("\\d+s");
        assertThat(answer.at("/rows/0/object/kind")).isEqualTo("PartialObjectMetadata");
    }
}
