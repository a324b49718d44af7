package com.meddevo.controller.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection to the Kubernetes API. */
@Configuration(proxyBeanMethods = false)
class KubernetesConfiguration {
    private static final int CONCURRENT_REQUESTS = 256;

    /** The operator closes it when it stops. */
    @Bean(destroyMethod = "")
    KubernetesClient kubernetesClient(OperatorProperties properties) {
        Config config = properties.kubeconfigFile().map(KubernetesConfiguration::read).orElseGet(() -> Config.autoConfigure(null));
        return new KubernetesClientBuilder()
                .withConfig(
                        new ConfigBuilder(config).withMaxConcurrentRequests(CONCURRENT_REQUESTS).withUserAgent("meddevo-operator").build())
                .build();
    }

    private static Config read(Path kubeconfig) {
        if (!Files.isReadable(kubeconfig)) {
            throw new IllegalStateException("meddevo.kubeconfig: " + kubeconfig + " is no file that can be read");
        }
        return Config.fromKubeconfig(kubeconfig.toFile());
    }
}
