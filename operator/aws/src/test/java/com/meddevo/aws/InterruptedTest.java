package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.call.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator is cut off at every call in turn, and comes back knowing nothing. */
class InterruptedTest {
    private static final List<Fault> FAULTS = List.of(new Fault.Unanswered(),
            new Fault.RefusedAfterwards("InternalFailure", 500, "An internal error occurred"),
            new Fault.Refused("ThrottlingException", 400, "Rate exceeded"));
    /** A first round of one app makes fewer calls than this. */
    private static final int CALLS = 26;

    static Stream<Arguments> every_call_and_fault() {
        return FAULTS.stream().flatMap(fault -> IntStream.rangeClosed(1, CALLS).mapToObj(call -> Arguments.of(call, fault)));
    }

    @ParameterizedTest
    @MethodSource("every_call_and_fault")
    void a_creation_that_was_cut_off_is_finished_and_doubles_nothing(int call, Fault fault) {
        try (var world = World.inProcess()) {
            world.wants(world.app("techdoc"));
            world.account.faults().nth(call, fault);
            world.apply();
            world.restart();

            world.settle();

            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
            assertThat(existing(world)).isEqualTo(List.of(1, 1, 1, 1, 1, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("every_call_and_fault")
    void a_new_version_that_was_cut_off_is_finished_and_doubles_nothing(int call, Fault fault) {
        try (var world = World.inProcess()) {
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.push("techdoc", "2.0.0");
            world.wants(Specs.replicas(Specs.tag(app, "2.0.0"), 3));
            world.account.faults().nth(call, fault);
            world.apply();
            world.restart();

            world.settle();

            assertThat(world.plan().applicable()).isEmpty();
            assertThat(existing(world)).isEqualTo(List.of(1, 2, 1, 1, 1, 1));
            assertThat(world.sweep().rollouts().get("techdoc").running()).isEqualTo(3);
        }
    }

    @Test
    void lists_that_lag_behind_double_nothing_and_undo_nothing() {
        try (var world = World.inProcess()) {
            world.account.consistency().lag(Duration.ofSeconds(20));
            var app = world.app("techdoc");
            world.wants(app).settle();
            world.push("techdoc", "2.0.0");
            world.account.calls().clear();

            world.wants(Specs.tag(app, "2.0.0")).settle();

            assertThat(world.account.calls().calls("RegisterTaskDefinition")).hasSize(1);
            assertThat(world.account.calls().calls("UpdateService")).hasSize(1);
            assertThat(existing(world)).isEqualTo(List.of(1, 2, 1, 1, 1, 1));
        }
    }

    /** Log groups, revisions, target groups, rules, names, services. */
    private static List<Integer> existing(World world) {
        return Stream.of(new LogGroupContractTest(), new TaskDefinitionContractTest(), new TargetGroupContractTest(),
                new ListenerRuleContractTest(), new DiscoveryContractTest(), new ServiceContractTest()).map(kind -> kind.existing(world))
                .toList();
    }
}
