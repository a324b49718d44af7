package com.meddevo.localcloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Stage;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** Whatever is done to a service, and whatever happens to its tasks: it ends where it should, and nothing is left behind. */
class ServiceHistoryProperties {

    /** Something that somebody does, or that happens. */
    sealed interface Step {

        record Scale(int desired) implements Step {
        }

        record Deploy(String image) implements Step {
        }

        record Kill(int which) implements Step {
        }

        record Ail(int which) implements Step {
        }

        record Stop(int which) implements Step {
        }

        record Wait(int seconds) implements Step {
        }
    }

    @Property(tries = 100)
    void a_service_ends_steady_with_the_tasks_it_wants_and_no_others(@ForAll("histories") List<Step> history) {
        var stage = Stage.set();
        stage.simulation.tasks().behave("crashing", new Behaviour.Crashes(Duration.ofMillis(700), 1, "no"));
        stage.simulation.tasks().behave("missing", new Behaviour.CannotPull());
        stage.simulation.tasks().behave("ailing", new Behaviour.Ails());
        var group = stage.routedTargetGroup("web", 10);
        var registry = stage.discoveryService("web");
        stage.ecs().createService(stage.balanced("web", stage.registered("web", "web:good"), 2, group)
                .serviceRegistries(one -> one.registryArn(registry)).build());

        history.forEach(step -> take(stage, step));
        take(stage, new Step.Deploy("web:last"));
        take(stage, new Step.Scale(3));
        stage.advance(Duration.ofMinutes(30));

        var service = stage.described("web");
        assertThat(service.deployments()).singleElement()
                .satisfies(deployment -> assertThat(deployment.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED));
        assertThat(service.runningCount()).isEqualTo(3);
        assertThat(service.pendingCount()).isZero();
        assertThat(stage.health(group)).containsOnlyKeys("healthy").containsValue(3L);
        assertThat(stage.account.names().addresses().get("web.svc.local.meddevo.internal")).hasSize(3);
        assertThat(stage.simulation.tasks().running()).as("tasks that really run").isEqualTo(
                stage.tasks("web").stream().map(ServiceHistoryProperties::id).collect(Collectors.toSet()));

        stage.ecs().deleteService(request -> request.cluster("local").service("web").force(true));
        stage.advance(Duration.ofMinutes(1));
        assertThat(stage.described("web").status()).isEqualTo("INACTIVE");
        assertThat(stage.simulation.tasks().running()).isEmpty();
        assertThat(stage.health(group)).isEmpty();
        assertThat(stage.account.names().addresses()).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Step> scale = Arbitraries.integers().between(0, 5).map(Step.Scale::new);
        Arbitrary<Step> deploy = Arbitraries.of("web:good", "web:better", "web:crashing", "web:missing", "web:ailing")
                .map(Step.Deploy::new);
        Arbitrary<Step> kill = Arbitraries.integers().between(0, 9).map(Step.Kill::new);
        Arbitrary<Step> ail = Arbitraries.integers().between(0, 9).map(Step.Ail::new);
        Arbitrary<Step> stop = Arbitraries.integers().between(0, 9).map(Step.Stop::new);
        Arbitrary<Step> wait = Arbitraries.integers().between(1, 120).map(Step.Wait::new);
        return Arbitraries.oneOf(scale, deploy, kill, ail, stop, wait, wait).list().ofMaxSize(25);
    }

    private static void take(Stage stage, Step step) {
        switch (step) {
            case Step.Scale(var desired) ->
                stage.ecs().updateService(request -> request.cluster("local").service("web").desiredCount(desired));
            case Step.Deploy(var image) -> {
                var definition = stage.registered("web", image);
                stage.ecs().updateService(request -> request.cluster("local").service("web").taskDefinition(definition));
            }
            case Step.Kill(var which) -> pick(stage, which).ifPresent(arn -> stage.simulation.tasks().kill(id(arn), 137));
            case Step.Ail(var which) -> pick(stage, which).ifPresent(arn -> stage.simulation.tasks().ail(id(arn), true));
            case Step.Stop(var which) ->
                pick(stage, which).ifPresent(arn -> stage.ecs().stopTask(request -> request.cluster("local").task(arn)));
            case Step.Wait(var seconds) -> stage.advance(Duration.ofSeconds(seconds));
        }
        assertThat(stage.described("web").deployments()).as("primary deployments after %s", step)
                .filteredOn(one -> one.status().equals("PRIMARY")).hasSize(1);
    }

    private static Optional<String> pick(Stage stage, int which) {
        var tasks = stage.tasks("web");
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(which % tasks.size()));
    }

    private static String id(String arn) { return arn.substring(arn.lastIndexOf('/') + 1); }
}
