package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Sidecar;
import com.meddevo.plan.Change;
import com.meddevo.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** Which image a sidecar runs when its tag moves. */
class SidecarPinTest {
    private static final String REGISTRY = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/meddevo";
    private static final String OURS = REGISTRY + "/proxy:1.0";

    private World world;

    @BeforeEach
    void open() {
        world = World.inProcess();
        world.restart(environment -> environment.but().registry(REGISTRY).build());
        push("app one");
    }

    @AfterEach
    void close() { world.close(); }

    @Test
    void a_sidecar_of_the_environments_registry_is_pinned_to_its_digest() {
        world.wants(with(OURS)).settle();

        assertThat(image()).isEqualTo(REGISTRY + "/proxy@" + world.simulation.images().find("meddevo/proxy", "1.0").orElseThrow().digest());
        assertThat(world.plan().notes()).isEmpty();
    }

    @Test
    void its_tag_that_moves_changes_nothing_not_even_after_a_restart() {
        world.wants(with(OURS)).settle();
        push("app two");
        world.restart();

        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void a_tag_that_the_registry_does_not_have_blocks_and_names_the_sidecar() {
        var plan = world.wants(with(REGISTRY + "/proxy:9")).plan();

        assertThat(plan.blocked()).isNotEmpty().allSatisfy(blocked -> assertThat(blocked.by()).isEqualTo("image"))
                .extracting(Change.Blocked::because).first().asString().contains("no image proxy:9").contains("sidecar proxy");
    }

    @Test
    void one_of_another_registry_runs_as_it_is_written_and_the_plan_says_so() {
        world.wants(with("public.ecr.aws/library/proxy:1.0")).settle();

        assertThat(image()).isEqualTo("public.ecr.aws/library/proxy:1.0");
        assertThat(world.plan().notes()).extracting(Plan.Note::text).singleElement().asString()
                .startsWith("sidecar proxy runs public.ecr.aws/library/proxy:1.0 as it is written");
    }

    @Test
    void one_that_the_spec_names_by_its_digest_needs_no_word() {
        world.wants(with("public.ecr.aws/library/proxy@sha256:" + "a".repeat(64))).settle();

        assertThat(world.plan().notes()).isEmpty();
    }

    private void push(String content) {
        world.simulation.images().push("meddevo/proxy", "1.0", content, world.account.timeline().now());
        world.push("meddevo/techdoc", "1.0.0");
    }

    private static AppSpec with(String image) {
        return Specs.task(World.bare("techdoc", "1.0.0"), task -> task.but().sidecars(List.of(new Sidecar("proxy", image, true, List.of(),
                Map.of(), Map.of(), Optional.empty(), Duration.ofSeconds(30), false, Map.of()))).build());
    }

    private String image() {
        var service = world.account.ecs().describeServices(request -> request.cluster("local").services("techdoc")).services().getFirst();
        return world.account.ecs().describeTaskDefinition(request -> request.taskDefinition(service.taskDefinition())).taskDefinition()
                .containerDefinitions().stream().filter(one -> one.name().equals("proxy")).map(ContainerDefinition::image).findFirst()
                .orElseThrow();
    }
}
