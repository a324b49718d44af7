package com.meddevo.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.localcloud.task.SimulatedTasks;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import com.meddevo.localcloud.time.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceField;

class AccountFileTest {

    @TempDir
    Path folder;

    @Test
    void an_account_is_found_again_as_it_was_and_its_services_start_their_tasks_anew() {
        var before = Stage.set();
        var group = before.routedTargetGroup("web", 10);
        before.account.logs().createLogGroup(request -> request.logGroupName("/ecs/web"));
        before.account.logs().putRetentionPolicy(request -> request.logGroupName("/ecs/web").retentionInDays(30));
        before.ecs()
                .createService(before.balanced("web", before.registered("web", "web:1"), 2, group).tags(tag -> tag.key("app").value("web"))
                        .serviceRegistries(registry -> registry.registryArn(before.discoveryService("web"))).build());
        before.advance(Duration.ofSeconds(30));

        var after = again(before);

        assertThat(after.account().foundations("local", 8080)).isEqualTo(before.foundations);
        var service = after.account().ecs().describeServices(request -> request.cluster("local").services("web").include(ServiceField.TAGS))
                .services().getFirst();
        assertThat(service).usingRecursiveComparison()
                .comparingOnlyFields("serviceArn", "taskDefinition", "loadBalancers", "deploymentConfiguration", "createdAt")
                .isEqualTo(before.described("web"));
        assertThat(service.tags()).hasSize(1);
        assertThat(service.deployments()).singleElement()
                .satisfies(deployment -> assertThat(deployment.id()).isEqualTo(before.deployments("web").getFirst().id()));
        assertThat(after.account().elb().describeRules(request -> request.listenerArn(before.foundations.listenerArn())).rules())
                .isEqualTo(before.account.elb().describeRules(request -> request.listenerArn(before.foundations.listenerArn())).rules());
        assertThat(after.account().elb().describeTargetGroupAttributes(request -> request.targetGroupArn(group)).attributes())
                .isEqualTo(before.account.elb().describeTargetGroupAttributes(request -> request.targetGroupArn(group)).attributes());
        assertThat(after.account().logs().describeLogGroups().logGroups()).isEqualTo(before.account.logs().describeLogGroups().logGroups());
        after.advance(Duration.ofSeconds(30));
        assertThat(after.account().routing().healthyTargets(group)).hasSize(2);
        assertThat(after.account().names().addresses()).containsOnlyKeys("web.svc.local.meddevo.internal");
        assertThat(new HashSet<>(after.tasks().running())).doesNotContainAnyElementsOf(before.simulation.tasks().running()).hasSize(2);
    }

    @Test
    void nobody_else_on_the_machine_can_read_it_since_values_of_secrets_stand_in_it() throws IOException {
        Path file = folder.resolve("cloud.json");

        AccountFile.keep(Stage.set().account, file).close();

        assertThat(Files.getPosixFilePermissions(file)).containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void a_deployment_that_was_rolling_goes_on_and_can_still_be_rolled_back() {
        var before = Stage.set();
        before.ecs().createService(before.service("web", before.registered("web", "web:1"), 1).build());
        before.advance(Duration.ofSeconds(30));
        before.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(before.registered("web", "web:2")));

        var after = again(before, tasks -> tasks.behave("web:2", new Behaviour.CannotPull()));
        after.advance(Duration.ofMinutes(5));

        var service = after.account().ecs().describeServices(request -> request.cluster("local").services("web")).services().getFirst();
        assertThat(service.taskDefinition()).endsWith("web:1");
        assertThat(service.deployments()).singleElement()
                .satisfies(deployment -> assertThat(deployment.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED));
        assertThat(after.account().ecs().listServiceDeployments(request -> request.cluster("local").service("web")).serviceDeployments()
                .getFirst().status())
                .isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void revision_numbers_go_on_and_a_service_that_was_draining_is_gone() {
        var before = Stage.set();
        before.ecs().createService(before.service("web", before.registered("web", "web:1"), 1).build());
        before.advance(Duration.ofSeconds(30));
        before.ecs().deleteService(request -> request.cluster("local").service("web").force(true));

        var after = again(before);

        assertThat(
                after.account().ecs().describeServices(request -> request.cluster("local").services("web")).services().getFirst().status())
                .isEqualTo("INACTIVE");
        assertThat(after.account().ecs().registerTaskDefinition(before.definition("web", "web:2").build()).taskDefinition().revision())
                .isEqualTo(2);
    }

    @Test
    void a_listener_moves_to_another_port_with_its_rules() {
        var before = Stage.set();
        before.routedTargetGroup("web", 10);

        var moved = again(before).account().foundations("local", 9090);

        assertThat(moved.listenerArn()).isEqualTo(before.foundations.listenerArn());
    }

    @Test
    void what_has_changed_is_written_every_two_seconds() {
        var simulation = Simulation.start();
        var file = folder.resolve("account.json");
        var kept = AccountFile.keep(simulation.account(), file);
        simulation.advance(Duration.ofSeconds(2));
        assertThat(file).content().doesNotContain("/ecs/late");

        simulation.account().logs().createLogGroup(request -> request.logGroupName("/ecs/late"));
        simulation.advance(Duration.ofSeconds(2));

        assertThat(file).content().contains("/ecs/late");
        assertThat(folder.resolve("account.json.next")).doesNotExist();
        kept.close();
    }

    @Test
    void a_file_that_is_no_account_is_named_with_what_to_do() throws IOException {
        var file = Files.writeString(folder.resolve("account.json"), "{ broken");

        assertThatThrownBy(() -> AccountFile.keep(Simulation.start().account(), file)).hasMessageContaining(file.toString())
                .hasMessageContaining("Delete the file");
    }

    private Simulation again(Stage before) { return again(before, tasks -> {}); }

    private Simulation again(Stage before, Consumer<SimulatedTasks> behaviours) {
        var file = folder.resolve("account.json");
        AccountFile.keep(before.account, file).close();
        var after = Simulation.on(Timeline.moved(before.account.timeline().now()));
        behaviours.accept(after.tasks());
        AccountFile.keep(after.account(), file);
        return after;
    }
}
