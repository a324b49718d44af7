package com.meddevo.api.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.Golden;
import com.meddevo.api.manifest.ManifestReader;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import com.meddevo.fleet.Access;
import com.meddevo.fleet.Alarm;
import com.meddevo.fleet.Alarm.Figure;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.AppSpec.Architecture;
import com.meddevo.fleet.AppSpec.ContainerHealthCheck;
import com.meddevo.fleet.AppSpec.HealthCheck;
import com.meddevo.fleet.Capacity;
import com.meddevo.fleet.Dns;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Member.Deletion;
import com.meddevo.fleet.Scale;
import com.meddevo.fleet.Secret;
import com.meddevo.fleet.Sidecar;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.fleet.Upkeep;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppParserTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Terms TERMS = EnvironmentParser.parse(read("environment.yaml", MeddevoEnvironment.class)).terms().orElseThrow();

    private static <T> T read(String example, Class<T> type) {
        Path file = Golden.path("crds/examples").resolve(example);
        return JSON.convertValue(ManifestReader.read(file).manifests().getFirst().object(), type);
    }

    private static MeddevoApp app(String example) { return read(example, MeddevoApp.class); }

    private static AppSpec wanted(MeddevoApp app) {
        ParsedApp parsed = AppParser.parse(app, TERMS, NOW);
        assertThat(parsed.errors()).isEmpty();
        return ((Member.Wanted) parsed.member()).app();
    }

    @Test
    void what_an_app_does_not_say_comes_from_its_environment_and_the_definition() {
        AppSpec app = wanted(app("minimal.yaml"));

        assertThat(app).isEqualTo(AppSpec.of(new AppKey("production", "worker"),
                new AppSpec.Image("worker", Optional.of("1.0.0"), Optional.empty()),
                AppSpec.Task.of(256, 512).role(Optional.of("arn:aws:iam::111122223333:role/meddevo-task"))
                        .executionRole(Optional.of("arn:aws:iam::111122223333:role/meddevo-execution")).stopTimeout(Duration.ofSeconds(25))
                        .build())
                .logRetentionDays(731).build());
    }

    @Test
    void a_tag_is_followed_only_where_the_spec_says_so() {
        assertThat(wanted(app("following.yaml")).image().follow()).isTrue();
        assertThat(wanted(app("minimal.yaml")).image().follow()).isFalse();
    }

    @Test
    void a_retry_is_asked_for_by_the_time_in_an_annotation() {
        MeddevoApp resource = app("minimal.yaml");
        resource.getMetadata().setAnnotations(Map.of("meddevo.com/retry", "2026-03-01T09:00:00+01:00"));

        assertThat(wanted(resource).upkeep().retried()).contains(Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Test
    void a_retry_at_no_time_is_refused_and_says_what_would_be_right() {
        MeddevoApp resource = app("minimal.yaml");
        resource.getMetadata().setAnnotations(Map.of("meddevo.com/retry", "now"));

        assertThat(AppParser.parse(resource, TERMS, NOW).errors()).extracting(FieldError::toString).containsExactly(
                "metadata.annotations[meddevo.com/retry]: \"now\" is no time; it says when the retry was asked for, e.g. 2026-03-01T08:00:00Z");
    }

    @Test
    void what_an_app_says_stays() {
        MeddevoApp resource = app("every-field.yaml");
        resource.getSpec().setSuspend(null);
        resource.getMetadata().setUid("0000-1111");
        resource.getMetadata().setGeneration(7L);

        AppSpec app = wanted(resource);

        assertThat(app).isEqualTo(AppSpec.of(new AppKey("production-internal", "quality"),
                new AppSpec.Image("quality/api", Optional.of("2.0.0-rc.1"),
                        Optional.of("sha256:0f3a1b5c7d9e0f3a1b5c7d9e0f3a1b5c7d9e0f3a1b5c7d9e0f3a1b5c7d9e0f3a")),
                AppSpec.Task.of(2048, 5120).architecture(Architecture.ARM64)
                        .role(Optional.of("arn:aws:iam::111122223333:role/apps/quality"))
                        .executionRole(Optional.of("arn:aws:iam::111122223333:role/apps/quality-execution"))
                        .environment(Map.of("LOG_LEVEL", "debug", "_JAVA_OPTIONS", "-Xss512k"))
                        .secrets(Map.of("MONGODB_URI",
                                new Secret.SecretsManagerEntry("production/quality/mongodb", Optional.of("uri"), "AWSPREVIOUS"), "LICENCE",
                                new Secret.SecretsManagerEntry("production/licence", Optional.empty(), Secret.CURRENT), "SIGNING_KEY",
                                new Secret.Parameter("/production/quality/signing-key")))
                        .command(List.of("java", "-jar", "/app/quality.jar", "--server.port=9000"))
                        .healthCheck(Optional.of(
                                new ContainerHealthCheck(List.of("CMD-SHELL", "curl -fs http://localhost:9000/health || exit 1"),
                                        Duration.ofSeconds(10), Duration.ofSeconds(3), 5, Duration.ofSeconds(40))))
                        .stopTimeout(Duration.ofSeconds(120)).storageGiB(Optional.of(30)).readOnlyRoot(true)
                        .files(List.of(
                                new FileArea("blobs", "/files/blobs", "/quality/blobs", FileArea.Access.READ_WRITE,
                                        new FileArea.Owner(1500, 1500, "770")),
                                new FileArea("templates", "/files/templates", "/templates", FileArea.Access.READ_ONLY,
                                        new FileArea.Owner(1000, 1000, "750"))))
                        .sidecars(List.of(
                                new Sidecar("migrate", "444455556666.dkr.ecr.eu-west-1.amazonaws.com/meddevo/migrate:2.0.0", false,
                                        List.of("migrate", "up"), Map.of("LOG_LEVEL", "warn"),
                                        Map.of("MONGODB_URI",
                                                new Secret.SecretsManagerEntry("production/quality/mongodb", Optional.of("uri"),
                                                        Secret.CURRENT),
                                                "LICENCE", new Secret.Parameter("/production/licence")),
                                        Optional.empty(), Duration.ofSeconds(10), true, Map.of()),
                                new Sidecar("proxy", "public.ecr.aws/docker/library/haproxy:3.2", true, List.of(), Map.of(), Map.of(),
                                        Optional.of(new ContainerHealthCheck(List.of("CMD", "haproxy", "-c"), Duration.ofSeconds(5),
                                                Duration.ofSeconds(2), 2, Duration.ofSeconds(5))),
                                        Duration.ofSeconds(25), false, Map.of("migrate", Sidecar.Condition.COMPLETE))))
                        .dependsOn(Map.of("migrate", Sidecar.Condition.SUCCESS, "proxy", Sidecar.Condition.HEALTHY))
                        .datadog(TERMS.environment().datadog())
                        .build())
                .uid("0000-1111").generation(7).port(Optional.of(9000))
                .scale(new Scale.Between(2, 12, new Scale.Goals(Optional.of(60), Optional.of(75), Optional.of(500)),
                        new Scale.Cooldown(Duration.ofSeconds(60), Duration.ofSeconds(600)),
                        List.of(new Scale.Schedule("office-hours", "0 7 ? * MON-FRI *", "Europe/Berlin", Optional.of(4), Optional.of(12)),
                                new Scale.Schedule("night", "0 20 * * ? *", "UTC", Optional.empty(), Optional.of(4))),
                        Set.of(Scale.Move.IN)))
                .route(Optional.of(new AppSpec.Route("public", List.of("quality.example.com", "*.quality.example.com"),
                        List.of("/api/quality/*", "/quality", "/quality/*"),
                        new HealthCheck("/health?deep=true", Duration.ofSeconds(15), Duration.ofSeconds(4), 2, 3, "200-299,401"),
                        Duration.ZERO)))
                .discovery(Optional.of(new AppSpec.Discovery("quality-api"))).dns(Optional.of(new Dns("quality")))
                .access(new Access(Optional.of(Set.of("preview", "techdoc")), Optional.of(Set.of(
                        new Access.Egress("10.0.0.0/8", Access.Egress.ALL, Optional.empty()),
                        new Access.Egress("sg-0database", "tcp", Optional.of(27017)),
                        new Access.Egress("pl-0storage", "tcp", Optional.of(443))))))
                .deployment(new AppSpec.Deployment(50, 150, false, Duration.ZERO,
                        Optional.of(new TrafficShift(new TrafficShift.Canary(10, 20), 30,
                                List.of(new TrafficShift.Hook("arn:aws:lambda:eu-central-1:111122223333:function:smoke-test",
                                        "arn:aws:iam::111122223333:role/smoke-test",
                                        Set.of("POST_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT"))))),
                        Set.of("errors", "busy")))
                .alarms(List.of(new Alarm("errors", Figure.SERVER_ERRORS, 10, 2), new Alarm("slow", Figure.RESPONSE_TIME, 800, 5),
                        new Alarm("unhealthy", Figure.UNHEALTHY_TASKS, 0, 10), new Alarm("busy", Figure.CPU, 90, 15),
                        new Alarm("full", Figure.MEMORY, 95, 1)))
                .capacity(new Capacity(true, false,
                        List.of(new Capacity.Provider("FARGATE", 1, 1), new Capacity.Provider("FARGATE_SPOT", 0, 3))))
                .logRetentionDays(1)
                .images(new AppSpec.Images(Optional.of(30), Optional.of(5))).deletion(Deletion.RETAIN)
                .upkeep(new Upkeep(true, List.of(new Upkeep.Ignored("service", "rollout.maximumPercent", "200")), Optional.empty()))
                .dependsOn(Set.of("techdoc", "render")).build());
    }

    @Test
    void a_routes_health_check_takes_from_the_environment_field_by_field() {
        AppSpec app = wanted(app("routed.yaml"));

        assertThat(app.route().orElseThrow().healthCheck()).isEqualTo(
                new HealthCheck("/actuator/health/readiness", Duration.ofSeconds(20), Duration.ofSeconds(5), 3, 2, "200"));
        assertThat(app.route().orElseThrow().deregistration()).isEqualTo(Duration.ofSeconds(45));
        assertThat(app.deployment().healthCheckGrace()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void bounds_alone_take_the_cooldowns_that_aws_takes() {
        MeddevoApp app = app("minimal.yaml");
        var scale = new com.meddevo.api.v1alpha1.meddevoappspec.Scale();
        scale.setMin(1);
        scale.setMax(3);
        app.getSpec().setScale(scale);

        assertThat(wanted(app).scale()).isEqualTo(Scale.Between.of(1, 3));
    }

    @Test
    void the_guardrails_bound_the_most_tasks_and_not_only_a_fixed_number() {
        MeddevoApp app = app("every-field.yaml");
        app.getSpec().setSuspend(null);
        app.getSpec().getScale().setMax(900);
        app.getSpec().getScale().getSchedules().getFirst().setMax(800);
        app.getSpec().getScale().getSchedules().getFirst().setTimezone("Europe/Atlantis");

        assertThat(AppParser.parse(app, TERMS, NOW).errors()).extracting(FieldError::path).containsExactly("spec.scale.max",
                "spec.scale.schedules[0].max", "spec.scale.schedules[0].timezone");
    }

    @Test
    void a_suspended_app_is_held_until_its_time_has_come() {
        MeddevoApp app = app("every-field.yaml");

        ParsedApp before = AppParser.parse(app, TERMS, Instant.parse("2026-03-12T17:59:59Z"));
        ParsedApp after = AppParser.parse(app, TERMS, Instant.parse("2026-03-12T18:00:00Z"));

        assertThat(before.member()).isEqualTo(new Member.Held(new AppKey("production-internal", "quality"),
                "suspended until 2026-03-12T18:00:00Z: the database is being moved"));
        assertThat(before.accepted()).isTrue();
        assertThat(after.member()).isInstanceOf(Member.Wanted.class);
    }

    @Test
    void an_app_that_is_being_deleted_leaves_even_if_its_spec_cannot_be_used() {
        MeddevoApp app = app("every-field.yaml");
        app.getSpec().setSuspend(null);
        app.getSpec().setPort(0);
        app.getMetadata().setDeletionTimestamp("2026-03-01T11:59:00Z");

        ParsedApp parsed = AppParser.parse(app, TERMS, NOW);

        assertThat(parsed.member()).isEqualTo(new Member.Leaving(new AppKey("production-internal", "quality"), Deletion.RETAIN));
        assertThat(parsed.accepted()).isFalse();
    }

    @Test
    void a_route_without_a_listener_is_left_to_be_placed() {
        MeddevoApp app = app("routed.yaml");
        app.getSpec().getRoute().setListener(null);

        assertThat(wanted(app).route().orElseThrow().listener()).isEmpty();
    }

    @Test
    void an_app_has_the_age_of_its_resource() {
        MeddevoApp app = app("routed.yaml");
        app.getMetadata().setCreationTimestamp("2026-01-02T03:04:05Z");

        assertThat(wanted(app).created()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void a_suspended_app_is_not_even_deleted() {
        MeddevoApp app = app("suspended.yaml");
        app.getMetadata().setDeletionTimestamp("2026-03-01T11:59:00Z");

        assertThat(AppParser.parse(app, TERMS, NOW).member())
                .isEqualTo(new Member.Held(new AppKey("production", "assessment"), "suspended: an incident is being looked into; its "
                        + "deletion waits until spec.suspend is taken away or over"));
    }

    @Test
    void a_spec_that_cannot_be_used_is_held_with_the_field_that_is_to_blame() {
        MeddevoApp app = app("minimal.yaml");
        app.getSpec().getTask().setCpu(300);

        ParsedApp parsed = AppParser.parse(app, TERMS, NOW);

        assertThat(parsed.errors()).extracting(FieldError::path).containsExactly("spec.task.cpu");
        assertThat(parsed.member()).isEqualTo(new Member.Held(new AppKey("production", "worker"),
                "the spec cannot be used: spec.task.cpu: Unsupported value: 300: supported values: "
                        + "\"256\", \"512\", \"1024\", \"2048\", \"4096\", \"8192\", \"16384\""));
    }

    @Test
    void no_spec_at_all_is_an_error_like_any_other() {
        MeddevoApp app = app("minimal.yaml");
        app.setSpec(null);

        ParsedApp parsed = AppParser.parse(app, TERMS, NOW);

        assertThat(parsed.errors()).extracting(FieldError::toString).contains("spec: Required value");
        assertThat(parsed.member()).isInstanceOf(Member.Held.class);
    }

    @Test
    void a_field_that_a_newer_server_knows_is_no_reason_to_stop() {
        MeddevoApp app = app("minimal.yaml");
        app.getSpec().getTask().setAdditionalProperty("gpu", Map.of("count", 1));

        assertThat(wanted(app).task().cpu()).isEqualTo(256);
    }

    @Test
    void a_value_that_only_a_newer_server_knows_is_an_error_and_not_an_exception() {
        MeddevoApp app = app("minimal.yaml");
        app.getSpec().getTask().setArchitecture("RISCV64");

        assertThat(AppParser.parse(app, TERMS, NOW).errors()).extracting(FieldError::path).containsExactly("spec.task.architecture");
    }

    @Test
    void the_status_of_a_newer_operator_is_not_looked_at() {
        MeddevoApp app = app("minimal.yaml");
        app.setAdditionalProperty("status", Map.of("conditions", "none"));

        assertThat(AppParser.parse(app, TERMS, NOW).accepted()).isTrue();
    }

    @Test
    void an_app_of_another_environment_is_told_so() {
        MeddevoApp app = app("minimal.yaml");
        app.getSpec().setEnvironment("quality");

        assertThat(AppParser.parse(app, TERMS, NOW).errors()).extracting(FieldError::path).containsExactly("spec.environment");
    }
}
