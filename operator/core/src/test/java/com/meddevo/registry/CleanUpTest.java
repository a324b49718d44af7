package com.meddevo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.plan.Kept;
import com.meddevo.plan.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanUpTest {
    private final Yard yard = new Yard();

    @Test
    void an_image_that_lost_its_tag_goes_after_its_age_and_a_day_in_quarantine() {
        var old = yard.push("techdoc", "develop");
        yard.push("techdoc", "develop");

        assertThat(because(decide(Candidates.NONE), old)).isEqualTo("was pushed or pulled within 7 days");
        yard.advance(Duration.ofDays(7));
        var first = decide(Candidates.NONE);
        assertThat(because(first, old)).startsWith("nobody needs it; goes after 2026-03-09");
        yard.advance(Duration.ofHours(24));
        var second = decide(first.candidates());

        assertThat(second.deleted()).containsExactly(old);
        assertThat(second.plan().text()).contains("- delete " + old).contains("no tag, older than 7 days, and needed by nobody since 2026");
    }

    @Test
    void what_runs_stays_although_its_tag_moved_on() {
        var running = yard.push("techdoc", "develop");
        yard.deploy(yard.place(1), running);
        yard.deregisterOldest(yard.place(1));
        yard.push("techdoc", "develop");

        var decision = afterAWhile();

        assertThat(because(decision, running)).isEqualTo("production: runs");
    }

    @Test
    void the_images_of_a_list_stay_with_it_although_they_have_no_tags() {
        var list = yard.pushList("render", "1.0");
        var parts = yard.readImages().stream().filter(image -> image.id().equals(list)).findFirst().orElseThrow().holds();

        var decision = afterAWhile();

        assertThat(parts).allSatisfy(part -> assertThat(because(decision, part)).isEqualTo("is part of " + list.name() + ", which stays"));
        assertThat(decision.plan().kept()).anyMatch(kept -> kept.because().equals("is about " + parts.getFirst().name() + ", which stays"));
    }

    @Test
    void a_list_is_deleted_before_its_parts() {
        var list = yard.pushList("render", "develop");
        yard.push("render", "develop");

        var decision = afterAWhile();

        assertThat(decision.deleted()).hasSize(4).contains(list);
        assertThat(decision.plan().changes().stream().map(change -> change.id()).toList()).satisfies(order -> {
            var parts = yard.readImages().stream().filter(image -> image.id().equals(list)).findFirst().orElseThrow().holds();
            assertThat(parts).allSatisfy(part -> assertThat(order.indexOf(list)).isLessThan(order.indexOf(part)));
        });
    }

    @Test
    void a_task_that_runs_one_image_of_a_list_keeps_the_list() {
        var list = yard.pushList("render", "develop");
        yard.tellsParts(yard.place(0));
        yard.deploy(yard.place(0), list);
        yard.deregisterOldest(yard.place(0));
        yard.push("render", "develop");

        assertThat(because(afterAWhile(), list)).startsWith("holds sha256:").endsWith(", which is needed");
    }

    @Test
    void a_candidate_that_is_needed_for_a_moment_starts_its_quarantine_anew() {
        var old = yard.push("techdoc", "develop");
        yard.push("techdoc", "develop");
        yard.advance(Duration.ofDays(8));
        var candidates = decide(Candidates.NONE).candidates();
        yard.advance(Duration.ofHours(23));
        yard.deploy(yard.place(0), old);
        candidates = decide(candidates).candidates();
        yard.deploy(yard.place(0), yard.push("techdoc", "develop"));
        yard.rollBack(yard.place(0));
        yard.advance(Duration.ofHours(2));

        assertThat(candidates.since()).doesNotContainKey(old);
        assertThat(decide(candidates).deleted()).isEmpty();
    }

    @Test
    void what_was_decided_is_taken_back_when_somebody_rolls_back_meanwhile() {
        var old = yard.push("techdoc", "develop");
        yard.push("techdoc", "develop");
        var decided = afterAWhile();
        yard.deploy(yard.place(2), old);

        var confirmed = CleanUp.confirm(decided, yard.sight(), yard.now);

        assertThat(decided.deleted()).containsExactly(old);
        assertThat(confirmed.deleted()).isEmpty();
        assertThat(because(confirmed, old)).startsWith("staging: ");
    }

    @Test
    void an_environment_that_was_unbound_still_counts_until_the_registry_drops_it() {
        var old = yard.push("techdoc", "develop");
        yard.push("techdoc", "develop");
        yard.place(1).bound = false;

        var decision = afterAWhile();

        assertThat(decision.deleted()).isEmpty();
        assertThat(because(decision, old)).contains("not every environment was");
        assertThat(decision.plan().text()).contains("? production  not read: no environment of this name is bound");
    }

    @Test
    void a_repository_that_was_not_read_keeps_its_candidates_and_its_images() {
        var old = yard.push("techdoc", "develop");
        yard.push("techdoc", "develop");
        yard.advance(Duration.ofDays(8));
        var candidates = decide(Candidates.NONE).candidates();
        yard.advance(Duration.ofDays(2));
        var unread = new Sight(yard.registry(), Map.of(), List.of(), Map.of("techdoc", "ThrottlingException"), yard.ask());

        var decision = CleanUp.decide(unread, candidates, yard.now);

        assertThat(decision.deleted()).isEmpty();
        assertThat(decision.candidates().since()).containsKey(old);
        assertThat(decision.plan().notRead()).singleElement().satisfies(missing -> assertThat(missing.app()).isEqualTo("techdoc"));
    }

    private Decision decide(Candidates before) { return CleanUp.decide(yard.sight(), before, yard.now); }

    private Decision afterAWhile() {
        yard.advance(Duration.ofDays(8));
        var candidates = decide(Candidates.NONE).candidates();
        yard.advance(Duration.ofDays(2));
        return decide(candidates);
    }

    private static String because(Decision decision, ResourceId image) {
        return decision.plan().kept().stream().filter(kept -> kept.id().equals(image)).map(Kept::because).findFirst().orElseThrow();
    }
}
