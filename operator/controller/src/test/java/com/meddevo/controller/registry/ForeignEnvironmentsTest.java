package com.meddevo.controller.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.v1alpha1.meddevoappspec.task.Sidecars;
import com.meddevo.aws.image.NeededImages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pulls from a registry may be driven by another operator than keeps it. */
class ForeignEnvironmentsTest {
    private final Neighbourhood here = new Neighbourhood();
    private final String first = here.push();
    private final String second = here.push();

    ForeignEnvironmentsTest() { here.push(); }

    @Test
    void what_another_operator_s_environment_may_pull_stays_and_what_nobody_needs_goes() {
        here.runs("staging", first);

        var view = here.aWhile();

        assertThat(here.isThere(first)).isTrue();
        assertThat(here.isThere(second)).isFalse();
        assertThat(view.deleted()).isEqualTo(1);
        assertThat(view.plan().kept()).anyMatch(kept -> kept.because().startsWith("staging: active task definition by-hand:1"));
    }

    @Test
    void its_account_is_read_and_nothing_else_and_no_loop_begins() {
        here.aWhile();

        assertThat(here.calls("develop")).isNotEmpty()
                .allSatisfy(operation -> assertThat(NeededImages.actions()).contains("ecs:" + operation));
    }

    @Test
    void an_environment_that_refuses_one_read_keeps_every_image_and_is_named() {
        here.refuses("develop", "ListTaskDefinitions");

        var view = here.aWhile();

        assertThat(here.isThere(first) && here.isThere(second)).isTrue();
        assertThat(view.plan().notRead()).singleElement().satisfies(missing -> {
            assertThat(missing.app()).isEqualTo("develop");
            assertThat(missing.what()).contains("ecs:ListTaskDefinitions is missing");
        });
    }

    @Test
    void an_environment_that_cannot_be_understood_keeps_every_image_with_what_is_wrong_in_it() {
        here.environment("develop").getSpec().getAws().setAccountId("none");

        var view = here.aWhile();

        assertThat(here.isThere(first) && here.isThere(second)).isTrue();
        assertThat(view.plan().notRead()).singleElement()
                .satisfies(missing -> assertThat(missing.what()).contains("its MeddevoEnvironment cannot be used", "accountId"));
    }

    @Test
    void an_app_of_another_operator_keeps_the_digests_that_its_spec_names_although_it_is_refused() {
        var app = here.app("develop", "techdoc");
        app.getMetadata().setNamespace("not-allowed-there");
        app.getSpec().getImage().setDigest(first);
        var sidecar = new Sidecars();
        sidecar.setName("beside");
        sidecar.setImage("registry.example/techdoc@" + second);
        app.getSpec().getTask().setSidecars(List.of(sidecar));

        var view = here.aWhile();

        assertThat(view.deleted()).isZero();
        assertThat(view.plan().kept()).extracting(kept -> kept.because())
                .filteredOn(because -> because.equals("develop: the spec of not-allowed-there/techdoc asks for it")).hasSize(2);
    }

    @Test
    void while_not_every_app_of_the_cluster_is_listed_nothing_is_read_and_soon_it_is_said() {
        here.listing.complete = false;

        var atOnce = here.turn();
        here.advance(Duration.ofMinutes(2));
        var later = here.turn();

        assertThat(atOnce.failures()).isEmpty();
        assertThat(later.failures()).singleElement().asString().contains("has not listed all apps and environments");
        assertThat(here.calls("develop")).isEmpty();
    }

    @Test
    void the_way_into_an_account_is_opened_once_and_closed_when_the_environment_changes_or_leaves_or_the_registry_does() {
        assertThat(here.open).isEmpty();
        here.turn();
        here.turn();
        assertThat(here.open).containsExactlyInAnyOrder("develop", "staging");

        here.environment("develop").getSpec().getAws().setExternalId("another");
        here.environment("develop").getMetadata().setGeneration(2L);
        here.turn();
        assertThat(here.open).containsExactlyInAnyOrder("develop", "staging");

        here.listing.environments.remove(here.environment("staging"));
        here.turn();
        assertThat(here.open).containsExactly("develop");

        here.forget();
        assertThat(here.open).isEmpty();
    }
}
