package com.meddevo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResourceIdTest {
    @Test
    void its_text_can_be_read_back() {
        var id = new ResourceId("listener-rule", "techdoc", "internal/extra");

        assertThat(ResourceId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void a_text_of_another_form_is_refused_with_what_was_expected() {
        assertThatThrownBy(() -> ResourceId.parse("techdoc")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a resource id: \"techdoc\"; expected kind/app/name");
    }

    @Test
    void ids_are_ordered_by_kind_then_app_then_name() {
        var first = new ResourceId("a", "b", "c");

        assertThat(first).isLessThan(new ResourceId("b", "a", "a")).isLessThan(new ResourceId("a", "c", "a"))
                .isLessThan(new ResourceId("a", "b", "d")).isEqualByComparingTo(new ResourceId("a", "b", "c"));
    }
}
