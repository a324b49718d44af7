package com.meddevo.localkube.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happened, a restart changes nothing. */
class RestartTest {

    /** One thing that can happen; without text, the object goes. */
    record Step(String name, String text, boolean restart) {
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators
                .combine(Arbitraries.of("a", "b", "c"), Arbitraries.of("one", "two", ""), Arbitraries.of(false, false, false, true))
                .as(Step::new)
                .list().ofMaxSize(25);
    }

    @Property(tries = 60)
    void a_restart_changes_nothing(@ForAll("histories") List<Step> history) throws IOException {
        Path folder = Files.createTempDirectory("restart-test");
        Path file = folder.resolve("state.json");
        Store store = Store.open(file, 5);
        for (Step step : history) {
            write(store, step);
            if (step.restart()) {
                Map<ObjectKey, ObjectNode> objects = store.all();
                long revision = store.revision();
                store.close();
                store = Store.open(file, 5);
                assertThat(store.all()).isEqualTo(objects);
                assertThat(store.revision()).isEqualTo(revision);
            }
        }
        store.close();
        for (String name : List.of("state.json", "state.json.lock")) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }

    private static void write(Store store, Step step) {
        ObjectKey key = new ObjectKey("example.com/things", "", step.name());
        ObjectNode current = store.get(key).orElse(null);
        if (!step.text().isEmpty()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("text", step.text());
            object.putObject("metadata").put("name", step.name());
            store.put(key, current, object, () -> {});
        } else if (current != null) {
            store.remove(key, current, current.deepCopy());
        }
    }
}
