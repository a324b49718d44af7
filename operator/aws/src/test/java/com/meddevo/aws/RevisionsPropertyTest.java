package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.localcloud.task.SimulatedTasks.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Whatever happens to an app: no revision is deregistered that a service, a deployment that may go back, or a running task needs. */
class RevisionsPropertyTest {
    private static final String APP = "techdoc";
    private static final Duration ROUND = Duration.ofSeconds(5);
    /** Of the newest revisions so many stay. */
    private static final int KEPT = 5;

    /** What can happen. */
    enum Event {
        NEW_VERSION, CRASHING_VERSION, BACK_BY_HAND, HURRIED_ROUND, TIME, RESTART
    }

    @Property(tries = 40)
    void nothing_that_is_needed_is_ever_deregistered(@ForAll @Size(min = 5, max = 30) List<Event> history, @ForAll Random random) {
        try (var world = World.inProcess()) {
            var life = new Life(world, random);
            world.wants(life.app).settle();

            for (Event event : history) {
                life.happens(event);
                for (int round = 0; round < 3; round++) {
                    world.apply();
                    assertThat(life.active()).as("after %s of %s", event, history).containsAll(life.needed());
                    world.simulation.advance(ROUND);
                }
            }
        }
    }

    /** The clean-up waits for what goes on, and then happens. */
    @Property(tries = 10)
    void no_more_than_the_kept_ones_stay_when_all_is_quiet(@ForAll @Size(min = 5, max = 20) List<Event> history, @ForAll Random random) {
        try (var world = World.inProcess()) {
            var life = new Life(world, random);
            world.wants(life.app).settle();
            history.forEach(event -> {
                life.happens(event);
                world.apply();
                world.simulation.advance(ROUND);
            });

            world.wants(life.version(life.app)).settle();

            assertThat(life.active()).hasSizeLessThanOrEqualTo(KEPT + 1).containsAll(life.needed());
        }
    }

    /** One app and what becomes of it. */
    private static final class Life {
        private final World world;
        private final EcsClient ecs;
        private final Random random;
        private final AppSpec app;
        private int version;

        Life(World world, Random random) {
            this.world = world;
            this.ecs = world.account.ecs();
            this.random = random;
            this.app = world.app(APP);
            world.push(APP, "crash");
            world.simulation.tasks().behave(digestOf("crash"), new Behaviour.Crashes(Duration.ofSeconds(1), 1, "no database"));
        }

        void happens(Event event) {
            switch (event) {
                case NEW_VERSION -> world.wants(version(app));
                case CRASHING_VERSION -> world.wants(Specs.tag(version(app), "crash"));
                case BACK_BY_HAND -> {
                    var all = new ArrayList<>(active());
                    ecs.updateService(request -> request.cluster("local").service(APP).taskDefinition(all.get(random.nextInt(all.size()))));
                }
                case HURRIED_ROUND -> world.apply();
                case TIME -> world.simulation.advance(Duration.ofMinutes(random.nextInt(1, 20)));
                case RESTART -> world.restart();
            }
        }

        private AppSpec version(AppSpec app) {
            version++;
            return Specs.task(app, task -> task.but().environment(Map.of("VERSION", String.valueOf(version))).build());
        }

        private String digestOf(String tag) {
            return world.account.ecr().describeImages(request -> request.repositoryName(APP).imageIds(image -> image.imageTag(tag)))
                    .imageDetails().getFirst().imageDigest();
        }

        private Set<String> active() {
            return Set
                    .copyOf(ecs
                            .listTaskDefinitions(
                                    request -> request.familyPrefix("meddevo-local-" + APP).status(TaskDefinitionStatus.ACTIVE))
                            .taskDefinitionArns());
        }

        /** What the service runs or deploys, what any task runs, and what a deployment that fails now goes back to. */
        private Set<String> needed() {
            var needed = new HashSet<String>();
            ecs.describeServices(request -> request.cluster("local").services(APP)).services()
                    .forEach(service -> service.deployments().stream().map(Deployment::taskDefinition).forEach(needed::add));
            var tasks = ecs.listTasks(request -> request.cluster("local").desiredStatus(DesiredStatus.RUNNING)).taskArns();
            if (!tasks.isEmpty())
                ecs.describeTasks(request -> request.cluster("local").tasks(tasks)).tasks().stream().map(Task::taskDefinitionArn)
                        .forEach(needed::add);
            ecs.listServiceDeployments(request -> request.cluster("local").service(APP)).serviceDeployments().stream()
                    .filter(one -> one.status() == ServiceDeploymentStatus.SUCCESSFUL).findFirst()
                    .map(ServiceDeploymentBrief::targetServiceRevisionArn)
                    .ifPresent(last -> ecs.describeServiceRevisions(request -> request.serviceRevisionArns(last)).serviceRevisions()
                            .forEach(revision -> needed.add(revision.taskDefinition())));
            return needed;
        }
    }
}
