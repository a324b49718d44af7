package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderingTest {
    private static final ResourceId A = new ResourceId("k", "app", "a");
    private static final ResourceId B = new ResourceId("k", "app", "b");
    private static final ResourceId C = new ResourceId("k", "app", "c");
    private static final ResourceId D = new ResourceId("k", "app", "d");

    @Test
    void each_comes_after_its_predecessors_and_the_smallest_first() {
        var ordering = Ordering.of(Map.of(A, Set.of(D), B, Set.of(), C, Set.of(B), D, Set.of()));

        assertThat(ordering.sorted()).containsExactly(B, C, D, A);
        assertThat(ordering.circle()).isEmpty();
    }

    @Test
    void predecessors_that_are_no_keys_do_not_count() { assertThat(Ordering.of(Map.of(A, Set.of(B))).sorted()).containsExactly(A); }

    @Test
    void what_only_follows_a_circle_is_no_part_of_it() {
        var ordering = Ordering.of(Map.of(A, Set.of(B), B, Set.of(C), C, Set.of(B), D, Set.of()));

        assertThat(ordering.sorted()).containsExactly(D);
        assertThat(ordering.circle()).containsExactlyInAnyOrder(B, C);
    }
}
