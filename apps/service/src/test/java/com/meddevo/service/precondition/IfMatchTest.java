package com.meddevo.service.precondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.meddevo.service.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "*", "\"6\", \"7\""})
    void a_version_that_was_seen_may_be_changed(String header) {
        assertThatCode(() -> IfMatch.header(header).require(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\""})
    void another_version_may_not_and_weak_tags_never_match(String header) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> IfMatch.header(header).require(7));

        assertThat(problem.getStatusCode().value()).isEqualTo(412);
        assertThat(problem.getBody().getProperties()).containsEntry("code", "precondition-failed").containsEntry("currentETag", "\"7\"");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void without_the_header_nothing_is_changed(String header) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> IfMatch.header(header));

        assertThat(problem.getStatusCode().value()).isEqualTo(428);
    }
}
