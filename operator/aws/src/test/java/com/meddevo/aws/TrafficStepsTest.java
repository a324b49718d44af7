package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.service.Rollout;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.TrafficShift;
import com.meddevo.localcloud.ecs.LifecycleHooks.Answer;
import com.meddevo.plan.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traffic that moves bit by bit, and who may stop it. */
class TrafficStepsTest {
    private static final String APP = "techdoc";
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:000000000000:function:smoke-test";
    private static final Duration UP = Duration.ofSeconds(40);

    private World world;

    @BeforeEach
    void open() { world = World.inProcess(); }

    @AfterEach
    void close() { world.close(); }

    @Test
    void a_canary_gets_its_part_first_and_all_of_it_when_it_has_baked() {
        deploy(new TrafficShift(new TrafficShift.Canary(10, 20), 5, List.of()));

        var first = traffic();
        world.simulation.advance(Duration.ofMinutes(21));
        var then = traffic();

        assertThat(first.weights()).containsOnly(Map.entry("blue", 90), Map.entry("green", 10));
        assertThat(then).isEqualTo(new Rollout.Traffic("blue", Optional.of("BAKE_TIME"), Map.of("blue", 0, "green", 100)));
    }

    @Test
    void linear_moves_one_step_after_the_other_and_nobody_interferes() {
        deploy(new TrafficShift(new TrafficShift.Linear(40, 2), 5, List.of()));

        var seen = IntStream.range(0, 3).mapToObj(step -> {
            assertThat(world.plan().applicable()).isEmpty();
            int part = traffic().weights().get("green");
            world.simulation.advance(Duration.ofMinutes(2));
            return part;
        }).toList();

        assertThat(seen).containsExactly(40, 80, 100);
    }

    @Test
    void what_a_hook_refuses_serves_nobody_and_is_not_tried_again() {
        world.account.hooks().answer(FUNCTION, Answer.FAILED);
        deploy(new TrafficShift(new TrafficShift.BlueGreen(), 5, List.of(new TrafficShift.Hook(FUNCTION,
                world.environment.roles().infrastructure().orElseThrow(), Set.of("POST_SCALE_UP")))));
        world.simulation.advance(Duration.ofMinutes(2));
        world.apply();
        world.restart();

        var plan = world.plan();

        assertThat(plan.blocked()).singleElement().satisfies(blocked -> {
            assertThat(blocked.by()).isEqualTo("circuit-breaker");
            assertThat(blocked.because()).startsWith("techdoc:2.0.0 was given up and is not tried again").contains("lifecycle hook");
        });
        assertThat(plan.changes()).allMatch(Change.Blocked.class::isInstance);
        assertThat(traffic().colour()).isEqualTo("blue");
    }

    /** A second version whose tasks are up. */
    private void deploy(TrafficShift shift) {
        var app = Specs.deployment(world.app(APP), new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30)).by(shift));
        world.wants(app).settle();
        world.push(APP, "2.0.0");
        world.wants(Specs.tag(app, "2.0.0")).apply();
        world.apply();
        world.simulation.advance(UP);
    }

    private Rollout.Traffic traffic() { return world.sweep().rollouts().get(APP).traffic().orElseThrow(); }
}
