package com.meddevo.controller.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Access;
import com.meddevo.fleet.AppKey;
import com.meddevo.fleet.AppSpec;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortfallsTest {
    private static final AppSpec PLAIN = AppSpec.of(new AppKey("apps", "techdoc"),
            new AppSpec.Image("techdoc", Optional.of("1.0.0"), Optional.empty()), AppSpec.Task.of(256, 512).build()).build();

    @Test
    void an_app_that_asks_for_nothing_special_has_all_of_it_here_too() { assertThat(Shortfalls.of(PLAIN)).isEmpty(); }

    @Test
    void whoever_says_who_may_call_is_told_that_nothing_enforces_it() {
        var app = PLAIN.but().access(new Access(Optional.of(Set.of("web")), Optional.empty())).build();

        assertThat(Shortfalls.of(app)).singleElement().satisfies(note -> {
            assertThat(note.app()).isEqualTo("techdoc");
            assertThat(note.text()).startsWith("spec.access").contains("nothing enforces");
        });
    }
}
