package com.meddevo.referee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapTest {
    @Test
    void the_documentation_names_every_gap_and_no_other() {
        assertThat(Page.rows("Gaps")).extracting(List::getFirst)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Gap.values()).map(Gap::title).toList());
    }
}
