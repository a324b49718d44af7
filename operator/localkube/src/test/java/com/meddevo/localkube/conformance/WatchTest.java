package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Sandbox.eventually;
import static com.meddevo.localkube.conformance.Wire.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
class WatchTest {
    private static final String LABEL_Z = "{\"metadata\": {\"labels\": {\"x\": \"z\"}}}";
    private static final String NO_LABEL = "{\"metadata\": {\"labels\": {\"x\": null}}}";

    private static List<String> words(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText() + " " + event.at("/object/metadata/name").asText()).toList();
    }

    private static Predicate<JsonNode> named(String name) { return event -> event.at("/object/metadata/name").asText().equals(name); }

    private static String version(Sandbox sandbox) { return sandbox.wire().get(sandbox.path()).at("/metadata/resourceVersion"); }

    @Test
    void a_watch_from_nowhere_begins_with_what_is_there(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        sandbox.create("b", "size: 3");

        var events = sandbox.wire().watch(sandbox.path() + "?watch=true&timeoutSeconds=20", named("b"));

        assertThat(words(events)).containsExactly("ADDED a", "ADDED b");
    }

    @Test
    void a_watch_from_a_version_tells_what_came_after_it(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        String version = version(sandbox);
        sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 4}}");
        sandbox.create("b", "size: 3");
        sandbox.wire().delete(sandbox.path("a"), "{}");
        sandbox.create("end", "size: 3");

        var events = sandbox.wire().watch(sandbox.path() + "?watch=true&timeoutSeconds=20&resourceVersion=" + version, named("end"));

        assertThat(words(events)).containsExactly("MODIFIED a", "ADDED b", "DELETED a", "ADDED end");
        assertThat(events.stream().map(event -> event.at("/object/metadata/resourceVersion").asLong()).toList()).isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void who_leaves_the_selection_is_told_as_deleted_and_who_enters_as_added(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        String version = version(sandbox);
        sandbox.wire().patch(MERGE, sandbox.path("a"), LABEL_Z);
        sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 4}}");
        sandbox.wire().patch(MERGE, sandbox.path("a"), NO_LABEL);
        sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 5}}");
        sandbox.create("end", "size: 3");
        sandbox.wire().patch(MERGE, sandbox.path("end"), LABEL_Z);

        var events = sandbox.wire().watch(sandbox.path() + "?watch=true&timeoutSeconds=20&labelSelector=x%3Dz&resourceVersion=" + version,
                named("end"));

        assertThat(words(events)).containsExactly("ADDED a", "MODIFIED a", "DELETED a", "ADDED end");
    }

    @Test
    void one_object_can_be_watched(Sandbox sandbox) {
        String version = version(sandbox);
        sandbox.create("a", "size: 3");
        sandbox.create("b", "size: 3");

        var events = sandbox.wire().watch(
                sandbox.path() + "?watch=true&timeoutSeconds=20&fieldSelector=metadata.name%3Db&resourceVersion=" + version, named("b"));

        assertThat(words(events)).containsExactly("ADDED b");
    }

    @Test
    void a_watch_ends_when_its_time_is_over(Sandbox sandbox) {
        var events = sandbox.wire().watch(sandbox.path() + "?watch=true&timeoutSeconds=1&resourceVersion=" + version(sandbox),
                event -> false);

        assertThat(events).isEmpty();
    }

    @Test
    void a_version_that_is_too_old_is_gone(Sandbox sandbox) {
        var events = sandbox.wire().watch(sandbox.path() + "?watch=true&timeoutSeconds=20&resourceVersion=1", event -> true);

        assertThat(events.getLast().path("type").asText()).isEqualTo("ERROR");
        assertThat(events.getLast().at("/object/kind").asText()).isEqualTo("Status");
        assertThat(events.getLast().at("/object/code").asInt()).isEqualTo(410);
        assertThat(events.getLast().at("/object/reason").asText()).isEqualTo("Expired");
    }

    @Test
    void a_list_can_be_had_as_a_watch(Sandbox sandbox) {
        sandbox.create("a", "size: 3");

        var events = sandbox.wire().watch(sandbox.path() + "?watch=true&timeoutSeconds=20&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan", event -> event.path("type").asText().equals("BOOKMARK"));

        assertThat(words(events)).startsWith("ADDED a");
        assertThat(events.getLast().at("/object/kind").asText()).isEqualTo("Widget");
        assertThat(events.getLast().at("/object/metadata/resourceVersion").asText()).isNotBlank();
        assertThat(events.getLast().at("/object/metadata/annotations").path("k8s.io/initial-events-end").asText()).isEqualTo("true");
    }

    @Test
    void a_client_watches(Sandbox sandbox) {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (var _ = sandbox.widgets().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource widget) {
                seen.add(action + " " + widget.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) { seen.add("closed"); }
        })) {
            sandbox.create("a", "size: 3");
            sandbox.widgets().withName("a").delete();

            eventually().untilAsserted(() -> assertThat(seen).containsExactly("ADDED a", "DELETED a"));
        }
    }

    @Test
    void an_informer_keeps_up(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (var informer = sandbox.widgets().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource widget) { seen.add("add " + widget.getMetadata().getName()); }

            @Override
            public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                seen.add("update " + before.<Integer>get("spec", "size") + " " + after.<Integer>get("spec", "size"));
            }

            @Override
            public void onDelete(GenericKubernetesResource widget, boolean unknown) {
                seen.add("delete " + widget.getMetadata().getName());
            }
        })) {
            eventually().until(() -> seen.contains("add a"));
            sandbox.wire().patch(MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 4}}");
            sandbox.create("b", "size: 3");
            sandbox.widgets().withName("a").delete();

            eventually().untilAsserted(() -> assertThat(seen).containsExactly("add a", "update 3 4", "add b", "delete a"));
            assertThat(informer.getStore().list()).extracting(each -> each.getMetadata().getName()).containsExactly("b");
        }
    }
}
