package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Scale;
import com.meddevo.localcloud.call.Call;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large fleets under AWS's published request rates. */
class ManyAppsTest {
    /** A load balancer takes 100 rules and 100 target groups. */
    private static final int PER_LISTENER = 90;
    /** A process comes back after some seconds. It knows nothing of what another one spent a moment before, and begins with full buckets. */
    private static final Duration RESTART = Duration.ofSeconds(5);
    /** Every third app's. */
    private static final Scale AUTOMATIC = Scale.Between.of(1, 4)
            .goals(new Scale.Goals(Optional.of(60), Optional.empty(), Optional.of(1_000)))
            .schedules(List.of(new Scale.Schedule("night", "0 20 * * ? *", "UTC", Optional.empty(), Optional.of(2))));
    private static final Map<Integer, World> SETTLED = new TreeMap<>();

    @AfterAll
    static void close() {
        SETTLED.values().forEach(World::close);
        SETTLED.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 300})
    void a_settled_fleet_is_read_within_the_budget_and_not_written_to(int apps) {
        var world = settled(apps);

        var sweep = world.sweep();

        var plan = world.plan(sweep);
        assertThat(plan.settled()).as(plan.text()).isTrue();
        assertThat(sweep.attempts()).as("%s", world.account.calls().counts()).isLessThanOrEqualTo(20 + 3 * apps / 10)
                .isEqualTo(world.account.calls().calls().size());
        assertThat(world.account.calls().writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 300})
    void a_restarted_operator_reads_what_it_forgot_within_a_few_sweeps_and_is_never_throttled(int apps) {
        var world = settled(apps);
        world.simulation.advance(RESTART);
        world.restart();
        world.account.calls().clear();

        world.settle();

        assertThat(world.account.calls().calls()).noneMatch(call -> call.errorCode().isPresent());
        assertThat(world.account.calls().writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 300})
    void one_app_is_read_for_a_few_calls_however_many_others_there_are(int apps) {
        var world = settled(apps);

        var slice = world.slice("app-7");

        assertThat(world.plan(slice).forApp("app-7").settled()).isTrue();
        assertThat(slice.attempts()).as("%s", world.account.calls().counts()).isLessThanOrEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 300})
    void a_slow_cycle_reads_what_has_no_batch_bit_by_bit_and_stays_within_the_budget(int apps) {
        var world = settled(apps);

        var attempts = IntStream.range(0, 10).mapToObj(sweep -> (sweep == 0 ? world.slow() : world.sweep()).attempts()).toList();

        assertThat(attempts).allMatch(one -> one <= 20 + 3 * apps / 10);
        assertThat(world.account.calls().calls("DescribeTargetGroupAttributes")).hasSize(apps);
    }

    /** Of each app: one revision at 1 a second (20 at once), and side by side with it a group, its attributes and a rule at 3 a second (20 at once). */
    @Test
    void a_new_fleet_is_made_app_by_app_and_nearly_as_fast_as_the_published_rates_allow() {
        int apps = 300;
        var bound = Duration.ofSeconds(Math.max(apps - 20, (3 * apps - 20) / 3));
        try (var world = fleet(apps)) {
            var start = world.account.timeline().now();

            world.apply();

            var calls = world.account.calls();
            assertThat(calls.calls().stream().filter(call -> call.errorCode().isPresent()).map(Call::action)).isEmpty();
            assertThat(calls.counts()).containsEntry("ecs:CreateService", (long) apps);
            var lastWrite = calls.calls().stream().filter(call -> !call.isRead()).map(Call::at).max(Comparator.naturalOrder())
                    .orElseThrow();
            assertThat(Duration.between(start, lastWrite)).isLessThan(bound.multipliedBy(12).dividedBy(10));
            var half = start.plus(Duration.between(start, lastWrite).dividedBy(2));
            assertThat(calls.calls("CreateService").stream().filter(call -> call.at().isBefore(half))).hasSizeGreaterThan(apps / 3);
        }
    }

    /** A fleet that has settled and whose operator knows what it can know; the same for all tests. */
    private static World settled(int apps) {
        var world = SETTLED.computeIfAbsent(apps, ManyAppsTest::fleet).settle();
        world.sweep();
        world.account.calls().clear();
        return world;
    }

    private static World fleet(int apps) {
        var world = World.inProcess();
        var listeners = new TreeMap<String, Environment.Listener>();
        for (int i = 0; i <= apps / PER_LISTENER; i++) {
            var on = world.account.foundations("local" + (i == 0 ? "" : i), 8080 + i);
            listeners.put("listener-" + i, new Environment.Listener(on.listenerArn(), on.loadBalancerArn(), on.loadBalancerDnsName(),
                    new Environment.Priorities(1, 50_000)));
        }
        world.restart(environment -> listeners(environment, listeners));
        world.account.limits().enforce();
        return world.wants(IntStream.range(0, apps).mapToObj(i -> app(world, i)).toArray(AppSpec[]::new));
    }

    private static AppSpec app(World world, int number) {
        return Specs.route(Specs.scale(world.app("app-" + number), number % 3 == 1 ? AUTOMATIC : new Scale.Fixed(1)),
                route -> new AppSpec.Route("listener-" + number / PER_LISTENER, route.hosts(),
                        route.paths(), route.healthCheck(), route.deregistration()));
    }

    private static Environment listeners(Environment of, Map<String, Environment.Listener> listeners) {
        return of.but().listeners(listeners).build();
    }
}
