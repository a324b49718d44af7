package com.meddevo.localkube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of more than ASCII, whose characters a client may get in two pieces. */
class UmlautTest {
    /** Longer than any buffer on the way, so that some piece ends inside a character. */
    private static final String TEXT = "Prüfstände für größere Geräte – ≤ 5 µm 🩺 ".repeat(2_000);

    @TempDir
    private Path folder;

    @Test
    void a_long_text_with_umlauts_reaches_a_watching_client_whole() {
        try (var kube = LocalKube.start(folder.resolve("state.json"), 0); var client = client(kube)) {
            Map<String, String> seen = new ConcurrentHashMap<>();
            try (var _ = client.configMaps().inNamespace("default").watch(new Watcher<>() {
                @Override
                public void eventReceived(Action action, ConfigMap map) { seen.putAll(map.getData()); }

                @Override
                public void onClose(WatcherException cause) {
                    // The test ends it.
                }
            })) {
                client.resource(new ConfigMapBuilder().withNewMetadata().withName("a").withNamespace("default").endMetadata()
                        .addToData("text", TEXT).build()).create();

                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(seen).containsEntry("text", TEXT));
            }
        }
    }

    @Test
    void a_text_with_umlauts_is_the_same_after_a_restart() {
        Path state = folder.resolve("state.json");
        try (var kube = LocalKube.start(state, 0); var client = client(kube)) {
            client.resource(new ConfigMapBuilder().withNewMetadata().withName("a").withNamespace("default").endMetadata()
                    .addToData("text", TEXT).build()).create();
        }

        try (var kube = LocalKube.start(state, 0); var client = client(kube)) {
            assertThat(client.configMaps().inNamespace("default").withName("a").get().getData()).containsEntry("text", TEXT);
        }
    }

    private static KubernetesClient client(LocalKube kube) {
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(kube.url().toString()).build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
