package com.meddevo.localkube.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
class CreateAndReadTest {

    @Test
    void a_created_object_has_identity_and_defaults(Sandbox sandbox) {
        var created = sandbox.create("a", "size: 3");

        assertThat(created.getMetadata().getUid()).isNotBlank();
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(created.getMetadata().getCreationTimestamp()).isNotBlank();
        assertThat(created.<String>get("spec", "color")).isEqualTo("red");
    }

    @Test
    void kubectl_applies_and_shows_columns(Sandbox sandbox) {
        sandbox.kubectl().runWith(sandbox.yaml("a", "size: 3"), "apply", "-f", "-").orFail();

        assertThat(sandbox.kubectl().run("get", "wg").rows().getFirst()).isEqualTo("NAME SIZE READY AGE");
    }

    @Test
    void a_wrong_object_is_refused(Sandbox sandbox) {
        assertThatThrownBy(() -> sandbox.create("a", "size: 30")).isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.size");
    }
}
