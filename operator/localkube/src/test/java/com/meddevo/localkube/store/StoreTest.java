package com.meddevo.localkube.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.failure.ApiFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final String THINGS = "example.com/things";
    private static final int KEPT = 10;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void setUp() { file = folder.resolve("state.json"); }

    private static ObjectKey key(String name) { return new ObjectKey(THINGS, "ns", name); }

    private static ObjectNode thing(String name, String text) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("namespace", "ns").put("name", name);
        return object.put("text", text);
    }

    private static ObjectNode put(Store store, String name, String text) {
        return store.put(key(name), store.get(key(name)).orElse(null), thing(name, text), () -> {}).orElseThrow();
    }

    private static void remove(Store store, String name) {
        ObjectNode current = store.get(key(name)).orElseThrow();
        store.remove(key(name), current, current.deepCopy()).orElseThrow();
    }

    private static List<String> names(Listing listing) {
        return listing.objects().stream().map(object -> object.at("/metadata/name").asText()).toList();
    }

    @Test
    void state_and_history_survive_a_restart() {
        long before;
        try (Store store = Store.open(file, KEPT)) {
            put(store, "a", "one");
            before = store.revision();
            put(store, "a", "two");
            put(store, "b", "one");
            remove(store, "b");
        }

        try (Store store = Store.open(file, KEPT)) {
            assertThat(store.get(key("a")).orElseThrow().path("text").asText()).isEqualTo("two");
            assertThat(store.get(key("b"))).isEmpty();
            assertThat(store.revision()).isEqualTo(before + 3);
            assertThat(changesAfter(store, before)).extracting(Change::revision).containsExactly(before + 1, before + 2, before + 3);
            assertThat(put(store, "c", "new").at("/metadata/resourceVersion").asLong()).isEqualTo(before + 4);
        }
    }

    private static List<Change> changesAfter(Store store, long revision) {
        try {
            return store.changesAfter(revision, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void revisions_keep_growing_after_a_restart_that_found_no_objects() {
        long newest;
        try (Store store = Store.open(file, KEPT)) {
            put(store, "a", "one");
            remove(store, "a");
            newest = store.revision();
        }
        try (Store store = Store.open(file, KEPT)) {
            assertThat(store.revision()).isEqualTo(newest);
        }
        try (Store store = Store.open(file, KEPT)) {
            assertThat(store.revision()).isEqualTo(newest);
        }
    }

    @Test
    void a_line_that_a_kill_tore_is_dropped() throws IOException {
        try (Store store = Store.open(file, KEPT)) {
            put(store, "a", "one");
        }
        Files.writeString(file, "{\"collection\":\"example.com/things\",\"put\":{\"metadata\":{\"na", StandardOpenOption.APPEND);

        try (Store store = Store.open(file, KEPT)) {
            assertThat(names(store.list(THINGS, ""))).containsExactly("a");
            put(store, "b", "one");
        }
        try (Store store = Store.open(file, KEPT)) {
            assertThat(names(store.list(THINGS, ""))).containsExactly("a", "b");
        }
    }

    @Test
    void a_broken_line_inside_the_file_is_reported_with_its_number() throws IOException {
        Files.writeString(file, "{\"revision\":1000}\nnonsense\n{\"collection\":\"x\",\"kept\":{}}\n");

        assertThatThrownBy(() -> Store.open(file, KEPT)).isInstanceOf(UncheckedIOException.class).hasMessageContaining(file.toString())
                .hasMessageContaining("line 2 is not JSON");
    }

    @Test
    void one_file_has_one_store() {
        Store first = Store.open(file, KEPT);

        assertThatThrownBy(() -> Store.open(file, KEPT)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use by another running API");
        first.close();
        Store.open(file, KEPT).close();
    }

    @Test
    void a_write_replaces_only_what_its_writer_saw() {
        try (Store store = Store.open(file, KEPT)) {
            ObjectNode seen = put(store, "a", "one");
            put(store, "a", "two");

            assertThat(store.put(key("a"), seen, thing("a", "three"), () -> {})).isEmpty();
            assertThat(store.put(key("a"), null, thing("a", "three"), () -> {})).isEmpty();
            assertThat(store.remove(key("a"), seen, thing("a", "gone"))).isEmpty();
            assertThat(store.get(key("a")).orElseThrow().path("text").asText()).isEqualTo("two");
        }
    }

    @Test
    void a_guard_that_throws_keeps_the_write_from_happening() {
        try (Store store = Store.open(file, KEPT)) {
            long before = store.revision();

            assertThatThrownBy(() -> store.put(key("a"), null, thing("a", "one"), () -> {
                throw new IllegalStateException("no");
            })).hasMessage("no");
            assertThat(store.revision()).isEqualTo(before);
        }
    }

    @Test
    void the_past_is_known_as_long_as_the_history_reaches() {
        try (Store store = Store.open(file, KEPT)) {
            put(store, "a", "one");
            put(store, "b", "one");
            long then = store.revision();
            remove(store, "a");
            put(store, "c", "one");
            put(store, "b", "two");

            assertThat(names(store.listAt(THINGS, "", then))).containsExactly("a", "b");
            assertThat(store.listAt(THINGS, "", then).objects().get(1).path("text").asText()).isEqualTo("one");
            for (int i = 0; i < KEPT; i++) {
                put(store, "d", "text " + i);
            }
            assertThatThrownBy(() -> store.listAt(THINGS, "", then)).isInstanceOfSatisfying(ApiFailure.class,
                    failure -> assertThat(failure.code()).isEqualTo(410));
            assertThatThrownBy(() -> store.changesAfter(then, Duration.ZERO)).isInstanceOfSatisfying(ApiFailure.class,
                    failure -> assertThat(failure.reason()).isEqualTo("Expired"));
        }
    }

    @Test
    void the_file_is_rewritten_when_changes_outweigh_the_state() throws IOException {
        String large = "x".repeat(200_000);
        try (Store store = Store.open(file, KEPT)) {
            for (int i = 0; i < 60; i++) {
                put(store, "a", i + large);
            }
            assertThat(Files.size(file)).isLessThan(6_000_000);
        }
        try (Store store = Store.open(file, KEPT)) {
            assertThat(store.get(key("a")).orElseThrow().path("text").asText()).startsWith("59x");
        }
    }

    @Test
    void an_interrupted_writer_does_no_harm_to_others() {
        try (Store store = Store.open(file, KEPT)) {
            Thread.currentThread().interrupt();
            put(store, "a", "one");
            assertThat(Thread.interrupted()).isTrue();

            put(store, "b", "one");
        }
        try (Store store = Store.open(file, KEPT)) {
            assertThat(names(store.list(THINGS, ""))).containsExactly("a", "b");
        }
    }

    @Test
    void a_closed_store_takes_no_writes_and_keeps_nobody_waiting() {
        Store store = Store.open(file, KEPT);
        long revision = store.revision();
        store.close();

        assertThat(changesAfter(store, revision)).isEmpty();
        assertThatThrownBy(() -> put(store, "a", "one")).isInstanceOf(ApiFailure.class).hasMessageContaining("shutting down");
    }
}
