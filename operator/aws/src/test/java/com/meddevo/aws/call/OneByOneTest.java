package com.meddevo.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private static final int ALL = 10;
    private static final boolean ANEW = true;
    private static final boolean ONLY_UNKNOWN = false;

    private final OneByOne<String> known = new OneByOne<>();

    @Test
    void an_answer_that_was_asked_for_before_a_write_does_not_undo_what_the_write_said() {
        known.read(List.of("arn"), ONLY_UNKNOWN, ALL, arn -> {
            known.written(arn, "written");
            return "as it was before";
        });

        assertThat(known.of("arn")).contains("written");
    }

    @Test
    void an_answer_from_the_middle_of_several_writes_is_not_remembered() {
        known.read(List.of("arn"), ONLY_UNKNOWN, ALL, arn -> {
            known.written(arn);
            return "half of it";
        });

        assertThat(known.of("arn")).isEmpty();
    }

    @Test
    void what_is_not_known_is_asked_first_and_no_more_than_the_budget_allows() {
        known.written("a", "known");
        var asked = new ArrayList<String>();

        known.read(List.of("a", "b", "c"), ANEW, 1, arn -> ask(arn, asked));

        assertThat(asked).containsExactly("b");
    }

    @Test
    void what_a_slow_cycle_wants_anew_is_asked_by_the_sweeps_that_follow() {
        known.written("a", "old");
        known.written("b", "old");
        known.read(List.of("a", "b"), ANEW, 1, arn -> "new");

        known.read(List.of("a", "b"), ONLY_UNKNOWN, 1, arn -> "new");

        assertThat(known.of("a")).contains("new");
        assertThat(known.of("b")).contains("new");
    }

    @Test
    void what_is_known_costs_nothing() {
        known.written("a", "known");

        assertThat(known.read(List.of("a"), ONLY_UNKNOWN, ALL, arn -> "new")).isFalse();
    }

    @Test
    void an_answer_that_fails_takes_no_other_along() {
        var asking = assertThatThrownBy(() -> known.read(List.of("a", "b"), ONLY_UNKNOWN, ALL, arn -> {
            if (arn.equals("a")) throw AwsErrors.inAnswer("AccessDenied", "not authorized");
            return "read";
        }));

        asking.hasMessageContaining("not authorized");
        assertThat(known.of("b")).contains("read");
    }

    @Test
    void what_went_since_it_was_listed_is_no_failure() {
        known.read(List.of("a", "b"), ONLY_UNKNOWN, ALL, arn -> {
            if (arn.equals("a")) throw AwsErrors.inAnswer("TargetGroupNotFound", "gone");
            return "read";
        });

        assertThat(known.of("a")).isEmpty();
        assertThat(known.of("b")).contains("read");
    }

    private static String ask(String arn, List<String> asked) {
        asked.add(arn);
        return "read";
    }
}
