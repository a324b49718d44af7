package com.meddevo.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static final Failing UNKNOWN = new Failing("rolled back", Optional.empty());
    private static final Failing FIRST = new Failing("rolled back", Optional.of("task-1"));
    private static final Failing SECOND = new Failing("rolled back", Optional.of("task-2"));

    private final AppWork work = new AppWork(Roster.Remembered.NOTHING);

    @Test
    void the_lines_of_a_failure_are_asked_for_once() {
        assertThat(work.failsWith(Optional.of(FIRST))).isTrue();

        assertThat(work.failsWith(Optional.of(FIRST))).isFalse();
    }

    @Test
    void when_the_task_that_failed_becomes_known_its_lines_are_asked_for() {
        work.failsWith(Optional.of(UNKNOWN));

        assertThat(work.failsWith(Optional.of(FIRST))).isTrue();
    }

    @Test
    void a_task_that_was_known_stays_the_one_to_ask() {
        work.failsWith(Optional.of(FIRST));
        work.logged(FIRST, List.of("panic"));

        assertThat(work.failsWith(Optional.of(UNKNOWN))).isFalse();

        assertThat(work.log()).containsExactly("panic");
    }

    @Test
    void lines_that_come_after_those_of_a_newer_failure_are_dropped() {
        work.failsWith(Optional.of(FIRST));
        work.failsWith(Optional.of(SECOND));
        work.logged(SECOND, List.of("panic: no database"));

        work.logged(FIRST, List.of("started"));

        assertThat(work.log()).containsExactly("panic: no database");
    }

    @Test
    void an_app_that_is_well_again_shows_no_lines() {
        work.failsWith(Optional.of(FIRST));
        work.logged(FIRST, List.of("panic"));

        assertThat(work.failsWith(Optional.empty())).isFalse();

        assertThat(work.log()).isEmpty();
    }
}
