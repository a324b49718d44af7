package com.meddevo.plan;

import static com.meddevo.plan.example.Example.app;
import static com.meddevo.plan.example.Example.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Upkeep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What differs in fields that nobody declared: told, by how much it matters, and left alone. */
class UndeclaredDriftTest {
    private static final ResourceId ID = new ResourceId("door", "techdoc", "main");
    private static final Door SHUT = new Door(ID, new Lock(true, Map.of(), Optional.of(Set.of())), Set.of(), 0);

    /** What somebody can hang on a door, and what opens it. */
    record Door(ResourceId id, @OnDrift(value = Tier.AVAILABILITY, because = "nobody gets through") Lock lock,
            @Undeclared @OnDrift(value = Tier.OTHER, because = "it looks odd") Set<String> pictures,
            @Undeclared int timesOpened) implements ResourceState {
    }

    record Lock(boolean shut, @Undeclared @OnDrift(value = Tier.SECURITY, because = "others can open it") Map<String, String> keys,
            @Undeclared @OnDrift(value = Tier.SECURITY, because = "others stand in it") Optional<Set<String>> guests) {
    }

    private record Doors() implements ResourceKind<Door> {
        @Override
        public String name() { return "door"; }

        @Override
        public Class<Door> type() { return Door.class; }

        @Override
        public List<Door> desired(Resolved resolved) { return List.of(SHUT); }
    }

    private static Plan plan(AppSpec app, Door observed) {
        return new Planner(List.of(new Doors()), List.of()).plan(fleet(app),
                new Snapshot(List.of(Reading.of("door", Instant.EPOCH)), List.of(observed), Facts.NONE));
    }

    private static Plan plan(Door observed) { return plan(app("techdoc"), observed); }

    private static Door opened(Map<String, String> keys, Set<String> pictures) {
        return new Door(ID, new Lock(true, keys, Optional.of(Set.of())), pictures, 7);
    }

    @Test
    void is_in_sync_all_the_same_and_does_not_touch_the_hash() {
        var plan = plan(opened(Map.of("mallory", "copy"), Set.of("sunset")));

        assertThat(plan).matches(Plan::settled);
        assertThat(plan.hash()).isEqualTo(plan(SHUT).hash());
    }

    @Test
    void comes_by_tier_the_gravest_first_and_says_what_it_leads_to() {
        var plan = plan(opened(Map.of("mallory", "copy"), Set.of("sunset")));

        assertThat(plan.text()).isEqualTo("""
                # undeclared door/techdoc/main  lock.keys[mallory]: copy instead of null  (security: others can open it)
                # undeclared door/techdoc/main  pictures: ["sunset"] instead of []  (other: it looks odd)
                Nothing to do.
                """);
        assertThat(plan.json()).contains("\"undeclared\":[{", "\"tier\":\"SECURITY\"");
        assertThat(plan.markdown()).contains("Undeclared drift, which is left alone:", "lock.keys[mallory]");
    }

    @Test
    void stays_with_its_own_app() {
        var plan = plan(opened(Map.of("mallory", "copy"), Set.of()));

        assertThat(plan.forApp("techdoc").undeclared()).hasSize(1);
        assertThat(plan.forApp("trail").undeclared()).isEmpty();
    }

    @Test
    void is_not_what_only_aws_knows() { assertThat(plan(opened(Map.of(), Set.of())).undeclared()).isEmpty(); }

    @Test
    void is_not_what_was_not_read() {
        assertThat(plan(new Door(ID, new Lock(true, Map.of(), Optional.empty()), Set.of(), 0)).undeclared()).isEmpty();
    }

    @Test
    void is_told_beside_a_declared_difference_too() {
        var plan = plan(new Door(ID, new Lock(false, Map.of("mallory", "copy"), Optional.of(Set.of())), Set.of(), 0));

        assertThat(plan.changes()).singleElement().isInstanceOfSatisfying(Change.Update.class, update -> {
            assertThat(Deviation.of(update)).containsExactly(
                    new Deviation(ID, "lock.shut", false, true, Tier.AVAILABILITY, "nobody gets through"));
        });
        assertThat(plan.undeclared()).extracting(Deviation::field).containsExactly("lock.keys[mallory]");
    }

    @Test
    void is_only_noted_while_it_is_what_the_spec_says_to_ignore() {
        var ignoring = app("techdoc").but().upkeep(new Upkeep(false, List.of(new Upkeep.Ignored("door", "pictures", "[\"sunset\"]")),
                Optional.empty()))
                .build();

        assertThat(plan(ignoring, opened(Map.of(), Set.of("sunset"))).undeclared()).isEmpty();
        assertThat(plan(ignoring, opened(Map.of(), Set.of("sunset"))).notes()).extracting(Plan.Note::text).containsExactly(
                "door/techdoc/main pictures stays [\"sunset\"], which nobody declared, as spec.drift.ignore says");
        assertThat(plan(ignoring, opened(Map.of(), Set.of("portrait"))).undeclared()).hasSize(1);
    }
}
