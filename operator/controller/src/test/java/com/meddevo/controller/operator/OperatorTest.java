package com.meddevo.controller.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.api.v1alpha1.MeddevoRegistry;
import com.meddevo.controller.OperatorApplication;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;

/** The whole operator, over the wires of a Kubernetes API and of AWS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private Playground playground;
    private ConfigurableApplicationContext operator;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        playground = new Playground(folder);
        playground.environment("test", "apps");
        operator = SpringApplication.run(OperatorApplication.class, playground.arguments());
    }

    @AfterAll
    void stop() {
        if (operator != null) operator.close();
        playground.close();
    }

    @Test
    void an_image_that_nobody_needs_vanishes_and_one_that_runs_stays_although_it_lost_its_tag() throws Exception {
        playground.app("keeps", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.isAtRest("keeps"));
        var images = playground.simulation.images();
        String running = images.find("keeps", "1.0.0").orElseThrow().digest();
        var now = playground.simulation.account().timeline().now();
        images.push("keeps", "1.0.0", "moved on", now);
        String unneeded = images.push("keeps", "develop", "old", now).digest();
        images.push("keeps", "develop", "new", now.plusSeconds(1));

        playground.apply("""
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoRegistry
                metadata: {name: platform}
                spec:
                  aws: {region: eu-central-1, accountId: "000000000000"}
                  environments: [test]
                  tags: {immutable: true, moving: ["develop*"]}
                  images: {expireUntaggedAfterDays: 0, keepReleases: 1, quarantineHours: 0}
                """);

        await().atMost(SOON).until(() -> images.find("keeps", unneeded).isEmpty());
        assertThat(images.find("keeps", running)).hasValueSatisfying(image -> assertThat(image.tags()).isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(playground.client.resources(MeddevoRegistry.class).withName("platform").get()
                .getStatus()).satisfies(status -> {
                    assertThat(status.getDeleted()).isPositive();
                    assertThat(status.getConditions()).allSatisfy(one -> assertThat(one.getStatus()).isEqualTo("True"));
                }));
        assertThat(get("/api/registries")).contains("\"platform\"");
        assertThat(get("/api/registries/platform/images")).contains("\"digest\":\"" + running + "\",\"goes\":false");
        assertThat(status("/api/registries/nowhere/images")).isEqualTo(404);
        assertThat(playground.simulation.account().ecr().describeRepositories(request -> request.repositoryNames("keeps")).repositories())
                .singleElement().satisfies(one -> assertThat(one.imageTagMutabilityAsString()).isEqualTo("IMMUTABLE_WITH_EXCLUSION"));
    }

    @Test
    void an_app_that_is_applied_becomes_ready_and_in_sync() {
        playground.app("arrives", "1.0.0", 2);

        await().atMost(SOON).until(() -> playground.isAtRest("arrives"));
        var status = playground.app("arrives").get().getStatus();
        assertThat(status.getRollout().getTasks()).isEqualTo("2/2");
        assertThat(status.getImage().getTag()).isEqualTo("1.0.0");
        assertThat(status.getResources()).allSatisfy(resource -> {
            assertThat(resource.getState()).isEqualTo("InSync");
            assertThat(resource.getApplied()).hasSize(16);
            assertThat(resource.getArn()).startsWith("arn:aws:");
        });
        assertThat(playground.client.v1().events().inNamespace(Playground.NAMESPACE).list().getItems())
                .filteredOn(event -> event.getInvolvedObject().getName().equals("arrives") && event.getReason().equals("Ready")).hasSize(1);
    }

    @Test
    void an_app_that_is_deleted_takes_everything_along_but_its_log() {
        playground.app("leaves", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.condition("leaves", "Ready").startsWith("True"));

        playground.app("leaves").delete();

        await().atMost(SOON).until(() -> playground.app("leaves").get() == null);
        assertThat(playground.simulation.account().elb().describeTargetGroups().targetGroups())
                .noneMatch(group -> group.targetGroupName().startsWith("md-leaves"));
        assertThat(playground.simulation.account().logs().describeLogGroups().logGroups())
                .anyMatch(group -> group.logGroupName().equals("/ecs/test/leaves"));
    }

    @Test
    void an_app_that_the_engine_cannot_use_is_not_accepted_and_changes_nothing() {
        playground.app("wrong", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.condition("wrong", "Ready").startsWith("True"));
        var before = playground.simulation.account().elb().describeTargetGroups().targetGroups().size();

        playground.apply("""
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: wrong, namespace: apps}
                spec:
                  environment: test
                  image: {repository: wrong, tag: 1.0.0}
                  task: {cpu: 256, memory: 512, architecture: ARM64}
                  port: 8081
                  scale: {replicas: 1}
                  route: {listener: nowhere, paths: [/wrong/*], healthCheck: {path: /health}}
                """);

        await().atMost(SOON).until(() -> playground.condition("wrong", "Accepted").equals("False/SpecInvalid"));
        assertThat(playground.app("wrong").get().getStatus().getConditions())
                .anySatisfy(condition -> assertThat(condition.getMessage()).startsWith("spec.route.listener: "));
        assertThat(playground.app("wrong").get().getStatus().getResources()).isNotEmpty();
        assertThat(playground.simulation.account().elb().describeTargetGroups().targetGroups()).hasSize(before);
    }

    @Test
    void an_app_of_an_environment_that_does_not_exist_is_not_accepted_and_can_be_deleted() {
        playground.apply("""
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: lost, namespace: apps}
                spec: {environment: nowhere, image: {repository: lost, tag: "1"}, task: {cpu: 256, memory: 512}}
                """);
        await().atMost(SOON).until(() -> playground.condition("lost", "Accepted").equals("False/EnvironmentNotFound"));

        playground.app("lost").delete();

        await().atMost(SOON).until(() -> playground.app("lost").get() == null);
    }

    @Test
    void drift_is_shown_and_healed() throws Exception {
        playground.app("drifts", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.condition("drifts", "InSync").startsWith("True"));
        var elb = playground.simulation.account().elb();
        var group = elb.describeTargetGroups().targetGroups().stream().filter(one -> one.targetGroupName().startsWith("md-drifts"))
                .findFirst()
                .orElseThrow().targetGroupArn();

        elb.modifyTargetGroup(request -> request.targetGroupArn(group).healthCheckPath("/behind-your-back"));

        await().atMost(SOON).until(() -> elb.describeTargetGroups(request -> request.targetGroupArns(group)).targetGroups().getFirst()
                .healthCheckPath().equals("/health"));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/")).contains("/behind-your-back").contains("healthCheck"));
        await().atMost(SOON).until(() -> playground.condition("drifts", "Drifted").equals("False/NoDrift"));
        assertThat(playground.client.v1().events().inNamespace(Playground.NAMESPACE).list().getItems())
                .filteredOn(event -> event.getInvolvedObject().getName().equals("drifts")).extracting(event -> event.getReason())
                .contains("Drifted", "DriftHealed");
    }

    @Test
    void a_version_that_crashes_is_rolled_back_and_shown_with_its_last_lines() {
        playground.app("crashes", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.isAtRest("crashes"));
        playground.simulation.tasks().behave(playground.push("crashes", "2.0.0"),
                new Behaviour.Crashes(Duration.ofMillis(100), 3, "panic: no database"));

        playground.app("crashes", "2.0.0", 1);

        await().atMost(SOON).untilAsserted(() -> assertThat(playground.message("crashes", "Degraded")).contains("crashes:2.0.0")
                .contains("panic: no database"));
        assertThat(playground.condition("crashes", "Degraded")).isEqualTo("True/RolledBack");
        await().atMost(SOON).until(() -> playground.condition("crashes", "Ready").equals("True/Serving"));
        assertThat(playground.app("crashes").get().getStatus().getImage().getTag()).isEqualTo("1.0.0");
        assertThat(playground.condition("crashes", "Drifted")).isEqualTo("False/NoDrift");

        playground.app("crashes", "1.0.0", 1);

        await().atMost(SOON).until(() -> playground.condition("crashes", "Degraded").equals("False/Healthy"));
    }

    @Test
    void an_image_that_nobody_may_look_up_is_told_at_its_app_and_runs_as_soon_as_it_may() {
        playground.app("locked", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.isAtRest("locked"));
        playground.simulation.account().faults().always(call -> call.request() instanceof BatchGetImageRequest asked
                && asked.repositoryName().equals("locked"), new Fault.Refused("AccessDeniedException", 400,
                        "User is not authorized to perform: ecr:BatchGetImage on resource: locked"));

        playground.app("locked", "2.0.0", 1);

        await().atMost(SOON).until(() -> playground.condition("locked", "InSync").equals("Unknown/NotRead"));
        assertThat(playground.message("locked", "InSync"))
                .contains("image locked:2.0.0: AccessDeniedException: the IAM action ecr:BatchGetImage");
        assertThat(playground.condition("locked", "Ready")).isEqualTo("True/Serving");
        assertThat(playground.app("locked").get().getStatus().getResources())
                .filteredOn(resource -> resource.getKind().equals("service")).singleElement()
                .satisfies(service -> assertThat(service.getState()).isEqualTo("NotRead"));
        var environment = playground.environment("test").get().getStatus();
        assertThat(environment.getBlindSince()).isNull();
        assertThat(environment.getConditions()).filteredOn(condition -> condition.getType().equals("Ready"))
                .allMatch(condition -> condition.getStatus().equals("True"));

        playground.simulation.account().faults().clear();

        await().atMost(SOON).until(() -> playground.isAtRest("locked")
                && playground.app("locked").get().getStatus().getImage().getTag().equals("2.0.0"));
    }

    @Test
    void an_annotation_has_a_version_tried_again_that_was_given_up() {
        playground.app("retried", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.isAtRest("retried"));
        String digest = playground.push("retried", "2.0.0");
        playground.simulation.tasks().behave(digest, new Behaviour.Crashes(Duration.ofMillis(100), 3, "panic: no database"));
        playground.app("retried", "2.0.0", 1);
        await().atMost(SOON).until(() -> playground.condition("retried", "Degraded").equals("True/RolledBack"));
        playground.simulation.tasks().behave(digest, new Behaviour.Runs());

        // as `kubectl annotate` does: a read and a write would race with the operator's own
        playground.app("retried").patch(PatchContext.of(PatchType.JSON_MERGE), """
                {"metadata": {"annotations": {"meddevo.com/retry": "%s"}}}""".formatted(Instant.now()));

        await().atMost(SOON).until(() -> playground.isAtRest("retried"));
        assertThat(playground.app("retried").get().getStatus().getImage().getTag()).isEqualTo("2.0.0");
    }

    @Test
    void an_environment_stays_while_an_app_names_it() {
        playground.environment("second", "elsewhere");
        playground.apply("""
                apiVersion: meddevo.com/v1alpha1
                kind: MeddevoApp
                metadata: {name: guest, namespace: apps}
                spec: {environment: second, image: {repository: guest, tag: "1"}, task: {cpu: 256, memory: 512}}
                """);
        await().atMost(SOON).until(() -> playground.condition("guest", "Accepted").equals("False/NamespaceNotAllowed"));

        playground.environment("second").delete();

        await().atMost(SOON).until(() -> playground.environment("second").get().getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getReason().equals("InUse")));
        playground.app("guest").delete();
        await().atMost(SOON).until(() -> playground.environment("second").get() == null);
    }

    @Test
    void the_operator_is_ready_and_counts() throws Exception {
        await().atMost(SOON).until(() -> status("/actuator/health/readiness") == 200);

        assertThat(status("/actuator/health/liveness")).isEqualTo(200);
        assertThat(get("/actuator/prometheus")).contains("meddevo_readings_seconds_count{environment=\"test\",scope=\"sweep\"}")
                .contains("meddevo_aws_attempts_total");
    }

    @Test
    void an_open_dashboard_is_told_of_what_changes() throws Exception {
        try (var lines = http.send(HttpRequest.newBuilder(at("/live")).build(), BodyHandlers.ofLines()).body()) {
            playground.app("appears", "1.0.0", 1);

            assertThat(lines.anyMatch(line -> line.startsWith("data:") && line.contains("data-app=\"appears\""))).isTrue();
        }
    }

    @Test
    void programs_ask_for_apps_plans_and_snapshots() throws Exception {
        playground.app("asked", "1.0.0", 1);
        await().atMost(SOON).until(() -> playground.condition("asked", "InSync").startsWith("True"));

        assertThat(get("/api/apps")).contains("\"name\":\"asked\"");
        assertThat(get("/api/environments")).contains("\"name\":\"test\"");
        assertThat(get("/api/environments/test/snapshot")).contains("target-group/asked/");
        assertThat(get("/api/environments/test/plan?app=asked")).contains("Nothing to do.");
        assertThat(get("/api/environments/test/drift?app=asked")).contains("\"drift\":[]", "\"unknown\":[]");
        assertThat(status("/api/environments/nowhere/plan")).isEqualTo(404);
    }

    @Test
    void a_spec_that_nobody_applied_can_be_planned() throws Exception {
        playground.app("maybe", "1.0.0", 1);
        playground.push("maybe", "2.0.0");
        await().atMost(SOON).until(() -> playground.condition("maybe", "InSync").startsWith("True"));

        var answer = post("/api/environments/test/plan", """
                [{"apiVersion": "meddevo.com/v1alpha1", "kind": "MeddevoApp", "metadata": {"name": "maybe", "namespace": "apps"},
                  "spec": {"environment": "test", "image": {"repository": "maybe", "tag": "2.0.0"}, "port": 8081,
                           "task": {"cpu": 256, "memory": 512, "architecture": "ARM64"}, "scale": {"replicas": 3},
                           "route": {"listener": "internal", "paths": ["/maybe/*"], "healthCheck": {"path": "/health"}}}}]
                """);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Meddevo-Plan-Settled")).contains("false");
        assertThat(answer.body()).contains("create task-definition/maybe/").contains("update service/maybe/main").doesNotContain("asked");
        assertThat(playground.app("maybe").get().getSpec().getScale().getReplicas()).isEqualTo(1);
    }

    @Test
    void a_spec_that_cannot_be_planned_is_refused_with_its_field() throws Exception {
        var answer = post("/api/environments/test/plan", """
                {"apiVersion": "meddevo.com/v1alpha1", "kind": "MeddevoApp", "metadata": {"name": "bad", "namespace": "apps"},
                 "spec": {"environment": "test", "image": {"repository": "bad", "tag": "1"}, "task": {"cpu": 257, "memory": 512}}}
                """);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("spec.task.cpu");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + operator.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private String get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString()).body();
    }

    private int status(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }
}
