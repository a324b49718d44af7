package com.meddevo.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.AwsClients;
import com.meddevo.aws.AwsEnvironment;
import com.meddevo.aws.Kinds;
import com.meddevo.aws.Sweep;
import com.meddevo.controller.cloud.AwsCloud;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.Simulation;
import com.meddevo.plan.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop, the real kinds and a simulated account that enforces AWS's published request rates, on one clock that is moved. */
class ManyAppsTest {
    /** A load balancer takes 100 rules and 100 target groups. */
    private static final int PER_LISTENER = 90;

    private final Simulation simulation = Simulation.start();
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private final List<Integer> attempts = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {50, 300})
    void a_new_fleet_settles_and_then_costs_its_budget_of_reads_and_no_write(int apps) {
        var listeners = listeners(apps);
        simulation.account().limits().enforce();
        var loop = loop(environment(listeners), apps);

        // How long is not asked here: a thread that is late waits once more for what it missed, as ADR 10 says; ./meddevo bench measures the time.
        boolean settled = live(loop, Duration.ofHours(6),
                () -> loop.apps().size() == apps && loop.apps().stream().allMatch(AppView::inSync));
        simulation.account().calls().clear();
        attempts.clear();
        live(loop, Duration.ofMinutes(5), () -> false);

        assertThat(settled).as(loop.plan().text()).isTrue();
        assertThat(simulation.account().calls().writes()).isZero();
        assertThat(simulation.account().calls().calls()).noneMatch(call -> call.errorCode().isPresent());
        assertThat(attempts).hasSizeBetween(7, 10).allMatch(one -> one <= 20 + 3 * apps / 10);
    }

    private EnvironmentLoop loop(Environment environment, int apps) {
        var account = simulation.account();
        var clients = AwsClients.of(account::client);
        var aws = new AwsEnvironment(environment, clients, account.timeline().clock(), nanos -> until(now().plusNanos(nanos)));
        var members = new ArrayList<Member>();
        for (int i = 0; i < apps; i++)
            members.add(new Member.Wanted(app("app-" + i, "listener-" + i / PER_LISTENER)));
        var roster = new Roster(new Fleet(environment, members), app -> Roster.Remembered.NOTHING);
        return new EnvironmentLoop(environment.name(), new AwsCloud(aws), () -> Optional.of(roster), Kinds.all(),
                new LoopSetting(Timing.PUBLISHED, this::now, begun::add, new CountsAttempts(attempts)));
    }

    /** Calls that wait side by side wait as long as the longest of them, and not as long as all of them together. */
    private synchronized void until(Instant then) {
        if (now().isBefore(then)) simulation.advance(Duration.between(now(), then));
    }

    /** @return whether what is waited for came within the time */
    private boolean live(EnvironmentLoop loop, Duration atMost, BooleanSupplier until) {
        Instant end = now().plus(atMost);
        while (!until.getAsBoolean()) {
            if (!now().isBefore(end)) return false;
            Instant next = loop.turn();
            if (begun.isEmpty()) {
                simulation.advance(Duration.between(now(), next.isAfter(now()) ? next : now().plusMillis(100)));
            }
            while (!begun.isEmpty())
                begun.remove().run();
        }
        return true;
    }

    private Instant now() { return simulation.account().timeline().now(); }

    private Map<String, Environment.Listener> listeners(int apps) {
        var listeners = new TreeMap<String, Environment.Listener>();
        for (int i = 0; i <= apps / PER_LISTENER; i++) {
            var on = simulation.account().foundations("test" + (i == 0 ? "" : i), 8080 + i);
            listeners.put("listener-" + i, new Environment.Listener(on.listenerArn(), on.loadBalancerArn(), on.loadBalancerDnsName(),
                    new Environment.Priorities(1, 50_000)));
        }
        return listeners;
    }

    private Environment environment(Map<String, Environment.Listener> listeners) {
        var on = simulation.account().foundations("test", 8080);
        return Environment.named("test", new Environment.Account(on.accountId(), on.region(), Optional.empty(), Optional.empty()))
                .namespaces(List.of("apps")).cluster(on.cluster())
                .network(new Environment.Network(on.vpcId(), on.subnetIds(), List.of(on.securityGroupId()), false)).listeners(listeners)
                .discovery(Optional.of(new Environment.Discovery(on.namespaceId(), on.namespaceName())))
                .roles(new Environment.Roles(Optional.of(on.executionRoleArn()), Optional.of(on.taskRoleArn()))).build();
    }

    private AppSpec app(String name, String listener) {
        simulation.images().push(name, "1.0.0", name, now());
        return AppSpec.of(new AppKey("apps", name), new AppSpec.Image(name, Optional.of("1.0.0"), Optional.empty()),
                AppSpec.Task.of(256, 512).architecture(AppSpec.Architecture.ARM64).build())
                .uid("uid-" + name).generation(1).port(Optional.of(8080))
                .route(Optional.of(new AppSpec.Route(listener, List.of(), List.of("/" + name + "/*"),
                        new AppSpec.HealthCheck("/health", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2, "200"),
                        Duration.ofSeconds(10))))
                .deployment(new AppSpec.Deployment(100, 200, true, Duration.ofSeconds(30))).logRetentionDays(30).build();
    }

    /** The HTTP attempts of each sweep over all apps. */
    private record CountsAttempts(List<Integer> attempts) implements LoopListener {
        @Override
        public void read(String environment, Scope scope, Sweep sweep, Duration took) {
            if (scope.app().isEmpty()) attempts.add(sweep.attempts());
        }
    }
}
