package com.meddevo.api.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.Golden;
import com.meddevo.api.manifest.ManifestReader;
import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.fleet.Environment;
import com.meddevo.registry.Registry;
import com.meddevo.registry.Registry.CleanUpTerms;
import com.meddevo.registry.Registry.Settings;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryParserTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private static MeddevoRegistry registry(String example) {
        return JSON.convertValue(ManifestReader.read(Golden.path("crds/examples").resolve(example)).manifests().getFirst().object(),
                MeddevoRegistry.class);
    }

    @Test
    void the_least_that_a_registry_says_gets_defaults_that_keep() {
        var parsed = RegistryParser.parse(registry("registry-minimal.yaml"));

        assertThat(parsed.registry()).contains(new Registry("small",
                new Environment.Account("444455556666", "eu-central-1", Optional.empty(), Optional.empty()), "",
                new Settings(true, true, List.of(), List.of(), Optional.empty()), List.of("production"),
                new CleanUpTerms(true, Duration.ofDays(7), 20, Duration.ofHours(24))));
    }

    @Test
    void everything_that_a_registry_says_is_kept() {
        var parsed = RegistryParser.parse(registry("registry.yaml"));

        assertThat(parsed.registry()).contains(new Registry("platform",
                new Environment.Account("444455556666", "eu-west-1",
                        Optional.of("arn:aws:iam::444455556666:role/operator/meddevo-registry"), Optional.of("platform-3e1a")),
                "meddevo/", new Settings(false, true, List.of("buildcache", "develop*"),
                        List.of("arn:aws:iam::777788889999:role/ci/app-push"),
                        Optional.of("arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab")),
                List.of("develop", "production"), new CleanUpTerms(true, Duration.ofDays(14), 30, Duration.ofHours(48))));
    }

    @Test
    void a_registry_that_nobody_pulls_from_says_why_it_cannot_be_used() {
        var nobody = registry("registry.yaml");
        nobody.getSpec().setEnvironments(List.of());

        var parsed = RegistryParser.parse(nobody);

        assertThat(parsed.registry()).isEmpty();
        assertThat(parsed.errors()).singleElement().satisfies(error -> assertThat(error.path()).isEqualTo("spec.environments"));
    }
}
