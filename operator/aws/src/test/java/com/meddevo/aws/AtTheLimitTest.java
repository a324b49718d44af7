package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.call.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A load balancer takes 100 target groups and 100 rules. What is full must still let go. */
class AtTheLimitTest {
    private static final int FULL = 100;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void an_app_leaves_a_full_load_balancer_and_the_next_takes_its_place() {
        try (var world = World.inProcess()) {
            var there = IntStream.range(0, FULL).mapToObj(i -> app(world, "app-%03d".formatted(i), i)).toList();
            var next = app(world, "next", FULL);
            world.has(members(there, next)).settle();
            assertThat(world.plan().blocked()).extracting(blocked -> blocked.id().app() + " by " + blocked.by()).contains("next by quota");
            var leaving = there.getFirst();

            world.has(Stream.concat(Stream.of(new Member.Leaving(leaving.key(), Member.Deletion.DELETE)),
                    Stream.of(members(there.subList(1, FULL), next))).toArray(Member[]::new)).settle();

            assertThat(world.plan().blocked()).isEmpty();
            assertThat(world.sweep().snapshot().resources()).filteredOn(state -> state.id().kind().equals("listener-rule")).hasSize(FULL)
                    .extracting(state -> state.id().app()).contains("next").doesNotContain(leaving.name());
            assertThat(world.account.calls().calls()).extracting(Call::errorCode)
                    .doesNotContain(Optional.of("TooManyRules"), Optional.of("TooManyUniqueTargetGroupsPerLoadBalancer"));
        }
    }

    private static Member[] members(List<AppSpec> apps, AppSpec next) {
        return Stream.concat(apps.stream(), Stream.of(next)).map(Member.Wanted::new).toArray(Member[]::new);
    }

    private static AppSpec app(World world, String name, int age) {
        return world.app(name).but().discovery(Optional.empty()).replicas(1).created(Optional.of(BEGINNING.plusSeconds(age))).build();
    }
}
