package com.meddevo.localkube.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    void stable_comes_before_beta_before_alpha_and_newer_before_older() {
        var versions = List.of("v1alpha1", "foo1", "v10", "v1beta2", "v2", "v11beta2", "v1", "v3beta1", "v12alpha1", "v1beta1", "foo10");

        assertThat(versions.stream().sorted(Versions.BEST_FIRST)).containsExactly("v10", "v2", "v1", "v11beta2", "v3beta1", "v1beta2",
                "v1beta1",
                "v12alpha1", "v1alpha1", "foo1", "foo10");
    }
}
