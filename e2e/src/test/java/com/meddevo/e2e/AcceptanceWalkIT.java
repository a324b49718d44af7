package com.meddevo.e2e;

import static com.meddevo.e2e.Loop.condition;
import static com.meddevo.e2e.Loop.conditionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * What a newcomer, a developer and somebody who meddles with AWS do, one after the other, on one run of {@code ./meddevo up}. The order is part of
 * the walk; each step leaves both apps settled for the next.
 */
@TestMethodOrder(OrderAnnotation.class)
class AcceptanceWalkIT {
    private static Loop loop;

    @BeforeAll
    static void bring_it_up() throws Exception {
        var checkout = Checkout.withFreePorts(Path.of("target", "walk").toAbsolutePath());
        checkout.meddevo("down");
        var said = checkout.up();
        assertThat(said.exit()).as(said.text()).isZero();
        loop = new Loop(checkout, checkout.status());
    }

    @AfterAll
    static void take_it_down() throws Exception {
        if (loop == null) return;
        loop.checkout.meddevo("down");
        loop.close();
    }

    @Test
    @Order(10)
    void both_apps_come_to_life_behind_dashboard_and_load_balancer() throws Exception {
        assertThat(loop.get(loop.dashboard("/")).body()).contains("techdoc", "render");
        assertThat(loop.get(loop.balancer("/api/techdoc/info")).statusCode()).isEqualTo(200);
        assertThat(loop.get(loop.balancer("/nobody-is-here")).statusCode()).isEqualTo(404);
        assertThat(List.of("techdoc", "render")).allSatisfy(app -> assertThat(Loop.settled(loop.app(app))).as(app).isTrue());
    }

