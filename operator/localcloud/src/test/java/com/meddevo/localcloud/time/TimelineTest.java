package com.meddevo.localcloud.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private final Timeline timeline = Timeline.moved(START);
    private final List<String> happened = new ArrayList<>();

    @Test
    void what_is_due_happens_in_order_and_at_its_own_time() {
        timeline.after(Duration.ofSeconds(3), () -> happened.add("third at " + timeline.now()));
        timeline.after(Duration.ofSeconds(1), () -> happened.add("first"));
        timeline.after(Duration.ofSeconds(1), () -> happened.add("second"));
        timeline.after(Duration.ofSeconds(9), () -> happened.add("never"));

        timeline.advance(Duration.ofSeconds(5));

        assertThat(happened).containsExactly("first", "second", "third at 2026-01-05T08:00:03Z");
        assertThat(timeline.now()).isEqualTo(START.plusSeconds(5));
        assertThat(timeline.clock().instant()).isEqualTo(timeline.now());
    }

    @Test
    void what_is_planned_on_the_way_happens_on_the_way() {
        timeline.after(Duration.ofSeconds(1), () -> timeline.after(Duration.ofSeconds(1), () -> happened.add("then")));

        timeline.advance(Duration.ofSeconds(2));

        assertThat(happened).containsExactly("then");
    }

    @Test
    void what_is_called_off_does_not_happen() {
        var scheduled = timeline.after(Duration.ofSeconds(1), () -> happened.add("no"));

        timeline.locked(scheduled::cancel);
        timeline.advance(Duration.ofSeconds(2));

        assertThat(happened).isEmpty();
    }

    @Test
    void what_is_put_aside_is_done_after_the_lock_in_order_and_may_put_more_aside() {
        timeline.locked(() -> {
            timeline.afterwards(() -> timeline.locked(() -> {
                happened.add("first outside");
                timeline.afterwards(() -> happened.add("third outside"));
            }));
            timeline.afterwards(() -> happened.add("second outside"));
            happened.add("inside");
        });

        assertThat(happened).containsExactly("inside", "first outside", "second outside", "third outside");
    }

    @Test
    void a_running_timeline_follows_the_machine_and_cannot_be_moved() {
        try (var running = Timeline.realTime()) {
            var seen = new CopyOnWriteArrayList<String>();
            running.after(Duration.ofMillis(20), () -> seen.add("second"));
            running.after(Duration.ZERO, () -> seen.add("first"));

            Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly("first", "second"));
            assertThatThrownBy(() -> running.advance(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_running_timeline_survives_an_event_that_fails() {
        try (var running = Timeline.realTime()) {
            var seen = new CopyOnWriteArrayList<String>();
            running.after(Duration.ZERO, () -> {
                throw new IllegalStateException("broken");
            });
            running.after(Duration.ofMillis(1), () -> seen.add("still there"));

            Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly("still there"));
        }
    }
}
