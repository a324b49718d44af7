package com.meddevo.localkube.conformance;

import com.meddevo.localkube.LocalKube;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The API the conformance tests talk to: the one that {@code MEDDEVO_TEST_KUBECONFIG} names, else a local one that lives as long as the
 * tests. A test takes a {@link Sandbox} and cannot tell which it is.
 */
final class Cluster implements ParameterResolver, AfterEachCallback {
    static final String KUBECONFIG_VARIABLE = "MEDDEVO_TEST_KUBECONFIG";
    private static final Namespace STORE = Namespace.create(Cluster.class);

    /** The API and its client, shared by all tests of a run. */
    private static final class Running implements AutoCloseable {
        private final Path folder;
        private final Path kubeconfig;
        private final LocalKube kube;
        private final KubernetesClient client;

        Running() {
            try {
                folder = Files.createTempDirectory("localkube-test");
                String given = System.getenv(KUBECONFIG_VARIABLE);
                if (given == null) {
                    kube = LocalKube.start(folder.resolve("state.json"), 0);
                    kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kube.kubeconfig());
                } else {
                    kube = null;
                    kubeconfig = Path.of(given);
                }
                Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile())).withRequestRetryBackoffLimit(0).build();
                client = new KubernetesClientBuilder().withConfig(config).build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
            if (kube != null) {
                kube.close();
            }
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).computeIfAbsent(Sandbox.class, type -> {
            Running running = context.getRoot().getStore(STORE).computeIfAbsent(Running.class, any -> new Running(), Running.class);
            return Sandbox.create(running.client, running.kubeconfig, running.folder);
        });
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Sandbox sandbox = context.getStore(STORE).get(Sandbox.class, Sandbox.class);
        if (sandbox != null) {
            sandbox.remove();
        }
    }
}
