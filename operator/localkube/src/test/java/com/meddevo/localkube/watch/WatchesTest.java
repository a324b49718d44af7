package com.meddevo.localkube.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.read.Selection;
import com.meddevo.localkube.store.ObjectKey;
import com.meddevo.localkube.store.Store;
import com.meddevo.localkube.type.ResourceType;
import com.meddevo.localkube.type.ResourceTypes;
import com.meddevo.localkube.watch.WatchEvent.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchesTest {
    private static final int KEPT = 10;

    /** Ends a watch from within. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @TempDir
    private Path folder;
    private Store store;
    private ResourceType maps;

    @BeforeEach
    void setUp() {
        store = Store.open(folder.resolve("state.json"), KEPT);
        maps = new ResourceTypes(store).find("", "v1", "configmaps").orElseThrow();
    }

    @AfterEach
    void tearDown() { store.close(); }

    private void put(String collection, String name) {
        ObjectKey key = new ObjectKey(collection, "ns", name);
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1");
        object.putObject("metadata").put("namespace", "ns").put("name", name);
        store.put(key, store.get(key).orElse(null), object, () -> {});
    }

    private List<WatchEvent> follow(long after, Predicate<WatchEvent> last) throws InterruptedException {
        List<WatchEvent> events = new ArrayList<>();
        var request = new WatchRequest(Selection.of(maps, "ns", null, null, null), after, false, true, Duration.ofSeconds(30));
        try {
            new Watches(store, Duration.ofMillis(20)).follow(request, event -> {
                events.add(event);
                if (last.test(event)) {
                    throw new Enough();
                }
                put("/secrets", "busy");
            });
        } catch (IOException e) {
            assertThat(e).isInstanceOf(Enough.class);
        }
        return events;
    }

    @Test
    void a_bookmark_tells_how_far_a_watch_has_seen_even_when_others_are_busy() throws InterruptedException {
        long before = store.revision();
        put("/configmaps", "a");
        for (int i = 0; i < 5; i++) {
            put("/secrets", "busy");
        }

        var events = follow(before, event -> event.type() == Type.BOOKMARK);

        assertThat(events).extracting(WatchEvent::type).containsExactly(Type.ADDED, Type.BOOKMARK);
        assertThat(events.getLast().object().at("/metadata/resourceVersion").asLong()).isGreaterThanOrEqualTo(before + 6);
    }

    @Test
    void a_watch_that_falls_behind_the_history_is_told_to_begin_anew() throws InterruptedException {
        long before = store.revision();
        for (int i = 0; i <= KEPT; i++) {
            put("/secrets", "busy");
        }

        var events = follow(before, event -> false);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().type()).isEqualTo(Type.ERROR);
        assertThat(events.getFirst().object().path("code").asInt()).isEqualTo(410);
    }

    @Test
    void a_watch_ends_when_the_store_closes() throws InterruptedException {
        long before = store.revision();

        var events = follow(before, event -> {
            store.close();
            return true;
        });

        assertThat(events).extracting(WatchEvent::type).containsExactly(Type.BOOKMARK);
    }
}
