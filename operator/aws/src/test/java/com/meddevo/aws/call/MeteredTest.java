package com.meddevo.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meddevo.localcloud.Simulation;
import com.meddevo.localcloud.call.Fault;
import io.github.bucket4j.BlockingStrategy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** A budget before a client, on a clock that moves exactly as far as somebody waits. */
class MeteredTest {
    private final Simulation simulation = Simulation.start();
    private final BlockingStrategy wait = nanos -> simulation.advance(Duration.ofNanos(nanos));
    private final Budget budget = new Budget(0.25, simulation.account().timeline().clock(), wait);
    private final EcsClient ecs = Metered.of(EcsClient.class, "ecs", simulation.account().ecs(), budget);

    @Test
    void within_the_burst_nobody_waits() throws Exception { assertThat(waited(Lane.APPLY, 18, this::read)).isZero(); }

    @Test
    void beyond_the_burst_calls_come_at_the_published_rate() throws Exception {
        // task definitions are read 50 at once and 20 a second, of which nine tenths may be used
        assertThat(waited(Lane.APPLY, 45 + 18, this::read)).isBetween(Duration.ofMillis(950), Duration.ofMillis(1050));
    }

    @Test
    void a_sweep_has_its_share_and_leaves_the_rest_to_changes() throws Exception {
        assertThat(waited(Lane.SWEEP, 12 + 5, this::read)).isBetween(Duration.ofMillis(950), Duration.ofMillis(1050));
        assertThat(waited(Lane.APPLY, 20, this::read)).isZero();
    }

    @Test
    void whoever_is_throttled_slows_everybody_down() throws Exception {
        simulation.account().faults().next("ListTaskDefinitions", new Fault.Refused("ThrottlingException", 400, "Rate exceeded"));
        assertThatThrownBy(() -> new Spending(Lane.APPLY).during(this::read)).isInstanceOf(EcsException.class);

        assertThat(waited(Lane.APPLY, 1, this::read)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void every_attempt_is_counted_pages_and_failures_too() throws Exception {
        IntStream.range(0, 3).forEach(i -> ecs.registerTaskDefinition(request -> request.family("f" + i).cpu("256").memory("512")
                .requiresCompatibilitiesWithStrings("FARGATE").networkMode("awsvpc").containerDefinitions(c -> c.name("c").image("i:1"))));
        var spending = new Spending(Lane.APPLY);

        spending.during(() -> ecs.listTaskDefinitionsPaginator(request -> request.maxResults(1)).taskDefinitionArns().stream().toList());
        assertThatThrownBy(() -> spending.during(() -> ecs.describeTaskDefinition(request -> request.taskDefinition("nobody:1"))))
                .isInstanceOf(EcsException.class);

        assertThat(spending.byAction()).containsEntry("ecs:ListTaskDefinitions", 3).containsEntry("ecs:DescribeTaskDefinition", 1);
        assertThat(spending.attempts()).isEqualTo(4);
        assertThat(budget.calls()).containsEntry("ecs:RegisterTaskDefinition", 3L);
    }

    @Test
    void an_operation_without_a_rate_is_refused_before_it_is_sent() {
        assertThatThrownBy(() -> ecs.listAccountSettings()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ecs:ListAccountSettings belongs to no rate category");
    }

    private Object read() { return ecs.listTaskDefinitions(request -> request.maxResults(1)); }

    private Duration waited(Lane lane, int times, Callable<Object> call) throws Exception {
        var before = simulation.account().timeline().now();
        var spending = new Spending(lane);
        for (int i = 0; i < times; i++) {
            spending.during(call);
        }
        return Duration.between(before, simulation.account().timeline().now());
    }
}
