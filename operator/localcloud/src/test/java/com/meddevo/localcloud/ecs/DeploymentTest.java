package com.meddevo.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** How services roll. */
class DeploymentTest {

    private final Stage stage = Stage.set();

    @Test
    @Tag("aws-10")
    void a_new_service_completes_when_its_targets_are_healthy() {
        var group = stage.routedTargetGroup("web", 10);
        stage.ecs().createService(stage.balanced("web", stage.registered("web", "web:1"), 2, group).build());

        stage.advance(Duration.ofSeconds(10));
        assertThat(stage.described("web")).returns(2, Service::runningCount).returns(0, Service::pendingCount);
        assertThat(stage.health(group)).containsEntry("initial", 2L);
        assertThat(only(stage.deployments("web")).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);

        stage.advance(Duration.ofSeconds(5));

        assertThat(stage.health(group)).containsOnly(entry("healthy", 2L));
        assertThat(only(stage.deployments("web")).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(messages("web")).anyMatch(message -> message.equals("(service web) has reached a steady state."));
    }

    @Test
    void a_service_that_nothing_checks_completes_when_its_tasks_have_settled() {
        stage.ecs().createService(stage.service("worker", stage.registered("worker", "worker:1"), 1).build());

        stage.advance(Duration.ofSeconds(19));
        assertThat(only(stage.deployments("worker")).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        stage.advance(Duration.ofSeconds(2));

        assertThat(only(stage.deployments("worker")).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
    }

    @Test
    @Tag("aws-10")
    void old_and_new_tasks_overlap_and_as_many_as_desired_stay_healthy() {
        var group = settled("web", 2);
        var before = new HashSet<>(stage.tasks("web"));

        stage.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(stage.registered("web", "web:2")));

        var most = 0;
        for (var second = 0; second < 60; second++) {
            stage.advance(Duration.ofSeconds(1));
            assertThat(stage.health(group).getOrDefault("healthy", 0L)).as("healthy after %d s", second).isGreaterThanOrEqualTo(2);
            most = Math.max(most, stage.tasks("web").size());
        }
        assertThat(most).isEqualTo(4);
        assertThat(stage.tasks("web")).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(only(stage.deployments("web"))).returns("PRIMARY", Deployment::status).returns(DeploymentRolloutState.COMPLETED,
                Deployment::rolloutState);
        assertThat(stage.health(group)).containsOnly(entry("healthy", 2L));
    }

    @Test
    void a_deployment_in_progress_shows_the_new_one_as_primary_and_the_old_one_as_active() {
        settled("web", 1);
        stage.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(stage.registered("web", "web:2")));

        stage.advance(Duration.ofSeconds(5));

        assertThat(stage.deployments("web")).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        assertThat(stage.deployments("web").getFirst().taskDefinition()).endsWith("web:2");
    }

    @Test
    @Tag("aws-11")
    void a_crashing_version_is_rolled_back_to_a_new_deployment_of_the_old_definition() {
        settled("web", 1);
        var good = stage.described("web").taskDefinition();
        stage.simulation.tasks().behave("web:2", new Behaviour.Crashes(Duration.ofMillis(500), 1, "cannot read the settings"));
        var before = only(stage.deployments("web")).id();
        stage.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(stage.registered("web", "web:2")));
        var bad = stage.described("web").deployments().getFirst();

        stage.advance(Duration.ofMinutes(5));

        var service = stage.described("web");
        assertThat(service.taskDefinition()).isEqualTo(good);
        assertThat(only(service.deployments())).returns(good, Deployment::taskDefinition)
                .returns(DeploymentRolloutState.COMPLETED, Deployment::rolloutState)
                .satisfies(deployment -> assertThat(deployment.id()).isNotIn(before, bad.id()));
        assertThat(messages("web")).anyMatch(
                message -> message.equals("(service web) (deployment %s) deployment failed: tasks failed to start.".formatted(bad.id())))
                .anyMatch(message -> message.matches("\\(service web\\) rolling back to deployment ecs-svc/\\d+\\."));
        var rollout = newestRollout("web");
        assertThat(rollout.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(rollout.deploymentCircuitBreaker()).returns(3, breaker -> breaker.threshold()).returns(3,
                breaker -> breaker.failureCount());
        var failed = stage.ecs().describeServiceRevisions(request -> request.serviceRevisionArns(rollout.targetServiceRevision().arn()))
                .serviceRevisions();
        assertThat(failed.getFirst().taskDefinition()).endsWith("web:2");
    }

    @Test
    @Tag("aws-11")
    void a_first_deployment_that_fails_has_nothing_to_roll_back_to_and_starts_no_more_tasks() {
        stage.simulation.tasks().behave("web", new Behaviour.CannotPull());
        stage.ecs().createService(stage.service("web", stage.registered("web", "web:1"), 1).build());

        stage.advance(Duration.ofMinutes(10));

        assertThat(only(stage.deployments("web"))).returns("PRIMARY", Deployment::status)
                .returns(DeploymentRolloutState.FAILED, Deployment::rolloutState)
                .returns(3, Deployment::failedTasks).returns(0, Deployment::pendingCount);
        var stopped = stage.ecs().listTasks(request -> request.cluster("local").serviceName("web").desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
        assertThat(stage.ecs().describeTasks(request -> request.cluster("local").tasks(stopped)).tasks()).hasSize(3)
                .allSatisfy(task -> assertThat(task.stoppedReason()).startsWith("CannotPullContainerError"));
    }

    @Test
    @Tag("aws-11")
    void a_version_that_never_gets_healthy_is_rolled_back_too() {
        var group = settled("web", 1);
        stage.simulation.tasks().behave("web:2", new Behaviour.Ails());
        stage.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(stage.registered("web", "web:2")));

        stage.advance(Duration.ofMinutes(10));

        assertThat(stage.described("web").taskDefinition()).endsWith("web:1");
        assertThat(stage.health(group)).containsEntry("healthy", 1L);
        assertThat(newestRollout("web").status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @ParameterizedTest
    @Tag("aws-11")
    @CsvSource({"1, 3", "2, 3", "6, 3", "7, 4", "100, 50", "400, 200", "5000, 200"})
    void the_circuit_breaker_takes_half_of_the_desired_count_within_bounds(int desired, int threshold) {
        assertThat(CircuitBreaker.threshold(desired)).isEqualTo(threshold);
    }

    @Test
    void a_task_that_dies_is_replaced() {
        settled("web", 2);
        var victim = stage.tasks("web").getFirst();

        stage.simulation.tasks().kill(victim.substring(victim.lastIndexOf('/') + 1), 137);
        stage.advance(Duration.ofSeconds(30));

        assertThat(stage.tasks("web")).hasSize(2).doesNotContain(victim);
        var stopped = stage.ecs().describeTasks(request -> request.cluster("local").tasks(victim)).tasks().getFirst();
        assertThat(stopped.containers().getFirst().exitCode()).isEqualTo(137);
        assertThat(stopped.stoppedReason()).isEqualTo("Essential container in task exited");
    }

    @Test
    void a_service_that_keeps_crashing_is_restarted_ever_more_slowly() {
        stage.simulation.tasks().behave("web", new Behaviour.Crashes(Duration.ofSeconds(1), 1, "no"));
        stage.ecs().createService(stage.service("web", stage.registered("web", "web:1"), 1)
                .deploymentConfiguration(none -> none.maximumPercent(200)).build());

        stage.advance(Duration.ofMinutes(20));

        var tasks = stage.ecs().listTasks(request -> request.cluster("local").serviceName("web").desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
        assertThat(tasks).hasSizeBetween(5, 12);
        assertThat(messages("web"))
                .anyMatch(message -> message.startsWith("(service web) is unable to consistently start tasks successfully."));
    }

    @Test
    void scaling_starts_and_stops_tasks_without_a_deployment() {
        settled("web", 1);
        var deployment = only(stage.deployments("web")).id();

        stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(3));
        stage.advance(Duration.ofSeconds(30));
        assertThat(stage.described("web").runningCount()).isEqualTo(3);
        stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(1));
        stage.advance(Duration.ofSeconds(30));

        assertThat(stage.described("web").runningCount()).isEqualTo(1);
        assertThat(only(stage.deployments("web")).id()).isEqualTo(deployment);
    }

    @Test
    void a_task_leaves_its_target_group_and_drains_before_it_is_stopped() {
        var group = settled("web", 1);
        stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(0));

        stage.advance(Duration.ofSeconds(5));
        assertThat(stage.health(group)).containsOnly(entry("draining", 1L));
        assertThat(stage.simulation.tasks().running()).hasSize(1);
        stage.advance(Duration.ofSeconds(10));

        assertThat(stage.health(group)).isEmpty();
        assertThat(stage.simulation.tasks().running()).isEmpty();
    }

    @Test
    void running_tasks_are_found_by_name() {
        stage.ecs().createService(stage.service("render", stage.registered("render", "render:1"), 2)
                .serviceRegistries(registry -> registry.registryArn(stage.discoveryService("render"))).build());

        stage.advance(Duration.ofSeconds(11));

        assertThat(stage.account.names().addresses()).containsOnlyKeys("render.svc.local.meddevo.internal");
        assertThat(stage.account.names().addresses().get("render.svc.local.meddevo.internal")).hasSize(2)
                .allMatch(address -> address.startsWith("127."));
    }

    private String settled(String name, int desired) {
        var group = stage.routedTargetGroup(name, 10);
        stage.ecs().createService(stage.balanced(name, stage.registered(name, name + ":1"), desired, group).build());
        stage.advance(Duration.ofSeconds(30));
        assertThat(only(stage.deployments(name)).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        return group;
    }

    private ServiceDeployment newestRollout(String service) {
        var newest = stage.ecs().listServiceDeployments(request -> request.cluster("local").service(service)).serviceDeployments()
                .getFirst();
        return stage.ecs().describeServiceDeployments(request -> request.serviceDeploymentArns(newest.serviceDeploymentArn()))
                .serviceDeployments().getFirst();
    }

    private List<String> messages(String service) { return stage.described(service).events().stream().map(ServiceEvent::message).toList(); }

    private static Deployment only(List<Deployment> deployments) {
        assertThat(deployments).hasSize(1);
        return deployments.getFirst();
    }
}
