package com.meddevo.api.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.Golden;
import com.meddevo.api.manifest.ManifestReader;
import com.meddevo.api.parse.Terms.Defaults;
import com.meddevo.api.parse.Terms.Guardrails;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.Datadog;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Environment.Priorities;
import com.meddevo.fleet.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentParserTest {
    private static MeddevoEnvironment environment(String example) {
        return new KubernetesSerialization().convertValue(
                ManifestReader.read(Golden.path("crds/examples").resolve(example)).manifests().getFirst().object(),
                MeddevoEnvironment.class);
    }

    @Test
    void the_least_that_an_environment_says_gets_the_defaults_of_aws() {
        Terms terms = EnvironmentParser.parse(environment("environment-minimal.yaml")).terms().orElseThrow();

        assertThat(terms).isEqualTo(new Terms(
                Environment.named("batch", new Environment.Account("111122223333", "eu-central-1", Optional.empty(), Optional.empty()))
                        .namespaces(List.of("batch"))
                        .network(new Environment.Network("vpc-0a1b2c3d", List.of("subnet-0a"), List.of("sg-0tasks"), false))
                        .registry("111122223333.dkr.ecr.eu-central-1.amazonaws.com").build(),
                new Defaults(new HealthCheck("/", Duration.ofSeconds(30), Duration.ofSeconds(5), 5, 2, "200"), Duration.ofSeconds(60),
                        Duration.ofSeconds(30), 365),
                new Guardrails(16384, 122880, 1000, false, false)));
    }

    @Test
    void everything_that_an_environment_says_is_kept() {
        Terms terms = EnvironmentParser.parse(environment("environment.yaml")).terms().orElseThrow();

        assertThat(terms.environment().account().roleArn()).contains("arn:aws:iam::111122223333:role/operator/meddevo-production");
        assertThat(terms.environment().account().externalId()).contains("production-7d1f");
        assertThat(terms.environment().listeners()).containsOnlyKeys("internal", "public");
        assertThat(terms.environment().listeners().get("public").hostedZoneId()).contains("Z215JYRZR1TBD5");
        assertThat(terms.environment().listeners().get("public").securityGroupId()).contains("sg-0public");
        assertThat(terms.environment().listeners().get("internal").securityGroupId()).isEmpty();
        assertThat(terms.environment().datadog()).contains(new Datadog("datadoghq.eu",
                new Secret.SecretsManagerEntry("production/datadog", Optional.of("api-key"), Secret.CURRENT),
                "444455556666.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/datadog/agent:7.72.0", false,
                "444455556666.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/aws-observability/aws-for-fluent-bit:2.34.0"));
        assertThat(terms.environment().files()).contains(new Environment.Files("fs-0a1b2c3d4e5f", Optional.of("sg-0files")));
        assertThat(terms.environment().dns()).contains(new Environment.Dns("Z0123456789ABCDEFGHIJ", "production.meddevo.internal"));
        assertThat(terms.environment().listeners().get("internal").priorities()).isEqualTo(new Priorities(1000, 49000));
        assertThat(terms.environment().listeners().get("public").priorities()).isEqualTo(new Priorities(20000, 40000));
        assertThat(terms.environment().discovery()).contains(new Environment.Discovery("ns-0abc1def", "svc.production.meddevo.internal"));
        assertThat(terms.environment().registry()).isEqualTo("444455556666.dkr.ecr.eu-west-1.amazonaws.com/meddevo");
        assertThat(terms.environment().logKmsKeyArn()).isPresent();
        assertThat(terms.environment().apiShare()).isEqualTo(0.2);
        assertThat(terms.defaults()).isEqualTo(
                new Defaults(new HealthCheck("/actuator/health/readiness", Duration.ofSeconds(20), Duration.ofSeconds(5), 3, 2, "200"),
                        Duration.ofSeconds(45), Duration.ofSeconds(25), 731));
        assertThat(terms.guardrails()).isEqualTo(new Guardrails(4096, 16384, 20, false, false));
    }

    @Test
    void a_short_interval_shortens_the_timeout_that_nobody_gave() {
        MeddevoEnvironment environment = environment("environment.yaml");
        environment.getSpec().getDefaults().getHealthCheck().setIntervalSeconds(5);
        environment.getSpec().getDefaults().getHealthCheck().setTimeoutSeconds(null);

        Terms terms = EnvironmentParser.parse(environment).terms().orElseThrow();

        assertThat(terms.defaults().healthCheck().timeout()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void an_environment_that_cannot_be_used_says_why() {
        MeddevoEnvironment environment = environment("environment.yaml");
        environment.getSpec().getAws().setRegion("Frankfurt");
        environment.getSpec().setCluster(null);

        ParsedEnvironment parsed = EnvironmentParser.parse(environment);

        assertThat(parsed.terms()).isEmpty();
        assertThat(parsed.errors()).extracting(FieldError::path).contains("spec.aws.region", "spec.cluster");
    }
}