    @Test
    @Order(15)
    void a_document_with_a_fact_becomes_a_pdf_through_discovery() throws Exception {
        loop.send("POST", loop.balancer("/api/techdoc/devices"), """
                {"basicUdiDi": "8437025550LegitCADx6X", "name": "LegitCADx", "riskClass": "IIa"}""");
        String fact = loop.send("POST", loop.balancer("/api/techdoc/facts"), """
                {"key": "device.measuring_accuracy", "type": "number", "scope": "TENANT", "value": {"number": "0.1", "unit": "%"}}""")
                .path("id").asText();
        loop.send("POST", loop.balancer("/api/techdoc/facts/" + fact + "/approve"), "", "application/json", "If-Match", "\"0\"");
        String document = loop.send("POST", loop.balancer("/api/techdoc/documents"), """
                {"number": "TD-001", "title": "Zweckbestimmung", "language": "de", "blocks": [
                  {"kind": "heading", "level": 1, "markdown": "Zweck"},
                  {"kind": "text", "markdown": "Genauigkeit {{fact:device.measuring_accuracy}}"}]}""").path("id").asText();

        var pdf = loop.bytes(loop.balancer("/api/techdoc/documents/" + document + "/render?format=pdf"));

        assertThat(pdf.statusCode()).as(new String(pdf.body(), StandardCharsets.UTF_8)).isEqualTo(200);
        assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        try (var read = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(read)).contains("Zweckbestimmung").contains("0,1\u00a0%");
        }
    }

    @Test
    @Order(20)
    void three_replicas_all_get_requests_and_none_fails_on_the_way() throws Exception {
        var spec = loop.spec("techdoc", techdoc -> techdoc.withObject("/scale").put("replicas", 3));

        try (var load = new ConstantLoad(loop.balancer("/api/techdoc/info"))) {
            loop.apply(spec);
            loop.awaitApp("techdoc", "runs three tasks", app -> Loop.settled(app) && app.at("/status/rollout/running").asInt() == 3);
            await().atMost(Loop.PATIENCE)
                    .untilAsserted(() -> assertThat(load.bodies()).as("one body per task").hasSizeGreaterThanOrEqualTo(3));

            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    @Order(30)
    void a_new_version_rolls_out_without_a_failed_request() throws Exception {
        push("techdoc:walk-2", anotherBuildOf("techdoc"));
        var spec = loop.spec("techdoc", techdoc -> {
            techdoc.withObject("/image").put("tag", "walk-2");
            techdoc.withObject("/scale").put("replicas", 2);
        });

        try (var load = new ConstantLoad(loop.balancer("/api/techdoc/info"))) {
            loop.apply(spec);
            loop.awaitApp("techdoc", "runs the new version",
                    app -> Loop.atRest(app) && app.at("/status/image/tag").asText().equals("walk-2"));

            assertThat(load.answered()).isPositive();
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    @Order(40)
    void a_version_that_crashes_is_rolled_back_and_not_tried_again() throws Exception {
        var said = loop.checkout.meddevo("image", "push", "techdoc:crashing", "--command", "echo the database schema is too old; exit 1");
        assertThat(said.exit()).as(said.text()).isZero();
        String before = service("techdoc").taskDefinition();

        loop.apply(loop.spec("techdoc", techdoc -> {
            techdoc.withObject("/image").put("tag", "crashing");
            techdoc.withObject("/scale").put("replicas", 2);
        }));
        var degraded = loop.awaitApp("techdoc", "is degraded",
                app -> conditionOf(app, "Degraded").path("reason").asText().equals("RolledBack"));

        assertThat(conditionOf(degraded, "Degraded").path("message").asText()).contains("techdoc:crashing", "circuit breaker");
        loop.awaitApp("techdoc", "shows its last log lines",
                app -> app.at("/status/rollout/log").toString().contains("the database schema is too old"));
        assertThat(loop.get(loop.balancer("/api/techdoc/info")).statusCode()).isEqualTo(200);
        await("the rollback is done").atMost(Loop.PATIENCE).until(() -> service("techdoc"), AcceptanceWalkIT::steady);
        assertThat(service("techdoc").taskDefinition()).isEqualTo(before);
        double writes = changes();
        double sweeps = sweeps();
        await("some sweeps pass").atMost(Loop.PATIENCE).until(() -> sweeps() >= sweeps + 3);
        assertThat(changes()).as("writes after the rollback").isEqualTo(writes);
        assertThat(service("techdoc").taskDefinition()).isEqualTo(before);
    }

    @Test
    @Order(50)
    void a_good_version_heals_what_was_degraded() throws Exception {
        loop.apply(loop.spec("techdoc", techdoc -> techdoc.withObject("/image").put("tag", "walk-2")));

        var healed = loop.awaitApp("techdoc", "is at rest", Loop::atRest);

        assertThat(condition(healed, "Degraded")).isEqualTo("False");
    }

    @Test
    @Order(60)
    void what_somebody_changes_behind_the_operators_back_is_shown_and_healed() throws Exception {
        TargetGroup group = targetGroup("techdoc");
        Rule rule = rule(group);

        loop.elb.modifyTargetGroup(request -> request.targetGroupArn(group.targetGroupArn()).healthCheckPath("/meddled"));
        loop.elb.deleteRule(request -> request.ruleArn(rule.ruleArn()));

        await("both are healed").atMost(Loop.PATIENCE).untilAsserted(() -> {
            assertThat(targetGroup("techdoc").healthCheckPath()).isEqualTo(group.healthCheckPath());
            assertThat(rule(group).priority()).isNotNull();
        });
        loop.awaitSettled("techdoc");
        String page = loop.get(loop.dashboard("/")).body();
        assertThat(page).contains("healthCheck.path", "/meddled", group.healthCheckPath(), "listener-rule/internal");
        // A target group that no rule names is not checked: its targets begin anew, as behind a real load balancer.
        await("requests arrive again").atMost(Loop.PATIENCE).until(() -> loop.get(loop.balancer("/api/techdoc/info")).statusCode() == 200);
    }

    @Test
    @Order(70)
    void a_fleet_that_nobody_touches_costs_no_write() throws Exception {
        loop.awaitSettled("techdoc");
        loop.awaitSettled("render");
        double writes = changes();
        double sweeps = sweeps();

        await("some sweeps pass").atMost(Loop.PATIENCE).until(() -> sweeps() >= sweeps + 3);

        assertThat(changes()).isEqualTo(writes);
    }

    @Test
    @Order(80)
    void an_operator_that_is_killed_in_the_middle_of_a_rollout_finishes_it_when_it_comes_back() throws Exception {
        push("techdoc:walk-3", anotherBuildOf("techdoc"));
        loop.apply(loop.spec("techdoc", techdoc -> {
            techdoc.withObject("/image").put("tag", "walk-3");
            techdoc.withObject("/scale").put("replicas", 2);
        }));
        loop.awaitApp("techdoc", "rolls", app -> condition(app, "Progressing").equals("True"));
        var operator = ProcessHandle.of(loop.checkout.status().at("/operator/pid").asLong()).orElseThrow();
        operator.destroyForcibly();
        operator.onExit().get();

        var said = loop.checkout.up();

        assertThat(said.exit()).as(said.text()).isZero();
        loop.awaitApp("techdoc", "runs the new version", app -> Loop.atRest(app) && app.at("/status/image/tag").asText().equals("walk-3"));
        assertThat(loop.ecs.listServices(request -> request.cluster("local")).serviceArns()).hasSize(2);
        assertThat(service("techdoc").runningCount()).isEqualTo(2);
        assertThat(loop.elb.describeTargetGroups().targetGroups()).hasSize(1);
        assertThat(loop.elb.describeRules(request -> request.listenerArn(listener())).rules()).as("the app's rule and the default")
                .hasSize(2);
    }

    @Test
    @Order(85)
    void a_second_up_says_which_service_was_built_since_and_does_not_run_yet() throws Exception {
        String older = push("techdoc:latest", anotherBuildOf("techdoc"));
        loop.apply(loop.spec("techdoc", techdoc -> techdoc.withObject("/image").put("tag", "latest").put("digest", older)));
        loop.awaitApp("techdoc", "runs another build", app -> Loop.atRest(app) && app.at("/status/image/digest").asText().equals(older));

        var said = loop.checkout.up();

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("It runs already.").contains("does not run yet (techdoc)");
    }

    @Test
    @Order(90)
    void a_spec_with_a_wrong_field_is_refused_with_file_line_path_and_reason() throws Exception {
        Path file = loop.spec("techdoc", techdoc -> techdoc.withObject("/task").put("cpu", 300));

        var said = loop.checkout.meddevo("apply", "-f", file.toString());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.text()).containsPattern(java.util.regex.Pattern.quote(file.getFileName().toString()) + ":\\d+")
                .contains("spec.task.cpu", "300", "256");
        assertThat(said.text()).doesNotContain("\tat ");
    }

    @Test
    @Order(100)
    void a_spec_that_the_engine_cannot_use_is_not_accepted_and_aws_stays_as_it_was() throws Exception {
        String before = fingerprint();
        String refused = loop.spec("techdoc", techdoc -> techdoc.withObject("/route").put("listener", "nowhere")).toString();

        // kubectl would do the same: the API server has no way to know the environment's listeners.
        loop.send("PATCH", java.net.URI.create(loop.checkout.status().at("/urls/kubernetes").asText()
                + "/apis/meddevo.com/v1alpha1/namespaces/documentation/meddevoapps/techdoc?fieldManager=walk&force=true"),
                Files.readString(Path.of(refused)),
                "application/apply-patch+yaml");
        var app = loop.awaitApp("techdoc", "is not accepted", one -> condition(one, "Accepted").equals("False"));

        assertThat(conditionOf(app, "Accepted").path("message").asText()).contains("spec.route.listener", "nowhere", "internal");
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(loop.get(loop.balancer("/api/techdoc/info")).statusCode()).isEqualTo(200);
        loop.apply(loop.spec("techdoc", techdoc -> {
            techdoc.withObject("/image").put("tag", "walk-3");
            techdoc.withObject("/scale").put("replicas", 2);
        }));
        loop.awaitSettled("techdoc");
    }

    @Test
    @Order(110)
    void deleting_an_app_takes_its_resources_down_and_touches_no_other() throws Exception {
        String render = service("render").deployments().getFirst().id();

        var said = loop.checkout.meddevo("delete", "techdoc");

        assertThat(said.exit()).as(said.text()).isZero();
        loop.awaitApp("techdoc", "is gone", JsonNode::isMissingNode);
        assertThat(loop.elb.describeTargetGroups().targetGroups()).isEmpty();
        assertThat(loop.elb.describeRules(request -> request.listenerArn(listener())).rules()).as("the default rule").hasSize(1);
        assertThat(names()).containsExactly("render");
        assertThat(loop.logs.describeLogGroups().logGroups()).extracting(group -> group.logGroupName()).contains("/ecs/local/techdoc");
        assertThat(service("render").deployments().getFirst().id()).isEqualTo(render);
        assertThat(Loop.settled(loop.app("render"))).isTrue();
    }

    @Test
    @Order(120)
    void the_last_app_can_be_deleted_too() throws Exception {
        loop.checkout.meddevo("delete", "render");

        loop.awaitApp("render", "is gone", JsonNode::isMissingNode);

        assertThat(loop.ecs.listServices(request -> request.cluster("local")).serviceArns()).isEmpty();
        assertThat(names()).isEmpty();
    }

    /** @return the digest */
    private static String push(String reference, Path jar) throws IOException, InterruptedException {
        var said = loop.checkout.meddevo("image", "push", reference, "--jar", jar.toString());
        assertThat(said.exit()).as(said.text()).isZero();
        return said.text().substring(said.text().lastIndexOf("sha256:")).strip();
    }

    /** The same service with one more file in its jar, and so with a digest of its own. */
    private static Path anotherBuildOf(String app) throws IOException {
        Path jar;
        try (var files = Files.list(loop.checkout.root().resolve("apps").resolve(app).resolve("target"))) {
            jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
        }
        Path copy = Files.copy(jar, Files.createTempDirectory(loop.checkout.home(), app).resolve(app + ".jar"));
        try (var zip = FileSystems.newFileSystem(copy, Map.of())) {
            Files.writeString(zip.getPath("META-INF", "walk"), copy.toString());
        }
        return copy;
    }

    private static Service service(String app) {
        return loop.ecs.describeServices(request -> request.cluster("local").services(app)).services().getFirst();
    }

    private static boolean steady(Service service) {
        return service.deployments().size() == 1 && service.deployments().getFirst().rolloutState() == DeploymentRolloutState.COMPLETED;
    }

    private static TargetGroup targetGroup(String app) {
        return loop.elb.describeTargetGroups().targetGroups().stream().filter(group -> group.targetGroupName().startsWith("md-" + app))
                .findFirst()
                .orElseThrow();
    }

    private static Rule rule(TargetGroup group) {
        return loop.elb.describeRules(request -> request.listenerArn(listener())).rules().stream()
                .filter(rule -> rule.toString().contains(group.targetGroupArn()))
                .findFirst().orElseThrow();
    }

    private static String listener() {
        var balancer = loop.elb.describeLoadBalancers().loadBalancers().getFirst();
        return loop.elb.describeListeners(request -> request.loadBalancerArn(balancer.loadBalancerArn())).listeners().getFirst()
                .listenerArn();
    }

    private static Set<String> names() {
        var names = new HashSet<String>();
        loop.discovery.listServices().services().forEach(service -> names.add(service.name()));
        return names;
    }

    private static double changes() throws IOException, InterruptedException { return loop.metric("meddevo_changes_total"); }

    private static double sweeps() throws IOException, InterruptedException {
        return loop.metric("meddevo_readings_seconds_count", "scope=\"sweep\"");
    }

    /** Everything of techdoc in AWS that a change would show in. */
    private static String fingerprint() {
        return service("techdoc").deployments().toString() + targetGroup("techdoc") + rule(targetGroup("techdoc"));
    }
}
