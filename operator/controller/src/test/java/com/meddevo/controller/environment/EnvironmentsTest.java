package com.meddevo.controller.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meddevo.aws.Sweep;
import com.meddevo.controller.loop.Cloud;
import com.meddevo.controller.loop.LoopListener;
import com.meddevo.controller.loop.LoopSetting;
import com.meddevo.controller.loop.Roster;
import com.meddevo.controller.loop.Timing;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Fleet;
import com.meddevo.plan.Arns;
import com.meddevo.plan.Facts;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.Scope;
import com.meddevo.plan.Snapshot;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several environments at once, of which one's AWS never answers. */
class EnvironmentsTest {
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Queue<String> read = new ConcurrentLinkedQueue<>();
    private final Queue<String> closed = new ConcurrentLinkedQueue<>();
    private final Environments environments = new Environments(Deaf::new,
            name -> Optional.of(new Roster(new Fleet(environment(name, "one"), List.of()), app -> Roster.Remembered.NOTHING)), List.of(),
            new LoopSetting(Timing.PUBLISHED, Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor(), new LoopListener() {
            }));

    @AfterEach
    void end() {
        answer.countDown();
        environments.close();
    }

    @Test
    void an_environment_that_hangs_does_not_keep_another_from_being_read() {
        environments.ensure(environment("broken", "one"));
        await().until(() -> read.contains("broken"));

        environments.ensure(environment("well", "one"));

        await().until(() -> environments.loop("well").orElseThrow().environment().lastSweep().isPresent());
        assertThat(environments.loop("broken").orElseThrow().environment().lastSweep()).isEmpty();
    }

    @Test
    void an_environment_that_hangs_and_is_changed_does_not_keep_another_from_being_begun() {
        environments.ensure(environment("broken", "one"));
        await().until(() -> read.contains("broken"));
        var changing = Thread.ofVirtual().start(() -> environments.ensure(environment("broken", "two")));
        await().until(() -> environments.loop("broken").isEmpty());

        environments.ensure(environment("well", "one"));

        assertThat(environments.loop("well")).isPresent();
        assertThat(changing.isAlive()).isTrue();
    }

    @Test
    void the_loop_of_a_changed_environment_ends_before_the_next_begins() {
        environments.ensure(environment("well", "one"));

        environments.ensure(environment("well", "two"));

        assertThat(closed).containsExactly("well/one");
        assertThat(environments.loops()).hasSize(1);
    }

    @Test
    void an_environment_that_did_not_change_keeps_its_loop() {
        environments.ensure(environment("well", "one"));
        var loop = environments.loop("well");

        environments.ensure(environment("well", "one"));

        assertThat(environments.loop("well")).isEqualTo(loop);
        assertThat(closed).isEmpty();
    }

    @Test
    void a_removed_environment_has_no_loop() {
        environments.ensure(environment("well", "one"));

        environments.remove("well");
        environments.remove("never-seen");

        assertThat(environments.loops()).isEmpty();
        assertThat(environments.loop("well")).isEmpty();
    }

    private static Environment environment(String name, String cluster) {
        return Environment.named(name, new Environment.Account("111122223333", "eu-central-1", Optional.empty(), Optional.empty()))
                .cluster(cluster).namespaces(List.of("apps"))
                .network(new Environment.Network("vpc-1", List.of("subnet-a"), List.of(), false)).build();
    }

    /** AWS, which answers the broken environment when the test ends. */
    private final class Deaf implements Cloud {
        private final Environment environment;

        private Deaf(Environment environment) { this.environment = environment; }

        @Override
        public Sweep observe(Scope scope) {
            read.add(environment.name());
            if (environment.name().equals("broken")) hang();
            return new Sweep(new Snapshot(List.of(), List.of(), Facts.NONE), new Nothing(), List.of(), 0, Map.of());
        }

        private void hang() {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Map<ResourceId, Outcome> apply(Plan plan, Fleet fleet) { return Map.of(); }

        @Override
        public List<String> lastLogLines(String app, Optional<String> task, int count) { return List.of(); }

        @Override
        public void close() { closed.add(environment.name() + "/" + environment.cluster()); }
    }

    private record Nothing() implements Arns {
        @Override
        public Optional<String> find(ResourceId id) { return Optional.empty(); }

        @Override
        public void learn(ResourceId id, String arn) {}

        @Override
        public void forget(ResourceId id) {}
    }
}
